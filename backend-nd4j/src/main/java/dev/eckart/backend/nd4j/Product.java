package dev.eckart.backend.nd4j;

import dev.eckart.spi.backend.Transpose;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A product {@code C = alpha op(A) op(B) + beta C} of copies in native memory.
 *
 * @param transposeA whether A is read transposed
 * @param a left operand
 * @param transposeB whether B is read transposed
 * @param b right operand
 * @param alpha factor of the product
 * @param beta factor of the old content of C
 * @param c result
 */
record Product(Transpose transposeA, Mirror a, Transpose transposeB, Mirror b, double alpha, double beta, Mirror c) {
    /** The arguments of ND4J's {@code matmul} as native code reads them. */
    OpContext arguments() {
        OpContext arguments = Nd4j.getExecutioner().buildContext();
        arguments.setInputArrays(a.array, b.array);
        arguments.setOutputArrays(c.array);
        arguments.setTArguments(alpha, beta);
        arguments.setIArguments(transposeA.ordinal(), transposeB.ordinal(), 0);
        return arguments;
    }
}

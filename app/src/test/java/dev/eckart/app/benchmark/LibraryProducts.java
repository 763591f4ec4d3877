package dev.eckart.app.benchmark;

import dev.eckart.spi.backend.Transpose;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import java.util.List;
import java.util.function.Function;
import org.apache.commons.math3.linear.BlockRealMatrix;
import org.ejml.data.FMatrixRMaj;
import org.ejml.dense.row.CommonOps_FDRM;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The libraries' own products, as fast as each can be called: the divisor of what a training step costs. */
final class LibraryProducts {
    private LibraryProducts() {}

    /** The products of these shapes on operands of the library's own that lie ready. */
    static List<Runnable> of(String backend, List<Shape> shapes) {
        return shapes.stream().map(kind(backend)).toList();
    }

    private static Function<Shape, Runnable> kind(String backend) {
        return switch (backend) {
            case "nd4j:float32" -> LibraryProducts::nd4j;
            case "ejml:float32" -> LibraryProducts::ejml;
            case "commons-math:float64" -> LibraryProducts::commonsMath;
            default -> throw new IllegalArgumentException("no products of " + backend + " alone are laid out");
        };
    }

    /** On transposed views, because ND4J multiplies fast into column-major results only. */
    private static Runnable nd4j(Shape shape) {
        INDArray left = nd4j(shape.right(Precision.FLOAT32), shape.transposeB());
        INDArray right = nd4j(shape.left(Precision.FLOAT32), shape.transposeA());
        INDArray result = Nd4j.create(DataType.FLOAT, new long[] {shape.m(), shape.n()}, 'c')
                .transpose();
        return () -> Nd4j.gemm(left, right, result, false, false, 1, 0);
    }

    private static INDArray nd4j(Tensor tensor, Transpose transpose) {
        INDArray array = Nd4j.createFromArray(tensor.floats()).reshape('c', tensor.rows(), tensor.columns());
        return transpose == Transpose.NO ? array.transpose() : array;
    }

    private static Runnable ejml(Shape shape) {
        FMatrixRMaj a = ejml(shape.left(Precision.FLOAT32));
        FMatrixRMaj b = ejml(shape.right(Precision.FLOAT32));
        FMatrixRMaj c = new FMatrixRMaj(shape.m(), shape.n());
        if (shape.transposeA() == Transpose.YES) {
            return () -> CommonOps_FDRM.multTransA(a, b, c);
        }
        return shape.transposeB() == Transpose.YES
                ? () -> CommonOps_FDRM.multTransB(a, b, c)
                : () -> CommonOps_FDRM.mult(a, b, c);
    }

    private static FMatrixRMaj ejml(Tensor tensor) {
        return FMatrixRMaj.wrap(tensor.rows(), tensor.columns(), tensor.floats());
    }

    /** Commons Math multiplies nothing transposed; its operands lie ready as the product reads them. */
    private static Runnable commonsMath(Shape shape) {
        BlockRealMatrix a = new BlockRealMatrix(rows(shape.m(), shape.k()));
        BlockRealMatrix b = new BlockRealMatrix(rows(shape.k(), shape.n()));
        return () -> a.multiply(b);
    }

    private static double[][] rows(int rows, int columns) {
        Tensor matrix = Workload.matrix(Precision.FLOAT64, rows, columns);
        double[][] result = new double[rows][columns];
        for (int i = 0; i < rows; i++) {
            System.arraycopy(matrix.doubles(), i * columns, result[i], 0, columns);
        }
        return result;
    }
}

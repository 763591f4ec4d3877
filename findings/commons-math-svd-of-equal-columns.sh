#!/bin/sh
# Apache Commons Math 3.6.1: the singular vectors of a matrix whose columns are all equal are not orthonormal.
#
# Singular values, rank and the product U S V' are right to the last digits, so the usual check of a decomposition, that it
# multiplies back to the matrix, passes. But U'U or V'V is far off the identity: the vectors that
# belong to singular values at rounding level are anything. Whoever uses V for anything else than the product (a basis, a
# projection, a factor to be trained) gets nonsense without a word.
#
# Seen: 35 of 96 such matrices have a U off by more than 1e-8, one of them by 2e7 in the 1-norm; every product is right to 3e-15.
# Needs Java 17 and Maven.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
mvn -q dependency:copy -Dartifact=org.apache.commons:commons-math3:3.6.1 -DoutputDirectory=.
cat > EqualColumns.java <<'JAVA'
import java.util.Random;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;

class EqualColumns {
    static double offOrthonormal(RealMatrix vectors) {
        RealMatrix square = vectors.transpose().multiply(vectors);
        return square.subtract(MatrixUtils.createRealIdentityMatrix(square.getRowDimension())).getNorm();
    }

    public static void main(String[] arguments) {
        int all = 0;
        int wrong = 0;
        double worstProduct = 0;
        double worst = 0;
        for (int rows : new int[] {20, 40, 64, 100, 200}) {
            for (int columns : new int[] {10, 30, 50}) {
                for (int seed = 1; seed <= 8 && rows >= columns; seed++) {
                    Random random = new Random(seed);
                    RealMatrix matrix = new Array2DRowRealMatrix(rows, columns);
                    for (int i = 0; i < rows; i++) {
                        double number = random.nextGaussian();
                        for (int j = 0; j < columns; j++) {
                            matrix.setEntry(i, j, number);
                        }
                    }
                    SingularValueDecomposition svd = new SingularValueDecomposition(matrix);
                    RealMatrix product = svd.getU().multiply(svd.getS()).multiply(svd.getVT());
                    worstProduct = Math.max(worstProduct, product.subtract(matrix).getNorm() / matrix.getNorm());
                    double off = offOrthonormal(svd.getU());
                    worst = Math.max(worst, off);
                    wrong += off > 1e-8 ? 1 : 0;
                    all++;
                }
            }
        }
        System.out.printf("%d of %d: U is off orthonormal, by up to %.3g; every product is right to %.1e%n",
                wrong, all, worst, worstProduct);
        if (wrong == 0 || worst < 1 || worstProduct > 1e-13) {
            throw new AssertionError("this has changed");
        }
    }
}
JAVA
java -cp commons-math3-3.6.1.jar EqualColumns.java

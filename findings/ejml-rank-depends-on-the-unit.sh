#!/bin/sh
# EJML 0.46.1: MatrixFeatures gives a matrix another rank in another unit, and least squares by pivoted QR count rounding as rank.
#
# MatrixFeatures.rank and nullity count the singular values above a limit that does not grow with the matrix: a hundred steps of
# float64 at one (float32's for float32). So a matrix of rank 5 has rank 40, all there is, once it is multiplied by a million,
# and rank 0 in float32 once it is divided by one, although its singular values are as far apart as before. Small matrices of
# numbers around one, as tests have them, get the right answer. SingularOps.rank with a limit takes it just as absolutely.
#
# LinearSolverFactory.leastSquaresQrPivot, meant for matrices of less than full rank, has a limit that does grow with the matrix,
# but it is one such step, where rounding leaves several. So it finds a rank of 7 to 10 for 5, answers true, and its solution is
# longer than the shortest one by fifteen powers of ten. SimpleMatrix.svd().rank(), SingularOps.rank without a limit, and the
# pseudo-inverse look at the largest singular value and the sizes, and are right.
#
# Seen for the product of 60 x 5 and 5 x 40: rank 5 as it is, 40 times 1e6, 0 times 1e-17; float32: 40 times 1e6, 0 times 1e-6.
# Needs Java 17 and Maven.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
for artifact in ejml-core ejml-ddense ejml-fdense ejml-simple; do
    mvn -q dependency:copy -Dartifact=org.ejml:$artifact:0.46.1 -DoutputDirectory=jars
done
cat > Rank.java <<'JAVA'
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.FMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.MatrixFeatures_DDRM;
import org.ejml.dense.row.MatrixFeatures_FDRM;
import org.ejml.dense.row.NormOps_DDRM;
import org.ejml.dense.row.RandomMatrices_DDRM;
import org.ejml.dense.row.SingularOps_DDRM;
import org.ejml.dense.row.decomposition.qr.QRColPivDecompositionHouseholderColumn_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;
import org.ejml.interfaces.linsol.LinearSolverDense;
import org.ejml.simple.SimpleMatrix;

class Rank {
    static final int ROWS = 60;
    static final int COLUMNS = 40;
    static final int RANK = 5;

    static void check(boolean same) {
        if (!same) {
            throw new AssertionError("this has changed");
        }
    }

    static DMatrixRMaj product(Random random) {
        DMatrixRMaj product = new DMatrixRMaj(ROWS, COLUMNS);
        CommonOps_DDRM.mult(
                RandomMatrices_DDRM.rectangle(ROWS, RANK, -1, 1, random),
                RandomMatrices_DDRM.rectangle(RANK, COLUMNS, -1, 1, random),
                product);
        return product;
    }

    static void inUnit(double unit, int expected, int expectedFloat) {
        DMatrixRMaj matrix = product(new Random(1));
        CommonOps_DDRM.scale(unit, matrix);
        FMatrixRMaj floats = new FMatrixRMaj(ROWS, COLUMNS);
        for (int i = 0; i < floats.data.length; i++) {
            floats.data[i] = (float) matrix.data[i];
        }
        SingularValueDecomposition_F64<DMatrixRMaj> svd = DecompositionFactory_DDRM.svd(ROWS, COLUMNS, true, true, true);
        check(svd.decompose(matrix.copy()));
        int rank = MatrixFeatures_DDRM.rank(matrix);
        int rankFloat = MatrixFeatures_FDRM.rank(floats);
        System.out.printf("times %g: MatrixFeatures %d (float32 %d), SimpleMatrix %d, SingularOps %d%n",
                unit, rank, rankFloat, SimpleMatrix.wrap(matrix).svd().rank(), SingularOps_DDRM.rank(svd));
        check(rank == expected && rankFloat == expectedFloat && MatrixFeatures_DDRM.nullity(matrix) == COLUMNS - expected);
        check(SimpleMatrix.wrap(matrix).svd().rank() == RANK && SingularOps_DDRM.rank(svd) == RANK);
    }

    static double solution(LinearSolverDense<DMatrixRMaj> solver, DMatrixRMaj matrix, DMatrixRMaj side) {
        DMatrixRMaj solution = new DMatrixRMaj(COLUMNS, 1);
        check(solver.setA(matrix.copy()));
        solver.solve(side.copy(), solution);
        return NormOps_DDRM.normF(solution);
    }

    public static void main(String[] arguments) {
        inUnit(1, RANK, RANK);
        inUnit(1e6, COLUMNS, COLUMNS);
        inUnit(1e12, COLUMNS, COLUMNS);
        inUnit(1e-6, RANK, 0);
        inUnit(1e-17, 0, 0);
        Random random = new Random(2);
        for (int i = 0; i < 5; i++) {
            DMatrixRMaj matrix = product(random);
            DMatrixRMaj side = RandomMatrices_DDRM.rectangle(ROWS, 1, -1, 1, random);
            QRColPivDecompositionHouseholderColumn_DDRM qr = new QRColPivDecompositionHouseholderColumn_DDRM();
            check(qr.decompose(matrix.copy()));
            double pivoted = solution(LinearSolverFactory_DDRM.leastSquaresQrPivot(true, false), matrix, side);
            double shortest = solution(LinearSolverFactory_DDRM.pseudoInverse(true), matrix, side);
            System.out.printf("pivoted QR: rank %d, a solution of length %.1e; pseudo-inverse: %.1e%n",
                    qr.getRank(), pivoted, shortest);
            check(qr.getRank() > RANK && pivoted > 1e12 && shortest < 1);
        }
    }
}
JAVA
java -cp 'jars/*' Rank.java

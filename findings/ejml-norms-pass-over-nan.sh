#!/bin/sh
# EJML 0.46.1: norms pass over NaN, so that the distance of a matrix with NaN from the right one can be zero.
#
# The Frobenius norm divides by the largest element first, and the largest is sought with a comparison, which NaN never wins.
# Where all other elements are zero, as in the difference of two matrices that are the same but for NaN, the largest is zero,
# and so is the norm. Norms that are a largest sum leave out each row (infinity norm) or column (1-norm) that holds a NaN. So a
# relative error of 0 says "nothing lost" of a matrix that is spoiled, at whatever limit. One other difference, however small,
# turns the Frobenius norm into NaN, which is why a test with noise sees the NaN and a test of equal bits does not.
# fastNormF and diffNormP1 keep NaN; MatrixFeatures.hasUncountable finds it. float32 and float64 are the same in this, and
# SimpleMatrix.normF too.
#
# Seen for 100 x 10 numbers and their copy with one NaN: diffNormF, normF, normP1, normPInf and elementMaxAbs of the difference
# are 0, isZeros is true.
# Needs Java 17 and Maven.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
for artifact in ejml-core ejml-ddense ejml-fdense ejml-simple; do
    mvn -q dependency:copy -Dartifact=org.ejml:$artifact:0.46.1 -DoutputDirectory=jars
done
cat > Distance.java <<'JAVA'
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.FMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.CommonOps_FDRM;
import org.ejml.dense.row.MatrixFeatures_DDRM;
import org.ejml.dense.row.NormOps_DDRM;
import org.ejml.dense.row.NormOps_FDRM;
import org.ejml.dense.row.RandomMatrices_DDRM;
import org.ejml.dense.row.SpecializedOps_DDRM;
import org.ejml.simple.SimpleMatrix;

class Distance {
    static void is(String name, double expected, double seen) {
        System.out.printf("%-42s %s%n", name, seen);
        if (Double.compare(expected, seen) != 0) {
            throw new AssertionError("this has changed");
        }
    }

    public static void main(String[] arguments) {
        DMatrixRMaj right = RandomMatrices_DDRM.rectangle(100, 10, -1, 1, new Random(1));
        DMatrixRMaj spoiled = right.copy();
        spoiled.set(42, 7, Double.NaN);
        DMatrixRMaj difference = new DMatrixRMaj(100, 10);
        CommonOps_DDRM.subtract(spoiled, right, difference);
        FMatrixRMaj floats = new FMatrixRMaj(100, 10);
        for (int i = 0; i < floats.data.length; i++) {
            floats.data[i] = (float) difference.data[i];
        }

        is("diffNormF", 0, SpecializedOps_DDRM.diffNormF(spoiled, right));
        is("normF of the difference", 0, NormOps_DDRM.normF(difference));
        is("normF, float32", 0, NormOps_FDRM.normF(floats));
        is("normF, SimpleMatrix", 0, SimpleMatrix.wrap(difference).normF());
        is("normP1", 0, NormOps_DDRM.normP1(difference));
        is("normPInf", 0, NormOps_DDRM.normPInf(difference));
        is("elementMaxAbs", 0, CommonOps_DDRM.elementMaxAbs(difference));
        is("elementMaxAbs, float32", 0, CommonOps_FDRM.elementMaxAbs(floats));
        is("isZeros (1: true)", 1, MatrixFeatures_DDRM.isZeros(difference, 0) ? 1 : 0);

        is("fastNormF", Double.NaN, NormOps_DDRM.fastNormF(difference));
        is("diffNormP1", Double.NaN, SpecializedOps_DDRM.diffNormP1(spoiled, right));
        is("hasUncountable (1: true)", 1, MatrixFeatures_DDRM.hasUncountable(difference) ? 1 : 0);

        difference.set(0, 0, 1e-9);
        is("normF with another difference", Double.NaN, NormOps_DDRM.normF(difference));
        is("normPInf with another difference", 1e-9, NormOps_DDRM.normPInf(difference));
        is("normP1 with another difference", 1e-9, NormOps_DDRM.normP1(difference));
    }
}
JAVA
java -cp 'jars/*' Distance.java

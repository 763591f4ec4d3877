#!/bin/sh
# ND4J 1.0.0-M2.1: the QR decomposition of a wide matrix has columns and rows that nobody wrote.
#
# Of an m x n matrix with m < n, Nd4j.linalg().qr(a) gives a Q of m x n and an R of n x n, where the short form has m x m and
# m x n. So Q cannot have orthonormal columns, and those behind the first m, like the rows of R that meet them, hold whatever
# was in memory: in a fresh program often next to nothing, so that the product is the matrix and a small test passes, later
# anything up to NaN, other in each run. The first m columns and rows are right. So are all of a tall matrix, and of a wide one in
# the full form, qr(a, true).
#
# Seen for 200 matrices of 20 x 40: the first parts make every matrix to twelve digits, the whole ones make none.
# Needs Java 17 and Maven on x86-64.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat > pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>wide</groupId>
  <artifactId>wide</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>org.nd4j</groupId>
      <artifactId>nd4j-native-platform</artifactId>
      <version>1.0.0-M2.1</version>
    </dependency>
    <dependency>
      <groupId>org.slf4j</groupId>
      <artifactId>slf4j-nop</artifactId>
      <version>1.7.36</version>
    </dependency>
  </dependencies>
</project>
XML
mvn -q dependency:copy-dependencies -DoutputDirectory=jars -Djavacpp.platform=linux-x86_64
cat > Wide.java <<'JAVA'
import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class Wide {
    static final int ROWS = 20;
    static final int COLUMNS = 40;
    static final int MATRICES = 200;

    static boolean makes(INDArray[] qr, INDArray matrix) {
        double off = qr[0].mmul(qr[1]).sub(matrix).norm2Number().doubleValue();
        return off < 1e-12;
    }

    static INDArray[] first(INDArray[] qr) {
        return new INDArray[] {
            qr[0].get(NDArrayIndex.all(), NDArrayIndex.interval(0, ROWS)).dup(),
            qr[1].get(NDArrayIndex.interval(0, ROWS), NDArrayIndex.all()).dup()
        };
    }

    public static void main(String[] arguments) {
        Nd4j.getRandom().setSeed(1);
        int wrong = 0;
        for (int i = 0; i < MATRICES; i++) {
            INDArray wide = Nd4j.randn(DataType.DOUBLE, ROWS, COLUMNS);
            INDArray[] qr = Nd4j.linalg().qr(wide);
            wrong += makes(qr, wide) ? 0 : 1;
            INDArray tall = wide.transpose().dup();
            if (!Arrays.equals(qr[0].shape(), new long[] {ROWS, COLUMNS})
                    || !Arrays.equals(qr[1].shape(), new long[] {COLUMNS, COLUMNS})
                    || !makes(first(qr), wide)
                    || !makes(Nd4j.linalg().qr(wide, true), wide)
                    || !makes(Nd4j.linalg().qr(tall), tall)) {
                throw new AssertionError("this has changed");
            }
        }
        System.out.printf("Q is %d x %d, R is %d x %d; %d of %d products are not the matrix%n",
                ROWS, COLUMNS, COLUMNS, COLUMNS, wrong, MATRICES);
        if (wrong == 0) {
            throw new AssertionError("this has changed");
        }
    }
}
JAVA
java -cp 'jars/*' Wide.java 2> err.txt || { cat err.txt; exit 1; }

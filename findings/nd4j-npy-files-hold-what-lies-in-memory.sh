#!/bin/sh
# ND4J 1.0.0-M2.1: a row, a column or a transposed matrix is written to .npy as other numbers; a .npy file by columns is scrambled.
#
# Nd4j.writeAsNumpy and toNpyByteArray write as many numbers as the array has, from the start of the memory that it looks at, as
# if they lay there row by row. So row 1 is written as row 0, a column as the start of the first row, the transpose as the
# matrix in another shape, and a matrix kept by columns (dup('f'), the order of LAPACK) is scrambled, without a word.
# Nd4j.createFromNpyFile, readNpy and createNpyFromByteArray make the same mistake with files that say
# 'fortran_order': True, which is how numpy.save writes any w.T. An .npz file with the same array in it is read right. All
# shapes are as they should be, and what is written by rows and read by rows is right, so the usual round trip in a test is.
# array.dup('c') before writing, and numpy.ascontiguousarray, help.
#
# Seen for 0 to 11 in three rows: row 1 comes out as 0 1 2 3, column 1 as 0 1 2.
# Needs Java 17, Maven and Python 3 on x86-64.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check numpy==2.4.6
cat > pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>npy</groupId>
  <artifactId>npy</artifactId>
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
venv/bin/python - <<'PYTHON'
import numpy as np

w = np.arange(12, dtype=np.float64).reshape(3, 4)
np.save("rows.npy", w)
np.save("columns.npy", w.T)
np.savez("columns.npz", w=w.T)
PYTHON
cat > Npy.java <<'JAVA'
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class Npy {
    static void is(String name, INDArray expected, INDArray seen, boolean same) {
        boolean equal = expected.equals(seen);
        System.out.println("ND4J reads " + name + ": " + (equal ? "right" : "scrambled"));
        if (equal != same) {
            throw new AssertionError("this has changed");
        }
    }

    static void write(String name, INDArray array) throws Exception {
        Nd4j.writeAsNumpy(array, new File(name + ".npy"));
        Files.write(Path.of(name + "-bytes.npy"), Nd4j.toNpyByteArray(array));
    }

    public static void main(String[] arguments) throws Exception {
        INDArray w = Nd4j.arange(12).castTo(DataType.DOUBLE).reshape(3, 4);
        INDArray transpose = w.transpose();
        is("rows.npy", w, Nd4j.createFromNpyFile(new File("rows.npy")), true);
        is("columns.npy", transpose, Nd4j.createFromNpyFile(new File("columns.npy")), false);
        is("columns.npy by readNpy", transpose, Nd4j.readNpy(new File("columns.npy")), false);
        is("columns.npy from bytes", transpose, Nd4j.createNpyFromByteArray(Files.readAllBytes(Path.of("columns.npy"))), false);
        is("columns.npz", transpose, Nd4j.createFromNpzFile(new File("columns.npz")).get("w"), true);
        write("whole", w);
        write("row", w.getRow(1));
        write("column", w.getColumn(1));
        write("transpose", transpose);
        write("by-columns", w.dup('f'));
        write("copied-transpose", transpose.dup('c'));
    }
}
JAVA
java -cp 'jars/*' Npy.java
venv/bin/python - <<'PYTHON'
import numpy as np

w = np.arange(12, dtype=np.float64).reshape(3, 4)


def written(name, expected, seen):
    for file in (f"{name}.npy", f"{name}-bytes.npy"):
        array = np.load(file)
        print(f"ND4J writes {name}: {array.tolist()}" + ("" if np.array_equal(array, expected) else f" for {expected.tolist()}"))
        assert np.array_equal(array, seen), "this has changed"


written("whole", w, w)
written("row", w[1], [0, 1, 2, 3])
written("column", w[:, 1], [0, 1, 2])
written("transpose", w.T, w.reshape(4, 3))
written("by-columns", w, w.T.reshape(3, 4))
written("copied-transpose", w.T, w.T)
PYTHON

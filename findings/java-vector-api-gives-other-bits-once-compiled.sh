#!/bin/sh
# Java 17 and 25, Vector API on x86-64: exp, tanh, sin and cbrt of the same numbers give other bits once the code is compiled.
#
# Until C2 compiles a loop over DoubleVector, lanewise(TANH) is Math.tanh of each lane; from then on it is a function of
# another library for whole vectors. Both keep to the bounds that the documentation gives, but they are not the same, and the
# change comes in the middle of a run, when the loop has been hot for long enough. So equal calls of one process disagree with
# each other, two runs disagree where the compiler was faster in one, and a checksum of results, or a run that is resumed, may
# or may not come out. Short tests, which are never compiled, always agree. A loop that only C1 compiles (the option
# -XX:TieredStopAtLevel=1) does not change; one that C2 compiles does, with AVX and without. Square roots never change.
#
# Seen of 1,024 numbers in vectors of two, cold against hot, with Java 17 (25): tanh 98 (7), cbrt 88 (1), exp 5 (5), sin 1 (1), by
# one unit in the last place; sqrt none.
# Needs Java 17 or 25 on x86-64.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat > Hot.java <<'JAVA'
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.DoubleUnaryOperator;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

class Hot {
    static final VectorSpecies<Double> PAIRS = DoubleVector.SPECIES_128;
    static final int NUMBERS = 1024;

    static void tanh(double[] from, double[] to) {
        for (int i = 0; i < NUMBERS; i += 2) {
            DoubleVector.fromArray(PAIRS, from, i).lanewise(VectorOperators.TANH).intoArray(to, i);
        }
    }

    static void cbrt(double[] from, double[] to) {
        for (int i = 0; i < NUMBERS; i += 2) {
            DoubleVector.fromArray(PAIRS, from, i).lanewise(VectorOperators.CBRT).intoArray(to, i);
        }
    }

    static void sin(double[] from, double[] to) {
        for (int i = 0; i < NUMBERS; i += 2) {
            DoubleVector.fromArray(PAIRS, from, i).lanewise(VectorOperators.SIN).intoArray(to, i);
        }
    }

    static void exp(double[] from, double[] to) {
        for (int i = 0; i < NUMBERS; i += 2) {
            DoubleVector.fromArray(PAIRS, from, i).lanewise(VectorOperators.EXP).intoArray(to, i);
        }
    }

    static void sqrt(double[] from, double[] to) {
        for (int i = 0; i < NUMBERS; i += 2) {
            DoubleVector.fromArray(PAIRS, from, i).lanewise(VectorOperators.SQRT).intoArray(to, i);
        }
    }

    static long apart(double a, double b) {
        return Math.abs(Double.doubleToRawLongBits(a) - Double.doubleToRawLongBits(b));
    }

    /** How many results are other, bit for bit, after many calls than in the first. */
    static int changed(String name, BiConsumer<double[], double[]> vectors, DoubleUnaryOperator scalar) {
        Random random = new Random(1);
        double[] from = random.doubles(NUMBERS, 0, 6).toArray();
        double[] cold = new double[NUMBERS];
        double[] hot = new double[NUMBERS];
        vectors.accept(from, cold);
        for (int call = 0; call < 20_000; call++) {
            vectors.accept(from, hot);
        }
        int changed = 0;
        long most = 0;
        for (int i = 0; i < NUMBERS; i++) {
            changed += apart(cold[i], hot[i]) > 0 ? 1 : 0;
            most = Math.max(most, apart(cold[i], hot[i]));
            if (apart(cold[i], scalar.applyAsDouble(from[i])) != 0) {
                throw new AssertionError("this has changed: cold results are not Math's");
            }
        }
        System.out.printf(
                "%s: %d of %d are other once compiled, by up to %d units in the last place%n", name, changed, NUMBERS, most);
        return changed;
    }

    public static void main(String[] arguments) {
        int tanh = changed("tanh", Hot::tanh, Math::tanh);
        int others = changed("cbrt", Hot::cbrt, Math::cbrt)
                + changed("sin", Hot::sin, Math::sin)
                + changed("exp", Hot::exp, Math::exp);
        if (tanh == 0 || others == 0 || changed("sqrt", Hot::sqrt, Math::sqrt) != 0) {
            throw new AssertionError("this has changed");
        }
    }
}
JAVA
# Compiled at once, not beside the run, so that no machine is too slow to see it.
java -Xbatch --add-modules jdk.incubator.vector Hot.java

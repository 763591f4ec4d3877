package dev.eckart.compress.decompose;

import dev.eckart.compress.Networks;
import dev.eckart.compress.math.Float64;
import dev.eckart.conformance.DecomposerConformance;
import dev.eckart.spi.compress.Statistics;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;

/** What decomposers share that weigh changes by statistics. The kit measures layers without a bias. */
abstract class DataAwareConformance extends DecomposerConformance {
    /** Weight of a change of two outputs. */
    abstract double metric(Statistics seen, int i, int j);

    /** Root of {@code tr(D' M D H)}, by its definition. */
    @Override
    protected double norm(Tensor change) {
        Statistics seen = statistics(change.rows(), change.columns());
        Tensor moment = Float64.sandwich(
                Networks.backend(Precision.FLOAT64), change, seen.moment().orElseThrow());
        double sum = 0;
        for (int i = 0; i < change.columns(); i++) {
            for (int j = 0; j < change.columns(); j++) {
                sum += moment.get(i, j) * metric(seen, i, j);
            }
        }
        return Math.sqrt(Math.max(0, sum));
    }

    /** Errors are roots of sums of eigenvalues of a Gram matrix. */
    @Override
    protected double unit(Precision precision) {
        return Math.max(precision.unitRoundoff(), Math.sqrt(Precision.FLOAT64.unitRoundoff()));
    }

    /** What dead inputs would do may be lost. */
    @Override
    protected boolean exactAtFullSize() {
        return false;
    }

    @Override
    protected boolean keepsBias() {
        return false;
    }
}

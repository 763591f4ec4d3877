package dev.eckart.conformance;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.spi.compress.Candidate;
import dev.eckart.spi.compress.Decomposition;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The rules D4 to D7, for what candidates do to the weights.
 *
 * @param subject the decomposer under test and a layer
 */
record CandidateErrors(DecomposerCase subject) {
    void reportedIsMeasured(ToDoubleFunction<Tensor> norm, double unit) {
        Decomposition offered = subject.withoutBias();
        for (Candidate candidate : offered.candidates()) {
            double measured = norm.applyAsDouble(subject.change(offered, candidate));
            String what = subject.of(candidate) + ", reported " + candidate.error() + ", measured " + measured;
            subject.tolerance(unit).check("D4", what, Math.abs(candidate.error() - measured));
        }
    }

    void withinEckartYoung(double optimality) {
        double[] values = subject.svd().s();
        Decomposition offered = subject.withoutBias();
        for (Candidate candidate : offered.candidates()) {
            double least = tail(values, candidate.rank().orElse(values.length));
            double measured = Tensors.norm(subject.change(offered, candidate));
            String what = subject.of(candidate) + ", measured " + measured + ", best possible " + least;
            subject.tolerance().check("D5", what + ", below it", least - measured);
            if (Double.isFinite(optimality)) {
                subject.tolerance()
                        .check("D5", what + ", above " + optimality + " times it", measured - optimality * least);
            }
        }
    }

    /** What a rank must leave out: the norm of the singular values beyond it. */
    private static double tail(double[] values, int rank) {
        double[] beyond = Arrays.copyOfRange(values, Math.min(rank, values.length), values.length);
        return beyond.length == 0 ? 0 : Tensors.norm(Tensors.of(beyond));
    }

    void exactAtFullSize() {
        Decomposition offered = subject.withoutBias();
        List<Candidate> factorised = DecomposerCase.factorised(offered);
        assertTrue(!factorised.isEmpty(), () -> "D6: nothing but the layer itself is offered, " + subject.name());
        Candidate largest = factorised.get(factorised.size() - 1);
        subject.tolerance().check("D6", subject.of(largest), Tensors.norm(subject.change(offered, largest)));
    }

    void neverGrows(ToDoubleFunction<Tensor> norm, double unit) {
        List<Candidate> before = new ArrayList<>();
        List<Double> measured = new ArrayList<>();
        Decomposition offered = subject.withoutBias();
        for (Candidate candidate : DecomposerCase.factorised(offered)) {
            double now = norm.applyAsDouble(subject.change(offered, candidate));
            for (int i = 0; i < before.size(); i++) {
                if (!isTradedFor(before.get(i), candidate)) {
                    String what =
                            subject.of(candidate) + " after " + before.get(i).label();
                    double reported = candidate.error() - before.get(i).error();
                    subject.tolerance(unit).check("D7", what + ", reported", reported);
                    subject.tolerance(unit).check("D7", what + ", measured", now - measured.get(i));
                }
            }
            before.add(candidate);
            measured.add(now);
        }
    }

    /** Whether the first is no larger and the second is faster, so that each is of use. */
    private static boolean isTradedFor(Candidate smaller, Candidate faster) {
        return smaller.parameters() <= faster.parameters() && smaller.macs() > faster.macs();
    }
}

package dev.eckart.app.verify;

import dev.eckart.app.experiment.Experiment;
import dev.eckart.nn.Network;
import dev.eckart.spi.Seed;
import dev.eckart.spi.layer.Parameter;
import dev.eckart.spi.train.DivergenceException;
import dev.eckart.spi.train.Trainer;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntConsumer;
import java.util.function.IntToDoubleFunction;

/**
 * Compares the losses of the first training steps with the referee's.
 *
 * <p>Each step rounds, and each later step magnifies what the earlier ones have rounded. How much is measured: the
 * referee trains a second time from weights disturbed by {@code slack sqrt(size) u} of themselves, which is what the
 * roundings of sums of that size come to with a certainty that grows with the slack (Higham and Mary, A new approach
 * to probabilistic rounding error analysis, 2019). After t steps the losses may differ by t times the largest
 * difference that one such disturbance has made so far. All this is first order: where the square of the relative bound
 * exceeds the unit roundoff, what was neglected no longer can be, and the comparison ends.
 */
final class FirstSteps {
    /** Enough to see every kind of product at work; trajectories part later, and no bound is known there. */
    static final int STEPS = 100;

    private static final double SLACK = 32;

    private final double size;
    private final List<Double> losses;
    private final Map<Precision, List<Double>> disturbed = new EnumMap<>(Precision.class);

    /**
     * Lets the referee take its steps.
     *
     * @param referee the pipeline on the referee
     * @param length length of the longest sum in a step
     * @param precisions precisions to be compared
     * @param seed signs of the disturbance
     * @param done told how many steps have been taken in all, one time {@link #STEPS} and once more for each precision
     */
    FirstSteps(Experiment referee, int length, Iterable<Precision> precisions, Seed seed, IntConsumer done) {
        this.size = Math.sqrt(length);
        this.losses = losses(referee, referee.untrained(), done);
        int taken = STEPS;
        for (Precision precision : precisions) {
            Network network = referee.untrained();
            disturb(network, SLACK * size * precision.unitRoundoff(), seed);
            int before = taken;
            disturbed.put(precision, losses(referee, network, steps -> done.accept(before + steps)));
            taken += STEPS;
        }
    }

    private static void disturb(Network network, double share, Seed seed) {
        SplittableRandom random = seed.random();
        for (Parameter parameter : network.parameters()) {
            Tensor value = parameter.value();
            IntToDoubleFunction old = Tensors.element(Tensors.copy(value, value.precision()));
            Tensors.fill(value, i -> old.applyAsDouble(i) * (random.nextBoolean() ? 1 + share : 1 - share));
        }
    }

    /** The mean loss up to each step; ends where training diverges. */
    private static List<Double> losses(Experiment experiment, Network network, IntConsumer done) {
        List<Double> losses = new ArrayList<>();
        try {
            experiment.firstSteps(network, STEPS, new Trainer.Listener() {
                @Override
                public void step(int epoch, int step, int steps, double loss) {
                    losses.add(loss);
                    done.accept(losses.size());
                }
            });
        } catch (DivergenceException e) {
            losses.add(Double.NaN);
        }
        return losses;
    }

    Finding check(Subject subject) {
        List<Double> own = losses(subject.experiment(), subject.experiment().untrained(), steps -> {});
        List<Double> other = disturbed.get(subject.precision());
        double roundoff = subject.precision().unitRoundoff();
        double change = 0;
        Finding worst = Finding.undetermined(Check.FIRST_STEPS, "step 1", reach(0, roundoff));
        int step = 1;
        for (; step <= Math.min(losses.size(), other.size()); step++) {
            double loss = losses.get(step - 1);
            change = Math.max(change, Math.abs(other.get(step - 1) - loss));
            double norm = loss + change / (SLACK * size * roundoff);
            Bound bound = new Bound(SLACK, size, roundoff, norm, step, 0);
            if (!(bound.value() <= Math.sqrt(roundoff) * loss)) {
                break;
            }
            double error = step <= own.size() ? Math.abs(own.get(step - 1) - loss) : Double.NaN;
            Finding finding = Finding.of(Check.FIRST_STEPS, "step " + step, error, bound);
            worst = finding.ratio() > worst.ratio() ? finding : worst;
        }
        return worst.because(reach(step - 1, roundoff));
    }

    private String reach(int steps, double roundoff) {
        return steps == losses.size()
                ? "compared through step " + steps
                : String.format(
                        Locale.ROOT,
                        "the bound ends after step %d: it comes to more than %.2g of the loss, where the squares that it"
                                + " neglects exceed the unit roundoff",
                        steps,
                        Math.sqrt(roundoff));
    }
}

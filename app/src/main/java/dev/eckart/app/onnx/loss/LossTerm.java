package dev.eckart.app.onnx.loss;

import dev.eckart.app.onnx.expression.Expression;
import java.util.List;
import java.util.Optional;

/** Something that training makes small, as a formula over values of a model and of its teacher. */
public sealed interface LossTerm {
    /**
     * What it is called.
     *
     * @return such as {@code hidden}
     */
    String name();

    /**
     * The formula.
     *
     * @param compared what there is to compare
     * @return a scalar: the mean over what counts
     */
    Expression of(Compared compared);

    /**
     * Whether a teacher is needed.
     *
     * @return false if labels are enough
     */
    default boolean isTaught() {
        return true;
    }

    /**
     * Squared distance of values between the layers, as a share of the teacher's squares.
     *
     * <p>Romero et al., "FitNets: hints for thin deep nets", ICLR 2015; here without a regressor, for the values have the
     * same sizes.
     */
    record Hidden() implements LossTerm {
        @Override
        public String name() {
            return "hidden";
        }

        @Override
        public Expression of(Compared compared) {
            return Distance.mean(compared, compared.hidden());
        }
    }

    /** Squared distance of the outputs, as a share of the teacher's squares. */
    record Outputs() implements LossTerm {
        @Override
        public String name() {
            return "outputs";
        }

        @Override
        public Expression of(Compared compared) {
            return Distance.mean(compared, compared.outputs());
        }
    }

    /** One less the cosine of the angle between the outputs along their last axis. */
    record Cosine() implements LossTerm {
        private static final double TINY = 1e-12;

        @Override
        public String name() {
            return "cosine";
        }

        @Override
        public Expression of(Compared compared) {
            return compared.mean(compared.outputs(), value -> {
                Expression own = compared.own(value);
                Expression taught = compared.taught(value);
                List<Integer> last = List.of(own.rank() - 1);
                Expression lengths =
                        own.squared().sum(last).times(taught.squared().sum(last));
                Expression cosine =
                        own.times(taught).sum(last).over(lengths.plus(TINY).mapped("Sqrt"));
                return compared.counted(value, cosine.from(1));
            });
        }
    }

    /**
     * Kullback-Leibler divergence of the model's classes from the teacher's, both at a temperature, times its square.
     *
     * <p>Hinton, Vinyals and Dean, "Distilling the knowledge in a neural network", 2015.
     *
     * @param temperature what scores are divided by, above 0; if none is given, half the standard deviation of the
     *     teacher's scores, at least 1: of larger ones the softmax would be all or nothing, and say little
     */
    record Divergence(Optional<Double> temperature) implements LossTerm {
        /** The same at a temperature that suits scores of a standard deviation, unless one was given. */
        Divergence at(double spread) {
            return new Divergence(Optional.of(temperature.orElse(Math.max(1, spread / 2))));
        }

        @Override
        public String name() {
            return "divergence";
        }

        @Override
        public Expression of(Compared compared) {
            String scores = compared.scores();
            double divisor = temperature.orElseThrow();
            Expression own =
                    Classes.logarithms(compared.logits(compared.own(scores)).times(1 / divisor));
            Expression taught =
                    Classes.logarithms(compared.logits(compared.taught(scores)).times(1 / divisor));
            Expression terms = taught.mapped("Exp").times(taught.minus(own)).sum(List.of(own.rank() - 1));
            return compared.counted(scores, terms).times(divisor * divisor);
        }
    }

    /**
     * Cross-entropy with the labels, a share of which all classes get in equal parts.
     *
     * <p>Szegedy et al., "Rethinking the Inception architecture for computer vision", CVPR 2016, for the smoothing.
     *
     * @param smoothing that share, from 0 to less than 1
     */
    record Labels(double smoothing) implements LossTerm {
        @Override
        public String name() {
            return "labels";
        }

        @Override
        public Expression of(Compared compared) {
            Expression own = Classes.logarithms(compared.logits(compared.own(compared.scores())));
            Expression targets = compared.targets(own);
            double each = smoothing / own.dims().get(own.rank() - 1);
            Expression smooth = targets.times(1 - smoothing)
                    .plus(targets.sum(List.of(own.rank() - 1)).times(each));
            Expression counted = targets.sum();
            return smooth.times(own)
                    .sum()
                    .over(counted.plus(counted.below(counted.number(0.5)).cast(own.type())))
                    .mapped("Neg");
        }

        @Override
        public boolean isTaught() {
            return false;
        }
    }
}

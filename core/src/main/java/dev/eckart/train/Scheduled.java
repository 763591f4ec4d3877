package dev.eckart.train;

import dev.eckart.spi.EckartException;
import dev.eckart.spi.layer.Parameter;
import dev.eckart.spi.train.Optimizer;
import dev.eckart.spi.train.OptimizerProvider;
import dev.eckart.spi.train.Schedule;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.List;
import java.util.stream.Stream;

/**
 * An optimiser whose learning rate follows a schedule, whatever trainer uses it. Its steps throw
 * {@link EckartException} beyond the last one, and where the schedule's factor is not above 0 and at most 1: it is a trainer
 * or a schedule of somebody else's that is wrong then.
 *
 * @param optimizer takes the steps
 * @param schedule the factor of the learning rate, step by step
 * @param steps steps of the whole training
 */
public record Scheduled(OptimizerProvider optimizer, Schedule schedule, long steps) implements OptimizerProvider {
    @Override
    public String name() {
        return optimizer.name();
    }

    @Override
    public Optimizer create(List<Parameter> parameters) {
        return new Counted(optimizer.create(parameters));
    }

    private final class Counted implements Optimizer {
        private final Optimizer inner;
        /** Which step was the last; whole numbers are exact far beyond any training. */
        private final Tensor taken = Tensors.zeros(Precision.FLOAT64, 1, 1);

        Counted(Optimizer inner) {
            this.inner = inner;
        }

        @Override
        public void step(double learningRate) {
            long step = (long) taken.get(0, 0) + 1;
            taken.set(0, 0, step);
            if (step > steps) {
                throw new EckartException(
                        "the trainer is wrong: it takes step " + step + " of a training that was to have " + steps);
            }
            inner.step(learningRate * share(step));
        }

        @Override
        public List<Tensor> state() {
            return Stream.concat(Stream.of(taken), inner.state().stream()).toList();
        }

        private double share(long step) {
            double share = schedule.share(step, steps);
            if (!(share > 0 && share <= 1)) {
                throw new EckartException("schedule '" + schedule.name() + "' is wrong: it gives the share " + share
                        + " for step " + step + " of " + steps + "; it must be above 0 and at most 1");
            }
            return share;
        }
    }
}

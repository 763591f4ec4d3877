package dev.eckart.train;

import dev.eckart.spi.layer.Parameter;
import dev.eckart.spi.train.Optimizer;
import dev.eckart.spi.train.OptimizerProvider;
import dev.eckart.spi.train.Schedule;
import java.util.List;

/**
 * An optimiser whose learning rate follows a schedule. Every trainer can use one, for it need not know.
 *
 * @param optimizer takes the steps
 * @param schedule says how large they are
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
        private long step;

        Counted(Optimizer inner) {
            this.inner = inner;
        }

        @Override
        public void step(double learningRate) {
            if (++step > steps) {
                throw new IllegalStateException("step " + step + " of a training that was to have " + steps);
            }
            inner.step(learningRate * share());
        }

        private double share() {
            double share = schedule.share(step, steps);
            if (!(share > 0 && share <= 1)) {
                throw new IllegalStateException("schedule '" + schedule.name() + "' gives the share " + share
                        + " for step " + step + " of " + steps + "; it must be above 0 and at most 1");
            }
            return share;
        }
    }
}

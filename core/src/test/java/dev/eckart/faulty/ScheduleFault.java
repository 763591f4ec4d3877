package dev.eckart.faulty;

import dev.eckart.spi.train.Schedule;
import dev.eckart.train.WarmUp;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** What can be wrong with a schedule, and the rules of the conformance kit that must notice it. */
enum ScheduleFault {
    NONE("", () -> new WarmUp()::share),

    /** The last step is taken with nothing. */
    ENDS_AT_NOTHING("S1", () -> (step, steps) -> steps == 1 ? 1 : (double) (steps - step) / (steps - 1)),

    /** A training of one step divides by zero. */
    NOT_A_NUMBER("S1 S3", () -> (step, steps) -> 1 - 0.5 * (step - 1) / (steps - 1)),

    /** The rate is exceeded. */
    ABOVE_THE_RATE("S1", () -> (step, steps) -> 1 + 0.001 / step),

    /** No step gets the rate that was asked for. */
    HALF_THE_RATE("S3", () -> (step, steps) -> 0.5 * new WarmUp().share(step, steps)),

    /** The schedule counts for itself instead of looking at the step. */
    COUNTS_ITSELF("S2", () -> {
        AtomicLong calls = new AtomicLong();
        return (step, steps) -> 1 / (1 + 1e-9 * calls.getAndIncrement());
    });

    /** What a schedule does. */
    interface Shares {
        double share(long step, long steps);
    }

    private final String rules;
    private final Supplier<Shares> shares;

    ScheduleFault(String rules, Supplier<Shares> shares) {
        this.rules = rules;
        this.shares = shares;
    }

    /** The rules that must fail. */
    String rules() {
        return rules;
    }

    /** A new schedule with this fault. */
    Schedule schedule() {
        Shares own = shares.get();
        return new Schedule() {
            @Override
            public String name() {
                return "faulty";
            }

            @Override
            public double share(long step, long steps) {
                return own.share(step, steps);
            }
        };
    }
}

package dev.eckart.app.onnx.compress;

import dev.eckart.app.onnx.measure.LossUnit;
import dev.eckart.spi.compress.Budget;
import dev.eckart.spi.compress.RankAllocator.Preferences;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** How small a model shall get; what is counted are the parameters of the layers that are chosen to be factorised. */
public sealed interface Target {
    /**
     * What the budget counts that an allocator is given.
     *
     * @return parameters, unless it is a nominal level
     */
    default Budget.Unit counts() {
        return Budget.Unit.PARAMETERS;
    }

    /**
     * What it settles for the allocator beforehand.
     *
     * @return nothing, unless it is a share of energy
     */
    default Preferences preferences() {
        return Preferences.NONE;
    }

    /**
     * The targets that this one consists of.
     *
     * @return this alone, unless it is several
     */
    default List<Target> each() {
        return List.of(this);
    }

    /**
     * Whether a size is asked for, which is worth time.
     *
     * @return false for a time, a share of energy or a loss alone
     */
    default boolean asksForSize() {
        return each().stream()
                .anyMatch(target -> target instanceof Ratio || target instanceof Parameters || target instanceof Bytes);
    }

    /**
     * The same for a model of a known size.
     *
     * @param file bytes of the model
     * @return a target that no longer depends on how many bytes the model has
     */
    default Target ofFile(long file) {
        return this;
    }

    /**
     * The target of one kind.
     *
     * @param kind a kind of targets
     * @param <T> the same
     * @return the target of that kind, if there is one
     */
    default <T extends Target> Optional<T> only(Class<T> kind) {
        return each().stream().filter(kind::isInstance).map(kind::cast).findFirst();
    }

    /**
     * A number of times fewer parameters.
     *
     * @param times at least 1
     */
    record Ratio(double times) implements Target {
        /** Allocators that divide ranks want a level; the limit of one is the same. */
        @Override
        public Budget.Unit counts() {
            return times == Math.rint(times) ? Budget.Unit.LEVEL : Budget.Unit.PARAMETERS;
        }
    }

    /**
     * A number of parameters.
     *
     * @param most at least 1
     */
    record Parameters(long most) implements Target {}

    /**
     * A number of bytes of the model's file and the data beside it, all of them counted.
     *
     * @param most bytes, or the share of those that the model has
     * @param isShare whether it is a share
     */
    record Bytes(double most, boolean isShare) implements Target {
        @Override
        public Budget.Unit counts() {
            return Budget.Unit.BYTES;
        }

        /**
         * The limit.
         *
         * @param file bytes of the model
         * @return the most that the smaller one may have
         */
        public long of(long file) {
            return (long) Math.floor(isShare ? most * file : most);
        }

        @Override
        public Target ofFile(long file) {
            return new Bytes(of(file), false);
        }
    }

    /**
     * A share of each layer's energy.
     *
     * @param share above 0 and at most 1
     */
    record Energy(double share) implements Target {
        /** The share is all that counts. */
        @Override
        public Budget.Unit counts() {
            return Budget.Unit.LEVEL;
        }

        @Override
        public Preferences preferences() {
            return new Preferences(List.of(), share);
        }
    }

    /**
     * As small as a loss on samples allows.
     *
     * @param most the largest loss, at least 0
     * @param unit what it is measured in
     */
    record MaxLoss(double most, LossUnit unit) implements Target {}

    /**
     * A time that one run may take.
     *
     * @param most the share of the time that the model takes, or seconds
     * @param isShare whether it is a share
     * @param run what is run
     */
    record Latency(double most, boolean isShare, Run run) implements Target {
        @Override
        public Budget.Unit counts() {
            return Budget.Unit.NANOSECONDS;
        }
    }

    /**
     * What is run when times are measured.
     *
     * @param batch samples of it; one, or as many as the model takes, if that is not said
     * @param length positions of texts; those of the sample of middle length if that is not said
     */
    record Run(OptionalInt batch, OptionalInt length) {
        /** One sample of middle length. */
        public static final Run USUAL = new Run(OptionalInt.empty(), OptionalInt.empty());
    }

    /**
     * Several targets at once.
     *
     * @param each the targets, at most one of a kind, and no share of energy
     */
    record Several(List<Target> each) implements Target {
        /** What some choose by levels, and others by shares of a layer, cannot keep several things. */
        @Override
        public Budget.Unit counts() {
            return Budget.Unit.SHARES;
        }

        @Override
        public Target ofFile(long file) {
            return new Several(each.stream().map(target -> target.ofFile(file)).toList());
        }
    }
}

package dev.eckart.app.onnx.compress;

import dev.eckart.app.onnx.measure.LossUnit;
import dev.eckart.spi.compress.Budget;
import dev.eckart.spi.compress.RankAllocator.Preferences;
import java.util.List;

/** How small a model shall get; what is counted are the parameters of the layers that are chosen to be factorised. */
public sealed interface Target {
    /**
     * What the budgets count that an allocator is given for it.
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
     * So many times fewer parameters.
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
     * So many parameters.
     *
     * @param most at least 1
     */
    record Parameters(long most) implements Target {}

    /**
     * So many bytes of the model's file and the data beside it, of layers and of all else; tables may become bytes.
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
}

package dev.eckart.spi.compress;

import dev.eckart.spi.EckartException;
import dev.eckart.spi.Named;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.ToDoubleFunction;

/** Chooses a candidate for each layer. */
public interface RankAllocator extends Named {
    /**
     * Chooses by what the candidates say of themselves.
     *
     * @param layers what each layer can be replaced by, in the network's order
     * @param budget how small it shall get
     * @return one candidate for each layer, in the same order
     * @throws EckartException if no choice is small enough, or the allocator needs more than this to choose
     */
    List<Candidate> allocate(List<Decomposition> layers, Budget budget);

    /**
     * Chooses by all that is known.
     *
     * @param request layers, budget, and what else is known
     * @return one candidate for each layer, in the same order; that of the plain method, unless overridden
     * @throws EckartException if no choice is small enough
     */
    default List<Candidate> allocate(Request request) {
        return allocate(request.layers(), request.budget());
    }

    /**
     * Whether it goes by what candidates cost and damage, and by nothing else of them: such an allocator can also be asked
     * what several layers become that are offered as one.
     *
     * @return false unless overridden
     */
    default boolean goesByDamage() {
        return false;
    }

    /**
     * Why it cannot choose, as far as that is known before anything has been trained or factorised.
     *
     * @param demand what will be asked
     * @return one line that says what it cannot do and what to do instead; empty, unless overridden. What it objects to
     *     here it must refuse in {@link #allocate(Request)}
     */
    default Optional<String> objection(Demand demand) {
        return Optional.empty();
    }

    /**
     * How far a choice can be from the best one.
     *
     * @param request what was asked for
     * @param chosen the allocator's answer
     * @return bound of the damage beyond the least possible, as a share of the damage done; 0 if the choice is exact,
     *     empty, unless overridden, if nothing is claimed
     */
    default OptionalDouble gap(Request request, List<Candidate> chosen) {
        return OptionalDouble.empty();
    }

    /**
     * What will be asked.
     *
     * @param unit what the budget counts
     * @param layers how many layers there are
     * @param preferences what a person has settled beforehand
     * @param measurable whether the loss of a choice can be measured
     */
    record Demand(Budget.Unit unit, int layers, Preferences preferences, boolean measurable) {}

    /**
     * What to choose from, and what else is known.
     *
     * @param layers what each layer can be replaced by, in the network's order
     * @param budget how small it shall get
     * @param preferences what a person has settled beforehand
     * @param loss measures the loss of the network on training samples with one candidate for each layer in place, if
     *     that can be measured; {@link Losses} where several can be measured at a time
     */
    record Request(
            List<Decomposition> layers,
            Budget budget,
            Preferences preferences,
            Optional<ToDoubleFunction<List<Candidate>>> loss) {
        /** A request of which nothing else is known. */
        public Request(List<Decomposition> layers, Budget budget) {
            this(layers, budget, Preferences.NONE, Optional.empty());
        }

        /**
         * What is asked, without what there is to choose from.
         *
         * @return the demand
         */
        public Demand demand() {
            return new Demand(budget.unit(), layers.size(), preferences, loss.isPresent());
        }

        /**
         * Measures losses, side by side where that can be done.
         *
         * @param choices one candidate for each layer in each
         * @return the loss of each choice, in their order
         * @throws java.util.NoSuchElementException if no loss can be measured
         */
        public double[] losses(List<List<Candidate>> choices) {
            ToDoubleFunction<List<Candidate>> one = loss.orElseThrow();
            return one instanceof Losses all
                    ? all.of(choices)
                    : choices.stream().mapToDouble(one).toArray();
        }
    }

    /** Measures the losses of choices that do not wait for each other. */
    @FunctionalInterface
    interface Losses extends ToDoubleFunction<List<Candidate>> {
        /**
         * Measures.
         *
         * @param choices one candidate for each layer in each
         * @return the loss of each choice, in their order
         */
        double[] of(List<List<Candidate>> choices);

        /**
         * The loss of one choice.
         *
         * @param chosen one candidate for each layer
         * @return its loss
         */
        @Override
        default double applyAsDouble(List<Candidate> chosen) {
            return of(List.of(chosen))[0];
        }
    }

    /**
     * What a person has settled beforehand; an allocator takes from it what concerns it.
     *
     * @param ranks rank of each layer in the network's order, empty for a layer that stays dense
     * @param energy share of each layer to keep, above 0 and at most 1
     */
    record Preferences(List<OptionalInt> ranks, double energy) {
        /** No ranks, and all of the energy. */
        public static final Preferences NONE = new Preferences(List.of(), 1);
    }
}

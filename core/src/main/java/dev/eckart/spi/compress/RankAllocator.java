package dev.eckart.spi.compress;

import dev.eckart.spi.EckartException;
import dev.eckart.spi.Named;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.ToDoubleFunction;

/** Chooses a candidate for each layer, and so its rank. */
public interface RankAllocator extends Named {
    /**
     * Chooses by what the candidates say of themselves.
     *
     * @param layers what each layer can be replaced by, in the network's order
     * @param budget how small it shall get
     * @return one candidate for each layer, in the same order
     * @throws BudgetMissedException if no choice is small enough
     * @throws EckartException if the allocator needs to know more than this
     */
    List<Candidate> allocate(List<Decomposition> layers, Budget budget);

    /**
     * Chooses by all that is known.
     *
     * @param request layers, budget, and what else is known
     * @return one candidate for each layer, in the same order; what {@link #allocate(List, Budget)} chooses, unless
     *     overridden
     * @throws BudgetMissedException if no choice is small enough
     * @throws EckartException if the allocator has an {@link #objection}
     */
    default List<Candidate> allocate(Request request) {
        return allocate(request.layers(), request.budget());
    }

    /**
     * Whether it goes by what candidates cost and damage, and by nothing else of them. Such an allocator can also choose
     * for several layers that are offered to it as one.
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
     * @return an upper bound of the damage beyond the least possible, as a share of the damage done, from 0 to 1; 0 if the
     *     choice is exact, empty if nothing is claimed, as unless overridden
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
     * @param loss measures the mean loss of the network on training samples with one candidate for each layer in place, if
     *     that can be measured; {@link Losses} where several can be measured at a time
     */
    record Request(
            List<Decomposition> layers,
            Budget budget,
            Preferences preferences,
            Optional<ToDoubleFunction<List<Candidate>>> loss) {
        /**
         * A request with nothing settled beforehand, and no loss that could be measured.
         *
         * @param layers what each layer can be replaced by, in the network's order
         * @param budget how small it shall get
         */
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
         * Measures the losses of several choices, side by side where that can be done.
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

    /** Measures the losses of several choices side by side: none depends on the loss of another. */
    @FunctionalInterface
    interface Losses extends ToDoubleFunction<List<Candidate>> {
        /**
         * Measures the losses of several choices.
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
     * What a person has settled beforehand; an allocator takes from it what concerns it, and checks that.
     *
     * @param ranks rank of each layer in the network's order, empty for a layer that stays dense; no entry at all if no
     *     ranks are settled
     * @param energy share of each layer's energy, its squared norm, to keep; above 0 and at most 1
     */
    record Preferences(List<OptionalInt> ranks, double energy) {
        /** No ranks, and all of the energy. */
        public static final Preferences NONE = new Preferences(List.of(), 1);
    }
}

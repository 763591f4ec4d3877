package dev.eckart.compress.allocate;

import dev.eckart.spi.compress.Budget;
import dev.eckart.spi.compress.Candidate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * Keeps several budgets at once, each of which counts something else, with an allocator that keeps one.
 *
 * <p>A choice within all budgets is also within any weighted sum of their shares; so the best choice within that one budget
 * damages no more than the best within all, and is the best within all if it keeps them: Glover, "Surrogate constraint duality
 * in mathematical programming", Operations Research 1975. Weight is moved to the budgets that a choice exceeds. Where no
 * weights lead to a choice that keeps all, the limit of the sum is lowered little by little.
 *
 * @param budgets what is to be kept, none of them a level
 */
public record SeveralBudgets(List<Budget> budgets) {
    /** What all of a budget counts as: fine enough that rounding a candidate's share up is nothing. */
    private static final long WHOLE = 1L << 40;

    /** Weights that are tried to halve an interval. */
    private static final int HALVINGS = 32;

    /** Choices that are looked at within the whole sum. */
    private static final int FIRM_STEPS = 16;

    /** Choices that are looked at within a sum that gives way. */
    private static final int YIELDING_STEPS = 64;

    /** A share below which a budget loses no more weight, which it may need later. */
    private static final double SMALL = 0.01;

    /** What the sum gives way by. */
    private static final double LESS = 0.996;

    /**
     * Chooses within all budgets.
     *
     * @param least finds the choice of least {@link Budget#cost}
     * @param choice finds the best choice within one budget, which is asked only where some choice keeps it
     * @return a choice within all budgets; empty if none was found
     */
    public Optional<List<Candidate>> choose(
            Function<Budget, List<Candidate>> least, Function<Budget, List<Candidate>> choice) {
        double[] weights = new double[budgets.size()];
        Arrays.fill(weights, 1.0 / weights.length);
        double limit = 1;
        for (int step = 0; step < FIRM_STEPS + YIELDING_STEPS; step++) {
            Budget all = all(weights, limit);
            List<Candidate> cheapest = least.apply(all);
            boolean possible = sum(cheapest, all.costs()::cost) <= all.amount();
            List<Candidate> chosen = possible ? choice.apply(all) : cheapest;
            if (isKeptBy(chosen)) {
                return Optional.of(chosen);
            }
            if (!possible && limit == 1) {
                return Optional.empty();
            }
            for (int i = 0; i < weights.length; i++) {
                weights[i] *= Math.pow(Math.max(SMALL, used(budgets.get(i), chosen)), 4.0 / (1 + step / 4));
            }
            double total = Arrays.stream(weights).sum();
            Arrays.setAll(weights, i -> weights[i] / total);
            limit *= step < FIRM_STEPS ? 1 : LESS;
        }
        return cheapest(least);
    }

    /** A choice that costs as little as can be of one thing, and happens to keep all. */
    private Optional<List<Candidate>> cheapest(Function<Budget, List<Candidate>> least) {
        for (Budget wanted : budgets) {
            List<Budget> others =
                    budgets.stream().filter(budget -> budget != wanted).toList();
            Optional<List<Candidate>> found =
                    new SeveralBudgets(others).least(wanted, least).filter(this::isKeptBy);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /**
     * The cheapest choice within all budgets, as one more budget counts cost.
     *
     * @param wanted counts what shall be least
     * @param least finds the choice of least {@link Budget#cost}
     * @return the cheapest choice that a weighted sum of costs leads to; empty if none that keeps the budgets was found
     */
    public Optional<List<Candidate>> least(Budget wanted, Function<Budget, List<Candidate>> least) {
        Optional<List<Candidate>> best = Optional.empty();
        double low = 0;
        double high = 1;
        for (int step = 0; step < HALVINGS; step++) {
            double share = (low + high) / 2;
            double[] weights = new double[budgets.size()];
            Arrays.fill(weights, (1 - share) / weights.length);
            List<Candidate> chosen = least.apply(new Budget(
                    Budget.Unit.SHARES,
                    WHOLE,
                    candidate -> all(weights, 1).cost(candidate) + share(wanted, share, candidate)));
            if (isKeptBy(chosen)) {
                best = Optional.of(chosen);
                low = share;
            } else {
                high = share;
            }
        }
        return best;
    }

    private Budget all(double[] weights, double limit) {
        double[] fixed = weights.clone();
        return new Budget(Budget.Unit.SHARES, (long) (WHOLE * limit), candidate -> {
            long shares = 0;
            for (int i = 0; i < fixed.length; i++) {
                shares += share(budgets.get(i), fixed[i], candidate);
            }
            return shares;
        });
    }

    private static long share(Budget budget, double weight, Candidate candidate) {
        return (long) (WHOLE * weight * budget.cost(candidate) / budget.amount());
    }

    private boolean isKeptBy(List<Candidate> chosen) {
        return budgets.stream().allMatch(budget -> used(budget, chosen) <= 1);
    }

    private static double used(Budget budget, List<Candidate> chosen) {
        return (double) sum(chosen, budget::cost) / budget.amount();
    }

    private static long sum(List<Candidate> chosen, ToLongFunction<Candidate> cost) {
        return chosen.stream().mapToLong(cost).sum();
    }
}

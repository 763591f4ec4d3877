package dev.eckart.app.report;

import dev.eckart.spi.compress.Budget;

/**
 * How small a network was to get.
 *
 * @param unit what is counted
 * @param amount the level, or the most that may be spent
 */
public record BudgetReport(Budget.Unit unit, long amount) {
    /**
     * Describes a budget.
     *
     * @param budget the budget
     * @return the description
     */
    public static BudgetReport of(Budget budget) {
        return new BudgetReport(budget.unit(), budget.amount());
    }
}

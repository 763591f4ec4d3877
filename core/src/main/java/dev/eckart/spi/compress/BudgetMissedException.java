package dev.eckart.spi.compress;

import dev.eckart.spi.EckartException;

/** No choice keeps to a budget. Others may: whoever has several goes on with them. */
public final class BudgetMissedException extends EckartException {
    private static final long serialVersionUID = 1L;

    /**
     * A budget that cannot be kept to.
     *
     * @param message one line that says what the least is and what to do instead
     */
    public BudgetMissedException(String message) {
        super(message);
    }
}

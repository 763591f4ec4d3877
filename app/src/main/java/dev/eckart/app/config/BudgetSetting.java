package dev.eckart.app.config;

import dev.eckart.spi.compress.Budget;
import dev.eckart.tensor.Precision;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A budget as a person writes it: {@code 24219} parameters, {@code 2x}, {@code 30%}, {@code 20000 macs} or
 * {@code 96000 bytes}, or an accuracy to keep: {@code within 0.5 points} of the base.
 *
 * @param unit what the number counts
 * @param number above 0
 */
public record BudgetSetting(Unit unit, BigDecimal number) {
    private static final Pattern FORM = Pattern.compile(
            "(within\\s+(?<points>\\d+(\\.\\d+)?)\\s+points?)|(?<number>\\d+(\\.\\d+)?)\\s*(?<unit>x|%|macs|bytes|)");

    /** What the number of a budget counts. */
    public enum Unit {
        /** Parameters. */
        PARAMETERS,
        /** How many times fewer parameters than the base has. */
        TIMES,
        /** Parameters in per cent of the base's. */
        PERCENT,
        /** Multiplications a picture. */
        MACS,
        /** Bytes of all parameters. */
        BYTES,
        /** Points of accuracy that may be lost: no size, but what the smallest network to be had is looked for by. */
        POINTS
    }

    /** Reads what a person wrote; the message of a failure goes on from "'key' ". */
    static BudgetSetting of(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw new ValueReader.MismatchException(
                    "must be budgets such as 24219, 2x, 30%, 20000 macs, 96000 bytes or within 0.5 points, not \""
                            + text + "\"");
        }
        if (form.group("points") != null) {
            return new BudgetSetting(Unit.POINTS, new BigDecimal(form.group("points")));
        }
        BigDecimal number = new BigDecimal(form.group("number"));
        if (number.signum() == 0) {
            throw new ValueReader.MismatchException("must be budgets above 0, not \"" + text + "\"");
        }
        return new BudgetSetting(unit(form.group("unit")), number);
    }

    private static Unit unit(String written) {
        return switch (written) {
            case "x" -> Unit.TIMES;
            case "%" -> Unit.PERCENT;
            case "macs" -> Unit.MACS;
            case "bytes" -> Unit.BYTES;
            default -> Unit.PARAMETERS;
        };
    }

    /**
     * The budget of a network.
     *
     * @param base parameters of the network before compression
     * @param precision precision of the parameters
     * @return the budget, rounded down
     * @throws IllegalStateException if this is an accuracy to keep, for which there is no budget yet
     */
    public Budget of(long base, Precision precision) {
        BigDecimal parameters = BigDecimal.valueOf(base);
        return switch (unit) {
            case PARAMETERS -> new Budget(Budget.Unit.PARAMETERS, whole(number));
            case TIMES -> new Budget(Budget.Unit.PARAMETERS, whole(parameters.divide(number, 9, RoundingMode.DOWN)));
            case PERCENT ->
                new Budget(
                        Budget.Unit.PARAMETERS,
                        whole(parameters.multiply(number).movePointLeft(2)));
            case MACS -> new Budget(Budget.Unit.MACS, whole(number));
            case BYTES -> Budget.ofBytes(whole(number.max(BigDecimal.valueOf(precision.bytes()))), precision);
            case POINTS -> throw new IllegalStateException("'" + this + "' is not a size");
        };
    }

    /**
     * What the budget of a network counts.
     *
     * @return multiplications, or else parameters; also of an accuracy to keep, which is looked for by these
     */
    public Budget.Unit counts() {
        return unit == Unit.MACS ? Budget.Unit.MACS : Budget.Unit.PARAMETERS;
    }

    /** At least 1: less cannot be kept to, which the allocator says. */
    private static long whole(BigDecimal amount) {
        return amount.setScale(0, RoundingMode.DOWN).max(BigDecimal.ONE).longValue();
    }

    @Override
    public String toString() {
        String plain = number.stripTrailingZeros().toPlainString();
        return switch (unit) {
            case PARAMETERS -> plain;
            case TIMES -> plain + "x";
            case PERCENT -> plain + "%";
            case MACS -> plain + " macs";
            case BYTES -> plain + " bytes";
            case POINTS -> "within " + plain + " points";
        };
    }
}

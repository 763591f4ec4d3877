package dev.eckart.app.config;

import dev.eckart.spi.compress.Budget;
import dev.eckart.tensor.Precision;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A budget as a person writes it: {@code 24219} parameters, {@code 2x}, {@code 30%}, {@code 20000 macs} or
 * {@code 96000 bytes}, a time to take: {@code 3 us} a picture or {@code 0.5x time} of the base's, or an accuracy to keep:
 * {@code within 0.5 points} of the base.
 *
 * @param unit what the number counts
 * @param number above 0
 */
public record BudgetSetting(Unit unit, BigDecimal number) {
    private static final Pattern FORM = Pattern.compile(
            "(within\\s+(?<points>\\d+(\\.\\d+)?)\\s+points?)|(?<number>\\d+(\\.\\d+)?)\\s*(?<unit>x time|x|%|macs|bytes|us|)");

    /** What the number of a budget counts. */
    public enum Unit {
        /** Parameters. */
        PARAMETERS,
        /** How many times fewer parameters than the base has. */
        TIMES,
        /** Parameters in per cent of the base's. */
        PERCENT,
        /** Multiply-accumulate operations for one picture. */
        MACS,
        /** Bytes of all parameters. */
        BYTES,
        /** Microseconds that a picture may take, to be measured. */
        MICROSECONDS,
        /** Share of the time that the base takes. */
        TIMES_TIME,
        /** Percentage points of accuracy that may be lost: the smallest network that loses no more is searched for. */
        POINTS
    }

    /**
     * Reads what a person wrote.
     *
     * @param text such as {@code 24219}, {@code 2x}, {@code 30%}, {@code 20000 macs} or {@code within 0.5 points}
     * @return the setting
     * @throws MismatchException if it is anything else
     */
    public static BudgetSetting of(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw new MismatchException(
                    "must be budgets such as 24219, 2x, 30%, 20000 macs, 96000 bytes, 3 us, 0.5x time or within 0.5 points,"
                            + " not \""
                            + text + "\"");
        }
        if (form.group("points") != null) {
            return new BudgetSetting(Unit.POINTS, new BigDecimal(form.group("points")));
        }
        BigDecimal number = new BigDecimal(form.group("number"));
        if (number.signum() == 0) {
            throw new MismatchException("must be budgets above 0, not \"" + text + "\"");
        }
        return new BudgetSetting(unit(form.group("unit")), number);
    }

    private static Unit unit(String written) {
        return switch (written) {
            case "x" -> Unit.TIMES;
            case "x time" -> Unit.TIMES_TIME;
            case "us" -> Unit.MICROSECONDS;
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
     * @throws IllegalStateException if this is a time or an accuracy, for which there is no budget yet
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
            case MICROSECONDS, TIMES_TIME, POINTS -> throw new IllegalStateException("'" + this + "' is not a size");
        };
    }

    /**
     * What the budget of a network counts.
     *
     * @return multiplications, nanoseconds, or else parameters; these also for an accuracy to keep, whose search goes by them
     */
    public Budget.Unit counts() {
        return switch (unit) {
            case MACS -> Budget.Unit.MACS;
            case MICROSECONDS, TIMES_TIME -> Budget.Unit.NANOSECONDS;
            case PARAMETERS, TIMES, PERCENT, BYTES, POINTS -> Budget.Unit.PARAMETERS;
        };
    }

    /**
     * What a picture may take.
     *
     * @param base microseconds that it takes of the network before compression
     * @return microseconds
     * @throws IllegalStateException if this is no time
     */
    public double microseconds(double base) {
        return switch (unit) {
            case MICROSECONDS -> number.doubleValue();
            case TIMES_TIME -> number.doubleValue() * base;
            default -> throw new IllegalStateException("'" + this + "' is not a time");
        };
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
            case MICROSECONDS -> plain + " us";
            case TIMES_TIME -> plain + "x time";
            case POINTS -> "within " + plain + " points";
        };
    }
}

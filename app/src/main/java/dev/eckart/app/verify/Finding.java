package dev.eckart.app.verify;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One comparison with the referee.
 *
 * @param check what is compared
 * @param place where: a layer, a level, a step or a network
 * @param verdict what came of it
 * @param measured what was measured; NaN (null in JSON) where nothing could be
 * @param bound what rounding explains at most; NaN (null in JSON) where nothing is known
 * @param factors what the bound is made of
 * @param reason why it is undetermined or was refused, and how far a bound reaches
 * @param differing the pictures with another label, where labels are compared
 */
public record Finding(
        Check check,
        String place,
        Verdict verdict,
        double measured,
        double bound,
        Optional<Bound> factors,
        Optional<String> reason,
        List<DifferingLabel> differing) {
    /** What came of a comparison. */
    public enum Verdict {
        /** Within the bound. */
        HELD,
        /** Beyond the bound, or not a number. */
        MISSED,
        /** The backend gave no answer, or one that was refused. */
        REFUSED,
        /** There is nothing that two right answers would have to agree in. */
        UNDETERMINED
    }

    /**
     * A picture with another label than the referee's.
     *
     * @param picture which test picture, from 0
     * @param label the backend's label
     * @param referee the referee's label
     * @param margin how much larger the referee's logit of its label is than of the backend's
     * @param bound largest margin that rounding explains
     */
    public record DifferingLabel(int picture, int label, int referee, double margin, double bound) {}

    static Finding of(Check check, String place, double measured, Bound bound) {
        Verdict verdict = measured <= bound.value() ? Verdict.HELD : Verdict.MISSED;
        return new Finding(
                check, place, verdict, measured, bound.value(), Optional.of(bound), Optional.empty(), List.of());
    }

    static Finding refused(Check check, String place, String reason) {
        return none(check, place, Verdict.REFUSED, reason);
    }

    static Finding undetermined(Check check, String place, String reason) {
        return none(check, place, Verdict.UNDETERMINED, reason);
    }

    private static Finding none(Check check, String place, Verdict verdict, String reason) {
        return new Finding(
                check, place, verdict, Double.NaN, Double.NaN, Optional.empty(), Optional.of(reason), List.of());
    }

    Finding because(String why) {
        return new Finding(check, place, verdict, measured, bound, factors, Optional.of(why), differing);
    }

    Finding differing(List<DifferingLabel> pictures) {
        return new Finding(check, place, verdict, measured, bound, factors, reason, pictures);
    }

    boolean failed() {
        return verdict == Verdict.MISSED || verdict == Verdict.REFUSED;
    }

    /** How many times the bound was measured: what makes one finding worse than another. */
    double ratio() {
        return switch (verdict) {
            case REFUSED -> Double.POSITIVE_INFINITY;
            case UNDETERMINED -> -1;
            case HELD, MISSED ->
                Double.isNaN(measured) ? Double.POSITIVE_INFINITY : measured == 0 ? 0 : measured / bound;
        };
    }

    /** Measured and bound in a few words. */
    String figures() {
        String form = check.counts() ? "%.0f" : "%.2g";
        return switch (verdict) {
            case REFUSED -> "refused";
            case UNDETERMINED -> "not determined";
            case HELD -> String.format(Locale.ROOT, form + " <= " + form, measured, bound);
            case MISSED -> String.format(Locale.ROOT, form + " > " + form, measured, bound);
        };
    }
}

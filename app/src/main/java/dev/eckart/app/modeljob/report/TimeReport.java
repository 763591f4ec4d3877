package dev.eckart.app.modeljob.report;

import dev.eckart.app.onnx.compress.PredictedTime;
import dev.eckart.app.onnx.measure.Speed;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A time that was asked for, what was predicted, and what was measured of the written model in turn with the original.
 *
 * @param batch samples of a run
 * @param askedShare share of the model's time that was asked for; empty (null in JSON) if a time was
 * @param askedMicroseconds time that was asked for
 * @param predictedShare share that what was chosen was predicted to take
 * @param predictedMicroseconds the same as a time
 * @param measuredShare median share that the written model takes, round by round
 * @param measuredMicroseconds median time of the written model
 * @param choices number of choices that were measured until one kept to the time
 */
public record TimeReport(
        int batch,
        Optional<Double> askedShare,
        double askedMicroseconds,
        double predictedShare,
        double predictedMicroseconds,
        double measuredShare,
        double measuredMicroseconds,
        int choices) {
    /** What came of a prediction, if times were measured. */
    public static Optional<TimeReport> of(Optional<PredictedTime> predicted, List<Speed> speeds) {
        return predicted.filter(any -> !speeds.isEmpty()).map(time -> of(time, speeds.get(0)));
    }

    private static TimeReport of(PredictedTime time, Speed speed) {
        double before = speed.times().get(0).microseconds();
        return new TimeReport(
                speed.batch(),
                time.share() ? Optional.of(time.asked()) : Optional.empty(),
                time.share() ? time.asked() * before : 1e6 * time.asked(),
                time.predicted(),
                time.predicted() * before,
                speed.slowdown().median(),
                speed.times().get(1).microseconds(),
                time.choices());
    }

    /** For a person. */
    String line() {
        return String.format(
                Locale.ROOT,
                "Asked for at batch %d: %s; predicted %.3f of the original's time, measured %.3f (choice %d)",
                batch,
                askedShare
                        .map(share -> String.format(Locale.ROOT, "%.3gx", share))
                        .orElseGet(() -> String.format(Locale.ROOT, "%.4g us", askedMicroseconds)),
                predictedShare,
                measuredShare,
                choices);
    }
}

package dev.eckart.app.report.text;

import dev.eckart.app.report.KeptDense;
import dev.eckart.app.report.LevelReport;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How the layers of a level were chosen, as text for a person. */
public final class ChoiceText {
    private ChoiceText() {}

    /**
     * Why layers stayed dense, how near the choice is to the best one, and how an accuracy was found.
     *
     * @param level a level
     * @return lines of text, none where nothing needs saying
     */
    public static String render(LevelReport level) {
        return SpeedText.keptDense(level.keptDense())
                + dense(level)
                + Stream.of(gap(level), floor(level), time(level))
                        .flatMap(Optional::stream)
                        .map(remark -> remark + "\n")
                        .collect(Collectors.joining());
    }

    private static String dense(LevelReport level) {
        List<String> timed = level.keptDense().stream().map(KeptDense::layer).toList();
        return level.choices().stream()
                .filter(choice -> choice.reason().isPresent() && !timed.contains(choice.layer()))
                .map(choice ->
                        choice.layer() + " stays dense: " + choice.reason().orElseThrow() + "\n")
                .collect(Collectors.joining());
    }

    /**
     * How near the choice is to the best one.
     *
     * @param level a level
     * @return a sentence without its full stop; empty if the choice is the best, or nothing is claimed
     */
    public static Optional<String> gap(LevelReport level) {
        return level.gap().orElse(0) > 0
                ? Optional.of(String.format(
                        Locale.ROOT,
                        "The predicted damage is within %.1f %% of the least possible at this size",
                        100 * level.gap().getAsDouble()))
                : Optional.empty();
    }

    /**
     * How the smallest network that keeps an accuracy was found.
     *
     * @param level a level
     * @return a sentence without its full stop; empty if the level is a size that was given
     */
    public static Optional<String> floor(LevelReport level) {
        return level.floor()
                .map(found -> String.format(
                        Locale.ROOT,
                        "The smallest of %d sizes tried that gets %.2f %% of the training pictures right",
                        found.tries().size(),
                        100 * found.accuracy()));
    }

    /**
     * How the best network within a time was found.
     *
     * @param level a level
     * @return a sentence without its full stop; empty if no time was asked for
     */
    public static Optional<String> time(LevelReport level) {
        return level.time()
                .map(found -> String.format(
                        Locale.ROOT,
                        "Asked for %.4g us a picture in batches of %d, of the base's %.4g: predicted %.4g, measured %.4g"
                                + " (networks tried: %d)",
                        found.askedMicroseconds(),
                        found.batch(),
                        found.baseMicroseconds(),
                        found.predictedMicroseconds(),
                        found.measuredMicroseconds(),
                        found.tries().size()));
    }
}

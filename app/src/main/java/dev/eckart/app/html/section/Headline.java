package dev.eckart.app.html.section;

import dev.eckart.app.report.LevelReport;
import dev.eckart.app.report.NetworkReport;
import dev.eckart.app.report.RunReport;
import dev.eckart.app.report.TrainingStatus;
import dev.eckart.app.report.text.RunText;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a run came to in one sentence.
 *
 * @param report the run
 * @param level the level that the sentence is about, if any is smaller than the base and has learnt
 */
record Headline(RunReport report, Optional<LevelReport> level) {
    /** Who loses no more is called as good as the base; in shares. */
    static final double NEXT_TO_NOTHING = 0.005;

    static Headline of(RunReport report) {
        double base = report.base().test().accuracy();
        List<LevelReport> trained = report.compressed().stream()
                .filter(level -> level.status() == TrainingStatus.TRAINED)
                .filter(level -> level.parameters() < report.base().parameters())
                .toList();
        Optional<LevelReport> smallest = trained.stream()
                .filter(level -> base - level.test().accuracy() <= NEXT_TO_NOTHING)
                .min(Comparator.comparingLong(LevelReport::parameters));
        return new Headline(
                report,
                smallest.or(() -> trained.stream()
                        .max(Comparator.comparingDouble(level -> level.test().accuracy()))));
    }

    /** A figure with what it is of. */
    record Tile(String figure, String label) {}

    /** How the level stands beside the base. */
    List<Tile> tiles() {
        NetworkReport base = report.base();
        return level.map(small -> List.of(
                        new Tile(Words.ratio(small.ratio()), "fewer parameters"),
                        new Tile(Words.points(gain(small)), "points of accuracy"),
                        new Tile(Words.kilobytes(small.bytes()), "instead of " + Words.kilobytes(base.bytes())),
                        new Tile(
                                Words.microseconds(small.latency().batch1Microseconds()),
                                "a picture, instead of "
                                        + Words.microseconds(base.latency().batch1Microseconds()))))
                .orElse(List.of());
    }

    /** What it cost, as the end of a sentence. */
    String cost() {
        double gain = level.map(this::gain).orElse(0.0);
        String before = Words.percent(report.base().test().accuracy());
        String after = level.map(Words::accuracy).orElse("");
        String points = Words.points(Math.abs(gain)).substring(1);
        String price = gain < 0
                ? "at the cost of " + points + " points of accuracy"
                : gain > 0 ? "and gained " + points + " points of accuracy" : "at no cost in accuracy";
        return price + ": " + before + " of the "
                + RunText.count(report.dataset().test()) + " test pictures are right before, " + after + " after.";
    }

    String before() {
        return RunText.count(report.base().parameters());
    }

    String after() {
        return RunText.count(level.orElseThrow().parameters());
    }

    String ratio() {
        return Words.ratio(level.orElseThrow().ratio());
    }

    private double gain(LevelReport small) {
        return small.test().accuracy() - report.base().test().accuracy();
    }
}

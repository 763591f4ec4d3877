package dev.eckart.app.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Compares what two networks answer to the test pictures. */
final class InferenceChecks {
    private final String place;
    private final Answers own;
    private final Answers referee;
    private final List<Bound> bounds;

    InferenceChecks(String place, Answers own, Answers referee, List<Bound> bounds) {
        this.place = place;
        this.own = own;
        this.referee = referee;
        this.bounds = bounds;
    }

    static List<Finding> of(Ruling.Judged judged, LevelNetwork model, Subject subject) {
        Answers own = Answers.of(subject.experiment(), model.network());
        return Segment.unknownKind(model.network())
                .map(kind -> List.of(Finding.undetermined(
                        Check.LOGITS, model.name(), "no bound of the error is known for layers of kind " + kind)))
                .orElseGet(() -> {
                    LogitBound bound = new LogitBound(judged, model.network(), subject.precision());
                    List<Bound> bounds =
                            IntStream.range(0, own.count()).mapToObj(bound::at).toList();
                    InferenceChecks checks = new InferenceChecks(model.name(), own, judged.answers(), bounds);
                    return List.of(checks.logits(), checks.labels(), checks.confusion());
                });
    }

    /** The picture that comes nearest to its bound, or exceeds it most. */
    Finding logits() {
        Finding worst = logits(0);
        for (int picture = 1; picture < own.count(); picture++) {
            Finding finding = logits(picture);
            worst = finding.ratio() > worst.ratio() ? finding : worst;
        }
        return worst;
    }

    private Finding logits(int picture) {
        double[] a = own.logits().get(picture);
        double[] b = referee.logits().get(picture);
        double difference = 0;
        for (int j = 0; j < a.length; j++) {
            difference = Math.max(difference, Math.abs(a[j] - b[j]));
        }
        Finding finding = Finding.of(Check.LOGITS, place, difference, bounds.get(picture));
        return finding.because("test picture " + picture);
    }

    /** A label may differ where the two logits lie within twice the bound of one. */
    Finding labels() {
        List<Finding.DifferingLabel> differing = new ArrayList<>();
        for (int picture = 0; picture < own.count(); picture++) {
            int label = own.label(picture);
            int right = referee.label(picture);
            if (label != right) {
                double margin = referee.margin(picture, right, label);
                differing.add(new Finding.DifferingLabel(picture, label, right, margin, tie(picture)));
            }
        }
        long unexplained = differing.stream()
                .filter(label -> !(label.margin() <= label.bound()))
                .count();
        return Finding.of(Check.LABELS, place, unexplained, Bound.exact(0))
                .because(differing.size() + " of " + own.count() + " labels differ")
                .differing(differing);
    }

    private double tie(int picture) {
        return 2 * bounds.get(picture).value();
    }

    /** No more pictures may be counted elsewhere than have two logits that near to each other. */
    Finding confusion() {
        int[][] a = own.evaluation().confusion();
        int[][] b = referee.evaluation().confusion();
        int moves = 0;
        for (int row = 0; row < a.length; row++) {
            for (int column = 0; column < a.length; column++) {
                moves += Math.abs(a[row][column] - b[row][column]);
            }
        }
        long near = IntStream.range(0, own.count())
                .filter(picture -> referee.margin(picture) <= tie(picture))
                .count();
        return Finding.of(Check.CONFUSION, place, moves / 2.0, Bound.exact(near));
    }
}

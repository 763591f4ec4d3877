package dev.eckart.app.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds room for words beside points: no label lies on another one or on a point. */
final class Labels {
    private static final double GAP = 7;
    private static final double MARGIN = 3;
    private static final double HEIGHT = Text.SIZE;

    private final Box room;
    private final List<Box> taken = new ArrayList<>();
    private final List<Box> lines = new ArrayList<>();

    Labels(Box room) {
        this.room = room;
    }

    /** A rectangle. */
    record Box(double left, double top, double right, double bottom) {
        boolean meets(Box other) {
            return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
        }

        boolean holds(Box other) {
            return left <= other.left && top <= other.top && right >= other.right && bottom >= other.bottom;
        }
    }

    void keepFree(double x, double y) {
        taken.add(new Box(x - 4, y - 4, x + 4, y + 4));
    }

    /** Keeps words off a vertical line where there is room elsewhere. */
    void keepFree(double x) {
        lines.add(new Box(x - 0.5, room.top(), x + 0.5, room.bottom()));
    }

    /** The words beside a place, on the first side that is free; none if no side is. */
    Optional<ChartElement> beside(double x, double y, String words) {
        double width = Text.width(words);
        double line = 0.35 * HEIGHT;
        List<ChartElement> sides = List.of(
                ChartElement.text(x + GAP, y + line, words),
                ChartElement.text(x, y - GAP, words).anchored(ChartElement.Anchor.MIDDLE),
                ChartElement.text(x, y + GAP + 0.8 * HEIGHT, words).anchored(ChartElement.Anchor.MIDDLE),
                ChartElement.text(x - GAP, y + line, words).anchored(ChartElement.Anchor.END));
        double[] lefts = {x + GAP, x - width / 2, x - width / 2, x - GAP - width};
        double[] tops = {y - HEIGHT / 2, y - GAP - HEIGHT, y + GAP, y - HEIGHT / 2};
        for (int i = 0; i < lefts.length; i++) {
            if (take(new Box(lefts[i], tops[i], lefts[i] + width, tops[i] + HEIGHT), lines)) {
                return Optional.of(sides.get(i));
            }
        }
        return Optional.empty();
    }

    /** The words to the right of a vertical line, or to its left, as high up as there is room: off other lines first. */
    Optional<ChartElement> along(double x, String words) {
        return along(x, words, lines).or(() -> along(x, words, List.of()));
    }

    private Optional<ChartElement> along(double x, String words, List<Box> avoided) {
        double width = Text.width(words);
        for (double top = room.top() + 2; top + HEIGHT < room.bottom(); top += HEIGHT + 2) {
            double line = top + 0.85 * HEIGHT;
            if (take(new Box(x + MARGIN, top, x + MARGIN + width, top + HEIGHT), avoided)) {
                return Optional.of(ChartElement.text(x + MARGIN, line, words));
            }
            if (take(new Box(x - MARGIN - width, top, x - MARGIN, top + HEIGHT), avoided)) {
                return Optional.of(ChartElement.text(x - MARGIN, line, words).anchored(ChartElement.Anchor.END));
            }
        }
        return Optional.empty();
    }

    private boolean take(Box box, List<Box> avoided) {
        if (avoided.stream().anyMatch(box::meets)
                || !room.holds(box)
                || taken.stream().anyMatch(box::meets)) {
            return false;
        }
        // Words side by side need a gap to be read apart.
        taken.add(new Box(box.left() - MARGIN, box.top(), box.right() + MARGIN, box.bottom()));
        return true;
    }
}

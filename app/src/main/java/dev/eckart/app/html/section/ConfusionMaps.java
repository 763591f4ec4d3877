package dev.eckart.app.html.section;

import dev.eckart.app.chart.HeatMap;
import dev.eckart.app.chart.HeatMap.Cell;
import dev.eckart.app.chart.Ink;
import dev.eckart.app.html.Figure;
import dev.eckart.app.report.text.RunText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Draws confusion matrices: right answers in blue, mistakes in orange, and what changed against the base. */
final class ConfusionMaps {
    /** Cells of more classes would be too small for a number. */
    private static final int MOST = 16;

    private static final HeatMap.Axes AXES = new HeatMap.Axes("true class", "predicted class");

    private ConfusionMaps() {}

    /** Counts; a cell's tooltip has the base's too. */
    static Optional<Figure> counts(String title, int[][] confusion, Optional<int[][]> base) {
        if (confusion.length > MOST) {
            return Optional.empty();
        }
        double right = most(confusion, true);
        double wrong = most(confusion, false);
        List<List<Cell>> cells = cells(confusion.length, (i, j) -> {
            int count = confusion[i][j];
            // Mistakes are rare: by their roots, a single one is still to be seen beside the most frequent.
            double strength = i == j ? 0.75 * count / Math.max(1, right) : 0.85 * Math.sqrt(count / Math.max(1, wrong));
            String beside =
                    base.map(other -> ", base: " + RunText.count(other[i][j])).orElse("");
            return new Cell(
                    count == 0 ? "" : String.valueOf(count),
                    i == j ? Ink.BLUE : Ink.ORANGE,
                    strength,
                    place(i, j) + ": " + RunText.count(count) + beside);
        });
        String description = "Confusion matrix of " + title;
        HeatMap map = new HeatMap(description, "test pictures", AXES, cells);
        return Optional.of(new Figure(
                title + "-confusion", map, description + ": blue is right, orange a mistake (colour by its root)."));
    }

    /** Differences to the base. */
    static Optional<Figure> changes(String title, int[][] confusion, int[][] base) {
        if (confusion.length > MOST) {
            return Optional.empty();
        }
        int[][] change = new int[confusion.length][confusion.length];
        for (int i = 0; i < change.length; i++) {
            for (int j = 0; j < change.length; j++) {
                change[i][j] = confusion[i][j] - base[i][j];
            }
        }
        double most = Arrays.stream(change)
                .flatMapToInt(Arrays::stream)
                .map(Math::abs)
                .max()
                .orElse(0);
        List<List<Cell>> cells = cells(change.length, (i, j) -> {
            boolean better = change[i][j] > 0 == (i == j);
            return new Cell(
                    change[i][j] == 0 ? "" : Words.change(change[i][j]),
                    better ? Ink.BLUE : Ink.ORANGE,
                    0.85 * Math.sqrt(Math.abs(change[i][j]) / Math.max(1, most)),
                    place(i, j) + ": " + Words.change(change[i][j]) + " against the base's "
                            + RunText.count(base[i][j]));
        });
        String description = "What changed from the base to " + title;
        HeatMap map = new HeatMap(description, "change against the base, test pictures", AXES, cells);
        return Optional.of(new Figure(title + "-change", map, description + ": blue is better, orange worse."));
    }

    static String tooMany(int[][] confusion) {
        return confusion.length <= MOST
                ? ""
                : "The confusion matrix of " + confusion.length + " classes is in report.json.";
    }

    private interface CellOf {
        Cell at(int row, int column);
    }

    private static List<List<Cell>> cells(int size, CellOf cell) {
        List<List<Cell>> cells = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            int row = i;
            cells.add(IntStream.range(0, size).mapToObj(j -> cell.at(row, j)).toList());
        }
        return cells;
    }

    private static String place(int row, int column) {
        return row == column ? "class " + row + ", right" : "class " + row + " read as " + column;
    }

    private static double most(int[][] confusion, boolean diagonal) {
        int most = 0;
        for (int i = 0; i < confusion.length; i++) {
            for (int j = 0; j < confusion.length; j++) {
                most = (i == j) == diagonal ? Math.max(most, confusion[i][j]) : most;
            }
        }
        return most;
    }
}

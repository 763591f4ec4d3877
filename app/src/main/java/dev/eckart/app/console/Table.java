package dev.eckart.app.console;

import java.util.ArrayList;
import java.util.List;

/** A table in plain text: aligned columns two blanks apart, under a line of headings. */
public final class Table {
    private static final String GAP = "  ";

    private final List<Column> columns;
    private final List<List<String>> rows = new ArrayList<>();

    /**
     * A table without rows yet.
     *
     * @param columns its columns, from left to right
     */
    public Table(List<Column> columns) {
        this.columns = List.copyOf(columns);
    }

    /** Where the text of a column stands. */
    public enum Align {
        /** At the left, as words do. */
        LEFT,
        /** At the right, as numbers do. */
        RIGHT
    }

    /**
     * A column.
     *
     * @param heading what stands above it
     * @param align where its text stands
     */
    public record Column(String heading, Align align) {
        /**
         * A column of words.
         *
         * @param heading what stands above it
         * @return a column aligned left
         */
        public static Column words(String heading) {
            return new Column(heading, Align.LEFT);
        }

        /**
         * A column of numbers.
         *
         * @param heading what stands above it
         * @return a column aligned right
         */
        public static Column numbers(String heading) {
            return new Column(heading, Align.RIGHT);
        }
    }

    /**
     * Adds a row.
     *
     * @param cells one text a column; control characters in it are shown as {@code ?}
     * @return this table
     * @throws IllegalArgumentException if there are not as many texts as columns
     */
    public Table row(String... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException(
                    "a row of " + cells.length + " cells in a table of " + columns.size() + " columns");
        }
        rows.add(List.of(cells).stream()
                .map(cell -> cell.replaceAll("\\p{Cntrl}", "?"))
                .toList());
        return this;
    }

    /**
     * The whole table.
     *
     * @return its lines, each ended by a line break, without trailing blanks
     */
    public String render() {
        List<List<String>> lines = new ArrayList<>();
        lines.add(columns.stream().map(Column::heading).toList());
        lines.addAll(rows);
        int[] widths = new int[columns.size()];
        for (List<String> line : lines) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], length(line.get(i)));
            }
        }
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(aligned(line, widths)).append('\n'));
        return text.toString();
    }

    private String aligned(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String blanks = " ".repeat(widths[i] - length(cells.get(i)));
            String cell = cells.get(i);
            line.append(i == 0 ? "" : GAP).append(columns.get(i).align() == Align.LEFT ? cell + blanks : blanks + cell);
        }
        return line.toString().stripTrailing();
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}

package dev.eckart.app.text;

import dev.eckart.spi.EckartException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Pairs of texts that people have scored by how much alike they are: a table, as {@link TextFile} reads it, with a column
 * of first texts, one of second ones and one of scores. They are known by what they are usually called, or else are the
 * first three, of which the one that begins with a number has the scores.
 *
 * @param file the file
 */
public record PairFile(Path file) {
    private static final Set<String> SCORES =
            Set.of("score", "similarity", "similarity_score", "relatedness_score", "label", "gold");

    private static final Set<String> FIRSTS =
            Set.of("first", "sentence1", "sentence_1", "sentence_a", "text1", "text_1");
    private static final Set<String> SECONDS =
            Set.of("second", "sentence2", "sentence_2", "sentence_b", "text2", "text_2");

    private static final int COLUMNS = 3;

    /**
     * A pair.
     *
     * @param first a text
     * @param second the other one
     * @param score how much alike people find them, the more the larger
     */
    public record Pair(String first, String second, double score) {}

    /**
     * Its pairs.
     *
     * @return they, in their order, at least {@link #COLUMNS}
     * @throws EckartException if it cannot be read, has no such columns, a cell is missing or a score is no number
     */
    public List<Pair> pairs() {
        List<Pair> pairs = new TextFile(file)
                .rows(columns(new TextFile(file))).stream().map(this::pair).toList();
        if (pairs.size() < COLUMNS) {
            throw new EckartException("'" + file + "' has " + pairs.size() + " pairs, too few to be ranked");
        }
        if (pairs.stream().mapToDouble(Pair::score).distinct().count() == 1) {
            throw new EckartException("'" + file + "': all pairs have the score "
                    + pairs.get(0).score() + ", so that there is nothing to be ranked by");
        }
        return pairs;
    }

    private Pair pair(TextFile.Row row) {
        List<String> cells = row.cells();
        for (String text : cells.subList(0, 2)) {
            if (text.isBlank()) {
                throw new EckartException("'" + file + "', line " + row.line() + ": a text is missing");
            }
        }
        double score = number(cells.get(2))
                .orElseThrow(() -> new EckartException("'" + file + "', line " + row.line() + ": the score is '"
                        + cells.get(2) + "', which is no number"));
        return new Pair(cells.get(0), cells.get(1), score);
    }

    /** The names of the columns of first texts, second texts and scores. */
    private List<String> columns(TextFile table) {
        List<String> names = table.columns();
        Optional<List<String>> called = called(FIRSTS, names)
                .flatMap(first -> called(SECONDS, names)
                        .flatMap(second -> called(SCORES, names).map(score -> List.of(first, second, score))));
        return called.orElseGet(() -> placed(table, names));
    }

    private static Optional<String> called(Set<String> usual, List<String> names) {
        return names.stream()
                .filter(name -> usual.contains(name.toLowerCase(Locale.ROOT).strip()))
                .reduce((one, other) -> "")
                .filter(name -> !name.isEmpty());
    }

    private List<String> placed(TextFile table, List<String> names) {
        if (names.size() < COLUMNS) {
            throw new EckartException("'" + file + "' has only the columns " + names
                    + ", where pairs have a first text, a second one and a score");
        }
        List<String> three = names.subList(0, COLUMNS);
        List<TextFile.Row> rows = table.rows(three);
        List<String> scores = three.stream()
                .filter(name -> !rows.isEmpty()
                        && number(rows.get(0).cells().get(three.indexOf(name))).isPresent())
                .toList();
        if (scores.size() != 1) {
            throw new EckartException("'" + file + "': of the columns " + three + ", "
                    + (scores.isEmpty() ? "none begins with a number" : "several begin with a number")
                    + ", so that it cannot be told which one has the scores; call the columns first, second and score");
        }
        List<String> columns = new ArrayList<>(three);
        columns.removeAll(scores);
        columns.addAll(scores);
        return columns;
    }

    private static Optional<Double> number(String text) {
        try {
            return Optional.of(Double.parseDouble(text.strip())).filter(Double::isFinite);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}

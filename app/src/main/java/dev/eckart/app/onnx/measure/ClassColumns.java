package dev.eckart.app.onnx.measure;

import dev.eckart.app.onnx.array.SampleLabels;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which column of scores belongs to which class.
 *
 * @param count how many there are
 * @param byName columns by the names of their classes, as far as they are known; none if the classes are the columns' indices
 */
record ClassColumns(int count, Map<String, Integer> byName) {
    /** Classes that a message has room for. */
    private static final int SHOWN = 20;

    /** ClassColumns in the order of their classes. */
    static ClassColumns numbered(int count) {
        return new ClassColumns(count, Map.of());
    }

    /**
     * ClassColumns under names that labels go by. Names that are no numbers say nothing of labels that are: those count columns.
     *
     * @param names a name each; empty where it is not known
     * @param labels the labels, if there are any
     */
    static ClassColumns named(List<Optional<String>> names, Optional<SampleLabels> labels) {
        Map<String, Integer> byName = new HashMap<>();
        for (int column = 0; column < names.size(); column++) {
            int index = column;
            names.get(column).ifPresent(name -> byName.put(name, index));
        }
        boolean texts = labels.filter(SampleLabels::areTexts).isPresent();
        boolean numbers = byName.keySet().stream().allMatch(name -> name.matches("-?\\d+"));
        boolean indices = byName.entrySet().stream()
                .allMatch(entry -> entry.getKey().equals(entry.getValue().toString()));
        return texts || numbers && !indices
                ? new ClassColumns(names.size(), Map.copyOf(byName))
                : numbered(names.size());
    }

    /**
     * The names of all columns.
     *
     * @param lists names that a model has in it
     * @param seen names that some of the columns have for certain
     * @return the only list that agrees with those, or what is certain
     */
    static List<Optional<String>> names(int count, Collection<List<String>> lists, Map<Integer, String> seen) {
        List<List<String>> agreeing = lists.stream()
                .filter(names -> names.size() == count && new HashSet<>(names).size() == count)
                .filter(names -> seen.entrySet().stream()
                        .allMatch(entry -> names.get(entry.getKey()).equals(entry.getValue())))
                .toList();
        return IntStream.range(0, count)
                .mapToObj(column -> agreeing.size() == 1
                        ? Optional.of(agreeing.get(0).get(column))
                        : Optional.ofNullable(seen.get(column)))
                .toList();
    }

    /** The column of a class, {@link Sheet#NONE} if there is none. */
    int of(SampleLabels labels, int label) {
        if (!byName.isEmpty()) {
            return byName.getOrDefault(labels.name(label), Sheet.NONE);
        }
        return !labels.areTexts() && label >= 0 && label < count ? label : Sheet.NONE;
    }

    /** What the classes are called, column by column; none if they are the columns' indices. */
    List<String> names() {
        if (byName.isEmpty()) {
            return List.of();
        }
        List<String> names =
                new ArrayList<>(IntStream.range(0, count).mapToObj(i -> "?").toList());
        byName.forEach((name, column) -> names.set(column, name));
        return names;
    }

    /** The classes, for a person. */
    String text() {
        return byName.isEmpty()
                ? "the " + count + " classes"
                : names().stream().limit(SHOWN).map(name -> "'" + name + "'").collect(Collectors.joining(", "))
                        + (count > SHOWN ? " and " + (count - SHOWN) + " more" : "");
    }
}

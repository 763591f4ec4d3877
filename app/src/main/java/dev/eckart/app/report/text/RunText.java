package dev.eckart.app.report.text;

import dev.eckart.app.console.Table;
import dev.eckart.app.console.Table.Column;
import dev.eckart.app.report.ChoiceReport;
import dev.eckart.app.report.LayerReport;
import dev.eckart.app.report.Metrics;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What a run found, as text for a person. */
public final class RunText {
    private RunText() {}

    /**
     * A model summary: layer, output, parameters and their total.
     *
     * @param title what the model is
     * @param layers its layers
     * @param parameters its parameters, added
     * @return lines of text
     */
    public static String summary(String title, List<LayerReport> layers, long parameters) {
        Table table = new Table(List.of(
                Column.words("Layer"), Column.words("Kind"), Column.numbers("Output"), Column.numbers("Parameters")));
        for (LayerReport layer : layers) {
            table.row(layer.name(), layer.kind(), String.valueOf(layer.outputs()), count(layer.parameters()));
        }
        return "Model: " + title + "\n" + table.render() + "Total parameters: " + count(parameters) + "\n";
    }

    /**
     * A confusion matrix.
     *
     * @param title what was classified
     * @param confusion counts by true class (row) and predicted class (column)
     * @return lines of text
     */
    public static String confusion(String title, int[][] confusion) {
        List<Column> columns = IntStream.rangeClosed(0, confusion.length)
                .mapToObj(i -> Column.numbers(i == 0 ? "true" : String.valueOf(i - 1)))
                .toList();
        Table table = new Table(columns);
        for (int row = 0; row < confusion.length; row++) {
            int[] counts = confusion[row];
            int number = row;
            table.row(IntStream.rangeClosed(0, counts.length)
                    .mapToObj(i -> String.valueOf(i == 0 ? number : counts[i - 1]))
                    .toArray(String[]::new));
        }
        return "Confusion matrix: " + title + " (a row a true class, a column a predicted one)\n" + table.render();
    }

    /**
     * Loss and accuracy in a line.
     *
     * @param base what was measured on which pictures
     * @param train on the training pictures
     * @param test on the test pictures
     * @return a line of text
     */
    public static String metrics(String base, Metrics train, Metrics test) {
        return String.format(
                Locale.ROOT,
                "%s: training loss %.4f, accuracy %s; test loss %.4f, accuracy %s%n",
                base,
                train.loss(),
                percent(train.accuracy()),
                test.loss(),
                percent(test.accuracy()));
    }

    /**
     * A share as a person reads it.
     *
     * @param share 0 to 1
     * @return per cent with two digits
     */
    public static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f %%", 100 * share);
    }

    /**
     * A number of parameters as a person reads it.
     *
     * @param number any number
     * @return its digits in groups of three
     */
    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /**
     * Samples as a person reads of them.
     *
     * @param number how many
     * @return such as {@code 1 sample} or {@code 2,000 samples}
     */
    public static String samples(long number) {
        return count(number) + (number == 1 ? " sample" : " samples");
    }

    /**
     * A number as a person reads it, if it is known.
     *
     * @param number any number
     * @return its digits in groups of three, or a question mark
     */
    public static String count(OptionalLong number) {
        return number.isPresent() ? count(number.getAsLong()) : "?";
    }

    /**
     * How many times smaller, as a person reads it.
     *
     * @param ratio the larger over the smaller
     * @return the ratio with two digits
     */
    public static String ratio(double ratio) {
        return String.format(Locale.ROOT, "%.2fx", ratio);
    }

    /**
     * What became of the layers at a level.
     *
     * @param choices one entry a linear layer
     * @return such as {@code 50, 25, dense}
     */
    public static String choices(List<ChoiceReport> choices) {
        return choices.stream()
                .map(choice -> choice.label().replaceFirst("^rank ", ""))
                .collect(Collectors.joining(", "));
    }
}

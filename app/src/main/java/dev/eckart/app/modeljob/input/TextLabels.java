package dev.eckart.app.modeljob.input;

import dev.eckart.app.data.DataException;
import dev.eckart.app.onnx.array.SampleLabels;
import dev.eckart.app.text.TextFile;
import java.util.List;
import java.util.regex.Pattern;

/** The classes of texts, from another column of their table. */
final class TextLabels {
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,9}");

    private TextLabels() {}

    /** Those of the rows whose text is not blank: numbers if all are, and else names. */
    static SampleLabels of(TextFile file, String texts, String labels) {
        List<TextFile.Row> rows = file.rows(List.of(texts, labels)).stream()
                .filter(row -> !row.cells().get(0).isBlank())
                .toList();
        for (TextFile.Row row : rows) {
            if (row.cells().get(1).isBlank()) {
                throw new DataException(
                        "'" + file.file() + "' has no '" + labels + "' in line " + row.line() + ", which has a text");
            }
        }
        List<String> all = rows.stream().map(row -> row.cells().get(1).strip()).toList();
        return all.stream().allMatch(label -> NUMBER.matcher(label).matches())
                ? SampleLabels.of(all.stream().mapToInt(Integer::parseInt).toArray())
                : SampleLabels.of(new long[] {all.size()}, all);
    }
}

package dev.eckart.app.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.eckart.app.data.DataException;
import dev.eckart.registry.Nearest;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Texts of a file in UTF-8: the lines of a {@code .txt} or any other, or columns of a table.
 *
 * <p>A {@code .csv} is as RFC 4180 has it, with a line of names first; a {@code .tsv} has names too, tabs between, and no
 * quotes; a {@code .jsonl} has one object a line.
 *
 * @param file the file
 */
public record TextFile(Path file) {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /** Something that reads. */
    private interface Reading<T> {
        T read(BufferedReader in) throws IOException;
    }

    /**
     * What a row of a table has in some columns.
     *
     * @param line the line that it begins in, from 1
     * @param cells one for each column, in the order in which they were asked for
     */
    public record Row(int line, List<String> cells) {}

    /** Whether it has columns. */
    public boolean isTable() {
        return !ending().isEmpty();
    }

    private String ending() {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return List.of(".csv", ".tsv", ".jsonl").stream()
                .filter(name::endsWith)
                .findFirst()
                .orElse("");
    }

    /**
     * Its texts.
     *
     * @param column the column that has them, of a table
     * @return those that are not blank, in their order, at least one
     * @throws DataException if it cannot be read, has no such column, or a column is named where there are none
     */
    public List<String> texts(Optional<String> column) {
        if (!isTable() && column.isPresent()) {
            throw new DataException("'" + file + "' has lines and no column '" + column.get()
                    + "'; a table is called .csv, .tsv or .jsonl");
        }
        List<String> all = isTable()
                ? rows(List.of(column.orElseThrow(() -> new DataException(
                                "'" + file + "' is a table; say with --column NAME which column has the texts"))))
                        .stream()
                        .map(row -> row.cells().get(0))
                        .toList()
                : reading(in -> lines(in));
        List<String> texts = all.stream().filter(text -> !text.isBlank()).toList();
        if (texts.isEmpty()) {
            throw new DataException("'" + file + "' has no text: all of it is blank");
        }
        return texts;
    }

    private static List<String> lines(BufferedReader in) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            lines.add(line);
        }
        return lines;
    }

    /**
     * Columns of a table.
     *
     * @param columns their names
     * @return what each row has in them
     * @throws DataException if it is no table, cannot be read, or has no such column
     */
    public List<Row> rows(List<String> columns) {
        return ending().equals(".jsonl")
                ? reading(in -> objects(in, columns))
                : reading(in -> separated(in, form(), columns));
    }

    /**
     * The names of a table's columns.
     *
     * @return those of its first line, or of the first object
     * @throws DataException if it is no table, or cannot be read
     */
    public List<String> columns() {
        return reading(in -> {
            if (ending().equals(".jsonl")) {
                List<String> names = new ArrayList<>();
                String first = lines(in).stream()
                        .filter(line -> !line.isBlank())
                        .findFirst()
                        .orElse("{}");
                new JsonMapper().readTree(first).fieldNames().forEachRemaining(names::add);
                return names;
            }
            try (MappingIterator<JsonNode> read = opened(in, form())) {
                return names(read);
            }
        });
    }

    private CsvSchema form() {
        CsvSchema named = CsvSchema.emptySchema().withHeader();
        return switch (ending()) {
            case ".csv" -> named;
            case ".tsv" -> named.withColumnSeparator('\t').withoutQuoteChar();
            default -> throw new DataException("'" + file + "' is no table, which is called .csv, .tsv or .jsonl");
        };
    }

    private static MappingIterator<JsonNode> opened(BufferedReader in, CsvSchema form) throws IOException {
        return CsvMapper.builder()
                .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
                .build()
                .readerFor(JsonNode.class)
                .with(form)
                .readValues(in);
    }

    private static List<String> names(MappingIterator<JsonNode> read) {
        List<String> names = new ArrayList<>();
        ((CsvSchema) read.getParserSchema()).forEach(column -> names.add(column.getName()));
        return names;
    }

    private List<Row> separated(BufferedReader in, CsvSchema form, List<String> columns) throws IOException {
        List<Row> rows = new ArrayList<>();
        try (MappingIterator<JsonNode> read = opened(in, form)) {
            List<String> names = names(read);
            columns.forEach(column -> requireColumn(column, names));
            while (read.hasNextValue()) {
                int line = read.getCurrentLocation().getLineNr();
                rows.add(row(read.nextValue(), columns, line));
            }
        }
        return rows;
    }

    private void requireColumn(String column, List<String> names) {
        if (!names.contains(column)) {
            throw new DataException("'" + file + "' has no column '" + column + "'" + Nearest.didYouMean(column, names)
                    + "; it has " + names);
        }
    }

    private List<Row> objects(BufferedReader in, List<String> columns) throws IOException {
        List<Row> rows = new ArrayList<>();
        JsonMapper mapper = new JsonMapper();
        int number = 0;
        for (String line : lines(in)) {
            number++;
            if (!line.isBlank()) {
                rows.add(row(mapper.readTree(line), columns, number));
            }
        }
        return rows;
    }

    private Row row(JsonNode row, List<String> columns, int line) {
        List<String> cells = new ArrayList<>();
        for (String column : columns) {
            JsonNode cell = row.path(column);
            if (!cell.isValueNode() || cell.isNull()) {
                throw new DataException("'" + file + "' has no '" + column + "' in line " + line);
            }
            cells.add(cell.asText());
        }
        return new Row(line, cells);
    }

    private <T> T reading(Reading<T> reading) {
        try (BufferedReader in = Files.newBufferedReader(file)) {
            in.mark(1);
            if (in.read() != BYTE_ORDER_MARK) {
                in.reset();
            }
            return reading.read(in);
        } catch (NoSuchFileException e) {
            throw new DataException("'" + file + "': there is no such file", e);
        } catch (CharacterCodingException e) {
            throw new DataException("'" + file + "' is no text in UTF-8", e);
        } catch (JsonProcessingException e) {
            throw new DataException(
                    "'" + file + "' is damaged: "
                            + e.getOriginalMessage().lines().findFirst().orElse(""),
                    e);
        } catch (IOException e) {
            throw new DataException(
                    "'" + file + "' cannot be read: " + e.getClass().getSimpleName() + " " + e.getMessage(), e);
        }
    }
}

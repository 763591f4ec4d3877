package dev.eckart.app.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.spi.EckartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PairFileTest {
    private static final List<PairFile.Pair> PAIRS = List.of(
            new PairFile.Pair("a cat, black", "a dog", 1.5),
            new PairFile.Pair("rain", "it \"rains\"", 4),
            new PairFile.Pair("x", "y", 0));

    @TempDir
    private Path directory;

    private List<PairFile.Pair> pairs(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.writeString(file, text);
        return new PairFile(file).pairs();
    }

    @Test
    void columnsAreKnownByTheirNames() throws IOException {
        String tabs = "score\tfirst\tsecond\n1.50\ta cat, black\ta dog\n4\train\tit \"rains\"\n\n0\tx\ty\n";
        assertEquals(PAIRS, pairs("a.tsv", tabs));
        String commas = "genre,Sentence2,sentence1,similarity_score\n"
                + "n,a dog,\"a cat, black\",1.5\nn,\"it \"\"rains\"\"\",rain,4\nn,y,x,0\n";
        assertEquals(PAIRS, pairs("a.csv", commas));
        String objects = "{\"sentence1\": \"a cat, black\", \"sentence2\": \"a dog\", \"score\": 1.5}\n\n"
                + "{\"score\": 4, \"sentence1\": \"rain\", \"sentence2\": \"it \\\"rains\\\"\"}\n"
                + "{\"score\": \"0\", \"sentence1\": \"x\", \"sentence2\": \"y\"}\n";
        assertEquals(PAIRS, pairs("a.jsonl", objects));
    }

    /** Scores may be in front or behind. */
    @Test
    void elseTheyAreTheFirstThree() throws IOException {
        assertEquals(PAIRS, pairs("a.tsv", "a\tb\tc\na cat, black\ta dog\t1.5\nrain\tit \"rains\"\t4\nx\ty\t0\n"));
        assertEquals(PAIRS, pairs("b.tsv", "a\tb\tc\n1.5\ta cat, black\ta dog\n4\train\tit \"rains\"\n0\tx\ty\n"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "a.tsv; score|first|second/1|a|b/2|c/3|d|e; has no 'second' in line 3",
                "a.tsv; score|first|second/1|a|b//|c|d/3|d|e; line 4: the score is '', which is no number",
                "a.tsv; score|first|second/1|a|b/2|c|d/much|d|e; line 4: the score is 'much', which is no number",
                "a.tsv; score|first|second/1|a|b/NaN|c|d/1|d|e; line 3: the score is 'NaN', which is no number",
                "a.tsv; score|first|second/1|a|b/2||d/3|d|e; line 3: a text is missing",
                "a.tsv; text/a/b/c; has only the columns [text]",
                "a.tsv; a|b|c/p|q|r/s|t|u; none begins with a number",
                "a.tsv; a|b|c/1|2|r/s|t|u; several begin with a number",
                "a.tsv; score|first|second/1|a|b; has 1 pairs, too few",
                "a.tsv; score|first|second/1|a|b/1|b|c/1.0|d|e; all pairs have the score 1.0",
                "a.txt; score|first|second/1|a|b; is no table"
            })
    void whatIsWrongIsSaidWithItsLine(String name, String text, String message) {
        EckartException e = assertThrows(
                EckartException.class, () -> pairs(name, text.replace('|', '\t').replace('/', '\n') + "\n"));
        assertTrue(e.getMessage().contains(message), e.getMessage());
        assertEquals(1, e.getMessage().lines().count());
    }

    @Test
    void objectsAreCountedByLinesToo() {
        EckartException e = assertThrows(
                EckartException.class,
                () -> pairs(
                        "a.jsonl",
                        "{\"first\": \"a\", \"second\": \"b\", \"score\": 1}\n\n{\"first\": \"a\", \"score\": 1}\n"));
        assertTrue(e.getMessage().contains("has no 'second' in line 3"), e.getMessage());
    }
}

package dev.eckart.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.app.InProcess.Outcome;
import dev.eckart.app.api.Eckart;
import dev.eckart.app.api.OnnxFiles;
import dev.eckart.app.modeljob.Goal;
import dev.eckart.app.modeljob.input.PairRequest;
import dev.eckart.app.modeljob.input.TextRequest;
import dev.eckart.app.modeljob.report.CompressionReport;
import dev.eckart.app.onnx.embedding.EmbeddingChange;
import dev.eckart.app.onnx.embedding.NeighbourChange;
import dev.eckart.app.onnx.embedding.RankCorrelation;
import dev.eckart.app.onnx.measure.Comparison;
import dev.eckart.spi.EckartException;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Models judged by pairs of texts with scores, made into tokens by a third party's tokenizer. */
class PairsTest {
    /** The number of a letter is that of its token. One class is both: the jar has no other. */
    private static final String LETTERS = """
            package letters;

            import dev.eckart.spi.text.*;
            import java.nio.file.Path;
            import java.util.List;

            public final class Letters implements TokenizerProvider, Tokenizer {
                @Override
                public String name() {
                    return "letters";
                }

                @Override
                public boolean reads(Path file) {
                    return file.toString().endsWith(".letters");
                }

                @Override
                public Tokenizer open(Path file) {
                    return this;
                }

                @Override
                public List<Tokens> encode(List<String> texts) {
                    return texts.stream()
                            .map(text -> text.chars().map(letter -> letter - 'a').toArray())
                            .map(ids -> new Tokens(ids, new int[ids.length]))
                            .toList();
                }

                @Override
                public void close() {}
            }
            """;

    private static final int COUNT = 40;

    @TempDir
    private Path directory;

    private Path model;
    private Path pairs;

    /** The more letters two texts share, the higher is the score. */
    @BeforeEach
    void write() throws IOException {
        new PluginJar("text.TokenizerProvider", "letters.Letters", LETTERS, true)
                .build(directory.resolve("letters.jar"));
        model = EncoderCase.write(directory.resolve("model.onnx"), 1);
        SplittableRandom random = new SplittableRandom(2);
        pairs = Files.writeString(
                directory.resolve("pairs.tsv"),
                IntStream.range(0, COUNT)
                        .mapToObj(i -> {
                            String text = letters(random, 6);
                            int shared = i % 7;
                            return shared + "\t" + text + "\t" + text.substring(0, shared)
                                    + letters(random, 1 + random.nextInt(3));
                        })
                        .collect(Collectors.joining("\n", "score\tfirst\tsecond\n", "\n")));
    }

    private static String letters(SplittableRandom random, int count) {
        return random.ints(count, 'a', 'z' + 1)
                .mapToObj(letter -> String.valueOf((char) letter))
                .collect(Collectors.joining());
    }

    private OnnxFiles onnx() throws IOException {
        URL jar = directory.resolve("letters.jar").toUri().toURL();
        ClassLoader plugins = new URLClassLoader(new URL[] {jar}, Eckart.class.getClassLoader());
        return Eckart.create(plugins, Map.of()).onnx().pooling("mean");
    }

    private OnnxFiles judged() throws IOException {
        return onnx().pairs(PairRequest.of(pairs).tokenizer(Path.of("a.letters")));
    }

    private static RankCorrelation ranked(Comparison outputs) {
        return outputs.embeddings().flatMap(EmbeddingChange::pairs).orElseThrow();
    }

    @Test
    void modelsThatAreTheSameRankTheSame() throws IOException {
        Comparison outputs = judged().diff(model, model).outputs();
        RankCorrelation found = ranked(outputs);
        assertEquals(COUNT, found.pairs());
        assertEquals("pairs.tsv", found.name());
        assertTrue(found.before().value() > 0.5, found::toString);
        assertEquals(found.before(), found.after());
        assertEquals(new RankCorrelation.Estimate(0, 0), found.change());
        assertEquals(2 * COUNT, outputs.samples(), "without other samples, the texts of the pairs are some");
    }

    /** However they are ordered among samples, and run: what is scored is found again. */
    @Test
    void theScoreOfAPairStaysWithIt() throws IOException {
        double found = ranked(judged().diff(model, model).outputs()).before().value();
        List<String> lines = new ArrayList<>(Files.readAllLines(pairs));
        Collections.reverse(lines.subList(1, lines.size()));
        Files.write(pairs, lines);
        double bound = 64 * COUNT * 0x1p-53;
        assertEquals(
                found, ranked(judged().diff(model, model).outputs()).before().value(), bound);
    }

    private Path text() throws IOException {
        return Files.write(
                directory.resolve("text.txt"),
                IntStream.range(0, 60)
                        .mapToObj(i -> letters(new SplittableRandom(i), 1 + i % 5))
                        .toList());
    }

    /** Only the file is another one: what is judged by is not learnt from. */
    @Test
    void aSmallerModelIsJudgedByPairsAndMadeWithoutThem() throws IOException {
        Path text = text();
        Path one = directory.resolve("one.onnx");
        Path other = directory.resolve("other.onnx");
        Path tokenizer = Path.of("a.letters");
        CompressionReport judged =
                judged().text(TextRequest.of(text).tokenizer(tokenizer)).compress(model, one, Goal.ratio(2));
        CompressionReport alone =
                onnx().text(TextRequest.of(text).tokenizer(tokenizer)).compress(model, other, Goal.ratio(2));
        assertArrayEquals(Files.readAllBytes(other), Files.readAllBytes(one));
        RankCorrelation found = ranked(judged.outputs().orElseThrow());
        assertNotEquals(found.before(), found.after());
        assertEquals(
                found.after().value() - found.before().value(), found.change().value());
        assertTrue(judged.verdict().orElseThrow().contains("rank correlation with pairs"), judged.verdict()::toString);
        assertEquals(
                Optional.empty(), alone.outputs().orElseThrow().embeddings().flatMap(EmbeddingChange::pairs));
    }

    /** The page shows layers, cosines and the texts of samples that have other neighbours. */
    @Test
    void aReportShowsWhatBecameOfEmbeddings() throws IOException {
        Path smaller = directory.resolve("smaller.onnx");
        NeighbourChange neighbours = judged().text(TextRequest.of(text()).tokenizer(Path.of("a.letters")))
                .compress(model, smaller, Goal.ratio(3))
                .outputs()
                .flatMap(Comparison::embeddings)
                .flatMap(EmbeddingChange::neighbours)
                .orElseThrow();
        NeighbourChange.Moved moved = neighbours.moved().get(0);
        List<String> texts = Files.readAllLines(text());
        assertEquals(texts.get(moved.sample()), neighbours.texts().get(moved.sample()));
        Path page = directory.resolve("page.html");
        Outcome shown = InProcess.run("report", smaller + ".json", "-o", page.toString());
        assertEquals(0, shown.code(), shown::err);
        String html = Files.readString(page);
        assertTrue(html.contains("of each layer, before and after"), html);
        assertTrue(html.contains("Not scored: ") && !html.contains("NaN"), html);
        assertTrue(html.contains("samples by the cosine of their embedding before and after"), html);
        assertTrue(
                html.contains("\u201c" + texts.get(moved.sample()) + "\u201d kept " + moved.kept()
                        + " of its 10 nearest neighbours"),
                html);
    }

    @Test
    void whatIsMissingIsTold() throws IOException {
        OnnxFiles withoutTokenizer = onnx().pairs(PairRequest.of(pairs));
        assertTold("--tokenizer", () -> withoutTokenizer.diff(model, model));
        Files.writeString(pairs, Files.readString(pairs) + "many\ta\tb\n");
        OnnxFiles judged = judged();
        assertTold("pairs.tsv', line " + (COUNT + 2) + ": the score is 'many'", () -> judged.diff(model, model));
        Path smaller = directory.resolve("smaller.onnx");
        assertTold("--pooling: embeddings are compared on samples", () -> {
            Files.writeString(pairs, "score\tfirst\tsecond\n1\ta\tb\n2\tb\tc\n3\tc\td\n");
            judged.compress(model, smaller, Goal.ratio(2));
        });
        assertFalse(Files.exists(smaller));
        OnnxFiles unsaid = Eckart.create().onnx().pairs(PairRequest.of(pairs).tokenizer(Path.of("a.letters")));
        assertTold("say so with --pooling", () -> unsaid.diff(model, model));
    }

    private static void assertTold(String message, Executable run) {
        EckartException e = assertThrows(EckartException.class, run);
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }
}

package dev.eckart.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eckart.app.InProcess.Outcome;
import dev.eckart.app.api.Eckart;
import dev.eckart.app.modeljob.report.DifferenceReport;
import dev.eckart.app.onnx.array.NpzWriter;
import dev.eckart.app.onnx.embedding.EmbeddingChange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models that make embeddings, compared and compressed as such. */
class EmbeddingsTest {
    private static final int COUNT = 150;
    private static final int POSITIONS = 5;
    private static final String RECALL = "/outputs/embeddings/neighbours/recall";

    @TempDir
    private Path directory;

    private Path model;
    private Path arrays;

    @BeforeEach
    void write() throws IOException {
        model = EncoderCase.write(directory.resolve("model.onnx"), 1);
        SplittableRandom random = new SplittableRandom(5);
        double[] ids = random.ints(COUNT * POSITIONS, 0, EncoderCase.TOKENS)
                .asDoubleStream()
                .toArray();
        double[] mask = new double[ids.length];
        for (int i = 0; i < COUNT; i++) {
            int length = 1 + random.nextInt(POSITIONS);
            for (int j = 0; j < length; j++) {
                mask[i * POSITIONS + j] = 1;
            }
        }
        arrays = NpzWriter.npz(
                directory.resolve("tokens.npz"),
                Map.of(
                        "input_ids", NpzWriter.integers(ids, COUNT, POSITIONS),
                        "attention_mask", NpzWriter.integers(mask, COUNT, POSITIONS)));
    }

    private Outcome run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data", arrays.toString()));
        return InProcess.run(all.toArray(String[]::new));
    }

    @Test
    void twoModelsAreComparedByTheirEmbeddings() throws IOException {
        Path other = EncoderCase.write(directory.resolve("other.onnx"), 2);
        Outcome json = run("diff", model.toString(), other.toString(), "--pooling", "mean", "--json", "-q");
        JsonNode found = json.json().at("/outputs/embeddings");
        assertEquals(COUNT, found.get("samples").asInt());
        assertTrue(found.get("cosine").asDouble() < 0.9, found::toString);
        assertTrue(found.get("worst").asDouble() < found.get("cosine").asDouble(), found::toString);
        assertTrue(found.at("/neighbours/recall").asDouble() < 0.9, found::toString);
        assertTrue(json.json().get("verdict").asText().contains("embeddings kept a cosine of"), json::out);
        Outcome text = run("diff", model.toString(), model.toString(), "--pooling", "last", "-q");
        assertTrue(
                text.out()
                        .contains(
                                "Embeddings are output 'tokens' at the last position where input 'attention_mask' is not"
                                        + " 0: cosine before and after 1.0000 on average, 1.0000 at worst"),
                text::out);
        assertTrue(text.out().contains("Nearest neighbours: 100.00 % of 10 kept, among 150 samples"), text::out);
        DifferenceReport report =
                Eckart.create().onnx().pooling("mean").data(arrays.toString()).diff(model, other);
        assertEquals(
                found.get("cosine").asDouble(),
                report.outputs().embeddings().map(EmbeddingChange::cosine).orElseThrow());
    }

    @Test
    void withoutAWordForItNothingIsPooled() throws IOException {
        JsonNode report =
                run("diff", model.toString(), model.toString(), "--json", "-q").json();
        assertTrue(report.at("/outputs/embeddings").isNull(), report::toString);
    }

    /** The loss that is kept is that of the embeddings, on samples that were not fitted to. */
    @Test
    void aModelGetsAsSmallAsItsEmbeddingsAllow() throws IOException {
        double little =
                compressed("0.002 cosine").at("/outputs/embeddings/change").asDouble();
        double much = compressed("0.05 cosine").at("/outputs/embeddings/change").asDouble();
        assertTrue(little < 0.01 && little < much, () -> little + " and " + much);
        double most = compressed("0.1 recall").at(RECALL).asDouble();
        double fewer = compressed("0.5 recall").at(RECALL).asDouble();
        assertTrue(most > fewer, () -> most + " and " + fewer);
    }

    private JsonNode compressed(String loss) throws IOException {
        Path smaller = directory.resolve("smaller.onnx");
        Outcome outcome = run(
                "compress",
                model.toString(),
                "-o",
                smaller.toString(),
                "--force",
                "--no-timing",
                "--threads",
                "1",
                "--pooling",
                "mean",
                "--max-loss",
                loss,
                "--json",
                "-q");
        assertEquals(0, outcome.code(), outcome::err);
        return outcome.json();
    }

    /** Of samples that nothing was learnt from, before and after training. */
    @Test
    void aModelThatLearnsIsJudgedByItsEmbeddings() throws IOException {
        Path pupil = EncoderCase.write(directory.resolve("pupil.onnx"), 2);
        JsonNode report = run(
                        "fine-tune",
                        pupil.toString(),
                        "--teacher",
                        model.toString(),
                        "-o",
                        directory.resolve("tuned.onnx").toString(),
                        "--epochs",
                        "20",
                        "--learning-rate",
                        "0.05",
                        "--loss",
                        "outputs",
                        "--no-timing",
                        "--threads",
                        "1",
                        "--pooling",
                        "mean",
                        "--json",
                        "-q")
                .json();
        double before = report.at("/training/before/embeddings/cosine").asDouble();
        double after = report.at("/outputs/embeddings/cosine").asDouble();
        assertTrue(before < 0.5 && after > 0.8, () -> before + " and " + after);
        assertEquals(
                report.at("/training/heldBack").asInt(),
                report.at("/outputs/embeddings/samples").asInt());
    }

    @Test
    void whatCannotBeIsTold() {
        Outcome nothing = InProcess.run("diff", model.toString(), model.toString(), "--pooling", "mean");
        assertEquals(2, nothing.code());
        assertTrue(nothing.err().contains("--pooling: embeddings are made of samples"), nothing::err);
        Outcome slip = run("diff", model.toString(), model.toString(), "--pooling", "frist");
        assertEquals(4, slip.code());
        assertTrue(slip.err().contains("did you mean 'first'?"), slip::err);
        Outcome unit = run(
                "compress", model.toString(), "-o", directory.resolve("s.onnx").toString(), "--max-loss", "0.1 recall");
        assertEquals(2, unit.code());
        assertTrue(unit.err().contains("there are no embeddings"), unit::err);
        assertFalse(Files.exists(directory.resolve("s.onnx")));
        Outcome form = run(
                "compress",
                model.toString(),
                "-o",
                directory.resolve("s.onnx").toString(),
                "--ratio",
                "2",
                "--pooling",
                "tokens");
        assertEquals(4, form.code(), form::err);
        assertTrue(form.err().contains("one row of numbers is needed"), form::err);
        assertFalse(form.err().contains("layers are cut by"), form::err);
        for (String command : List.of("evaluate", "verify-gradients")) {
            Outcome alone = run(command, model.toString(), "--pooling", "mean");
            assertEquals(2, alone.code());
            assertTrue(alone.err().contains("embeddings are compared where there are two models"), alone::err);
        }
    }
}

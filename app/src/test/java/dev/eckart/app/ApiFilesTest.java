package dev.eckart.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eckart.app.api.NetworkSteps;
import dev.eckart.app.api.OnnxFiles;
import dev.eckart.app.modeljob.CompressionRequest;
import dev.eckart.app.modeljob.Goal;
import dev.eckart.app.modeljob.TuningRequest;
import dev.eckart.app.modeljob.report.CompressionReport;
import dev.eckart.app.modeljob.report.TuningReport;
import dev.eckart.app.modeljob.train.TuningSettings;
import dev.eckart.app.onnx.ArraysFile;
import dev.eckart.app.onnx.ModelBuilder;
import dev.eckart.app.onnx.compress.Patterns;
import dev.eckart.app.output.ModelPlace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Model files through the API and through the commands. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiFilesTest {
    private static final String THREADS = "1";

    private Path directory;
    private ApiCase same;
    private Path base;
    private JsonNode trained;

    @BeforeAll
    void train(@TempDir Path temporary) throws IOException {
        directory = temporary;
        same = ApiCase.in(temporary);
        base = directory.resolve("base.onnx");
        trained = ApiCase.json(same.command("train", "-o", base + "", "--json"));
    }

    private OnnxFiles onnx() {
        return ApiCase.plain().set("backend", "ejml").set("threads", THREADS).onnx();
    }

    private Path in(String folder, String name) throws IOException {
        return Files.createDirectories(directory.resolve(folder)).resolve(name);
    }

    private static void assertSameFile(Path expected, Path actual) throws IOException {
        assertArrayEquals(Files.readAllBytes(expected), Files.readAllBytes(actual), actual::toString);
    }

    /** But for who asked for the backend: an option, or a key. */
    private static JsonNode shared(JsonNode report) {
        return ((ObjectNode) report).without("backend");
    }

    /** But for what times lead to. */
    private static JsonNode untimed(JsonNode report) {
        return ((ObjectNode) report).without(List.of("objections", "verdict"));
    }

    @Test
    void train() throws IOException {
        Path mine = in("api", "base.onnx");
        assertEquals(
                trained,
                ApiCase.json(ApiCase.silently(() -> same.eckart().steps().train(mine))));
        assertSameFile(base, mine);
        assertTrue(Files.exists(in("api", "base.onnx.json")));
    }

    @Test
    void fineTune() throws IOException {
        Path theirs = in("command", "tuned.onnx");
        Path mine = in("api", "tuned.onnx");
        String weight = "fine-tune.distillation.weight";
        JsonNode command = ApiCase.json(same.command(
                "fine-tune", base + "", "--teacher", base + "", "-P", weight + "=0.9", "-o", theirs + "", "--json"));
        NetworkSteps taught = same.eckart().set(weight, "0.9").steps();
        assertEquals(command, ApiCase.json(ApiCase.silently(() -> taught.fineTune(base, Optional.of(base), mine))));
        assertSameFile(theirs, mine);
    }

    @Test
    void fineTuneModelsOfAnyOrigin() throws IOException {
        FineTuneCase files = FineTuneCase.in(Files.createDirectories(directory.resolve("any")));
        JsonNode command = files.taught("--json", "--loss", "hidden,labels").json();
        Path theirs = directory.resolve("any/tuned.onnx");
        Path mine = in("mine", "tuned.onnx");
        TuningSettings usual = TuningSettings.epochs(3);
        TuningSettings settings = new TuningSettings(
                usual.course(),
                usual.steps(),
                new TuningSettings.Aim(Optional.of("hidden,labels"), Optional.empty(), Optional.empty()),
                usual.tensors(),
                usual.augmentation());
        TuningReport report = ApiCase.silently(() -> onnx().data(files.file("samples.npz"))
                .fineTune(new TuningRequest(
                        Path.of(files.file("small.onnx")),
                        Optional.of(Path.of(files.file("model.onnx"))),
                        ModelPlace.of(mine, Optional.empty(), false),
                        false,
                        settings)));
        assertSameFile(theirs, mine);
        assertEquals(
                command.at("/training/epochs/2/held").asDouble(),
                report.training().epochs().get(2).held());
        assertEquals(command.get("verdict").asText(), report.verdict());
    }

    @Test
    void compressPlainly() throws IOException {
        Path theirs = in("command", "small.onnx");
        Path mine = in("api", "small.onnx");
        assertEquals(
                0,
                InProcess.run(
                                "compress",
                                base + "",
                                "--ratio",
                                "4",
                                "--backend",
                                "ejml",
                                "--threads",
                                THREADS,
                                "--data",
                                same.data(),
                                "-o",
                                theirs + "")
                        .code());
        CompressionReport report =
                ApiCase.silently(() -> onnx().data(same.data()).compress(base, mine, Goal.ratio(4)));
        assertSameFile(theirs, mine);
        assertTrue(report.parametersAfter() * 4 <= report.parametersBefore());
        assertFalse(report.latency().isEmpty(), "times are measured");
    }

    @Test
    void compressWithASayInAllOfIt() throws IOException {
        Path smaller = in("both", "small.onnx");
        JsonNode command = ApiCase.json(InProcess.run(
                "compress",
                base + "",
                "--parameters",
                "9000",
                "--decomposer",
                "truncated-svd",
                "--allocator",
                "greedy",
                "--exclude",
                "dense-3",
                "--no-timing",
                "--backend",
                "ejml",
                "--threads",
                THREADS,
                "-o",
                smaller + "",
                "--json"));
        byte[] theirs = Files.readAllBytes(smaller);
        CompressionRequest request = CompressionRequest.of(
                base,
                ModelPlace.of(smaller, Optional.empty(), true),
                false,
                Goal.parameters(9000),
                new Patterns(List.of(), List.of("dense-3")),
                Optional.of("truncated-svd"),
                Optional.of("greedy"));
        assertEquals(shared(command), shared(ApiCase.json(ApiCase.silently(() -> onnx().compress(request)))));
        assertArrayEquals(theirs, Files.readAllBytes(smaller));
    }

    @Test
    void evaluate() throws IOException {
        JsonNode command = ApiCase.json(InProcess.run(
                "evaluate",
                base + "",
                "--data",
                same.data(),
                "--scale",
                "0.1,0.5",
                "--samples",
                "150",
                "--threads",
                THREADS,
                "--json"));
        OnnxFiles scaled = onnx().data(same.data()).scale("0.1,0.5").samples(150);
        assertEquals(command, ApiCase.json(ApiCase.silently(() -> scaled.evaluate(base))));
        assertEquals(150, command.get("samples").asInt());
    }

    @Test
    void diff() throws IOException {
        JsonNode command = ApiCase.json(InProcess.run(
                "diff", base + "", base + "", "--seed", "9", "--samples", "20", "--threads", THREADS, "--json"));
        OnnxFiles drawn = ApiCase.plain()
                .set("seed", "9")
                .set("threads", THREADS)
                .onnx()
                .samples(20)
                .dim("batch", 2);
        assertEquals(untimed(command), untimed(ApiCase.json(ApiCase.silently(() -> drawn.diff(base, base)))));
    }

    @Test
    void inspect() throws IOException {
        for (boolean spectra : new boolean[] {true, false}) {
            JsonNode command = ApiCase.json(InProcess.run(
                    spectra
                            ? new String[] {"inspect", base + "", "--backend", "ejml", "--json"}
                            : new String[] {"inspect", base + "", "--no-spectra", "--json"}));
            assertEquals(command, ApiCase.json(ApiCase.silently(() -> onnx().inspect(base, spectra))));
        }
    }

    /** Samples along the second axis, a rate that is no sample, and weights that are an input with a default. */
    @Test
    void whatGoesIn() throws IOException {
        Path model = in("inputs", "model.onnx");
        Files.write(
                model,
                new ModelBuilder(3)
                        .input("x", "L", "N", 6)
                        .input("rate")
                        .input("w", 6, 4)
                        .output("y", "L", "N", 4)
                        .output("z", "L", "N", 6)
                        .weights("w", 6, 4)
                        .node("Mul", "scale", List.of("x", "rate"), "z")
                        .node("MatMul", "layer", List.of("z", "w"), "y")
                        .build(10, 20)
                        .toByteArray());
        Path data = in("inputs", "samples.npz");
        new ArraysFile()
                .floats("x", new float[3 * 7 * 6], 3, 7, 6)
                .integers("classes", 0, 1, 2, 3, 0, 1, 2)
                .write(data);
        String file = model + "";
        JsonNode command = ApiCase.json(InProcess.run(
                "diff",
                file,
                file,
                "--data",
                data + "",
                "--labels",
                "classes",
                "--batch-axis",
                "1",
                "--set",
                "rate=2",
                "--output",
                "z",
                "--threads",
                THREADS,
                "--json"));
        OnnxFiles given = onnx().data(data + "")
                .labels("classes")
                .batchAxis(1)
                .set("rate", "2")
                .output("z");
        assertEquals(untimed(command), untimed(ApiCase.json(ApiCase.silently(() -> given.diff(model, model)))));
        assertEquals(7, command.at("/outputs/samples").asInt());
        assertTrue(command.at("/outputs/reading").asText().contains("'z'"), command::toString);
        JsonNode frozen = ApiCase.json(
                InProcess.run("inspect", file, "--no-spectra", "--freeze-inputs", "--dim", "L=3", "--json"));
        assertEquals(
                frozen,
                ApiCase.json(
                        ApiCase.silently(() -> onnx().freezeInputs().dim("L", 3).inspect(model, false))));
        assertEquals(72, frozen.at("/model/layers/0/macs").asInt(), frozen::toString);
        assertTrue(frozen.at("/model/layers/0/reason").isNull(), frozen::toString);
    }
}

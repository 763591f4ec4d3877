package dev.eckart.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eckart.app.InProcess.Outcome;
import dev.eckart.app.onnx.ExternalExport;
import dev.eckart.app.onnx.ModelBuilder;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.proto.TensorProto;
import dev.eckart.app.onnx.tensor.DataType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The whole command on models that were cut. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FineTuneTest {
    @TempDir
    private Path directory;

    private FineTuneCase made;
    private FineTuneCase files;

    @BeforeAll
    void cut(@TempDir Path temporary) throws IOException {
        made = FineTuneCase.in(temporary);
    }

    @BeforeEach
    void copy() throws IOException {
        files = made.copied(directory);
    }

    private static List<String> texts(JsonNode list, String field) {
        return list.findValuesAsText(field);
    }

    @Test
    void whereThereAreClassesItIsLearntHowLikelyTheyAre() throws IOException {
        JsonNode training = files.taught("--epochs", "2", "--json").json().get("training");
        assertEquals("{\"divergence\":1.0}", training.at("/plan/loss").toString());
        assertTrue(training.at("/plan/temperature").asDouble() >= 1, "the temperature that was used");
        double first = training.at("/epochs/0/held").asDouble();
        double second = training.at("/epochs/1/held").asDouble();
        assertTrue(second < first, first + " and " + second);
    }

    @Test
    void aTeacherMakesGoodWhatACutHasLost() throws IOException {
        Outcome outcome =
                files.taught("--epochs", "20", "--learning-rate", "0.01", "--loss", "hidden,outputs", "--json");
        JsonNode report = outcome.json();
        JsonNode training = report.get("training");
        assertEquals(180, training.get("samples").asInt(), "one in ten is kept back");
        assertEquals(20, training.get("heldBack").asInt());
        assertEquals(20, training.get("epochs").size());
        assertEquals(
                "{\"hidden\":1.0,\"outputs\":1.0}", training.at("/plan/loss").toString());
        double before = training.at("/before/relative").asDouble();
        double after = report.at("/outputs/relative").asDouble();
        assertTrue(after < 0.8 * before, before + " before, " + after + " after");
        assertEquals(20, report.at("/outputs/samples").asInt(), "judged by what was kept back");
        assertEquals("[]", report.get("objections").toString());
        assertEquals(0, report.at("/latency").size());
        assertTrue(report.at("/after/costs/parameters").asLong()
                < report.at("/before/costs/parameters").asLong());
        assertEquals(
                Files.size(directory.resolve("tuned.onnx")),
                report.at("/after/costs/bytes").asLong());
        assertEquals(outcome.out(), Files.readString(directory.resolve("tuned.onnx.json")));
        assertFalse(Files.exists(directory.resolve("tuned.onnx.checkpoint")));
    }

    @Test
    void theSameSeedGivesTheSameBits() throws IOException {
        files.taught("--json").json();
        byte[] first = Files.readAllBytes(directory.resolve("tuned.onnx"));
        files.taught("--json", "--force").json();
        assertArrayEquals(first, Files.readAllBytes(directory.resolve("tuned.onnx")));
        files.taught("--json", "--force", "--seed", "5").json();
        assertTrue(Files.mismatch(directory.resolve("tuned.onnx"), directory.resolve("small.onnx")) >= 0);
    }

    @Test
    void withoutATeacherLabelsAreLearnt() throws IOException {
        JsonNode report = files.labelled("small.onnx", "--epochs", "30", "--learning-rate", "0.01", "--json")
                .json();
        assertEquals("{\"labels\":1.0}", report.get("training").at("/plan/loss").toString());
        assertTrue(report.at("/training/before").isNull());
        assertTrue(report.at("/outputs/accuracyAfter").asDouble()
                > report.at("/outputs/accuracyBefore").asDouble());
    }

    @Test
    void textSaysWhatWasDone() {
        Outcome outcome = files.taught("--loss", "hidden,divergence=0.5,labels=0.1,cosine", "--temperature", "3");
        assertEquals(0, outcome.code(), outcome::err);
        String text = outcome.out();
        assertTrue(
                text.contains(
                        " by hidden + divergence at temperature 3.00 x 0.5 + labels x 0.1 + cosine, on 180 samples of samples.npz, 20 kept back"),
                text);
        assertTrue(text.contains("Epoch  Loss while learning  On samples kept back"), text);
        assertTrue(text.contains("Kept: epoch 3 of 3"), text);
        assertTrue(text.contains("Outputs on 20 samples of samples.npz kept back"), text);
        assertTrue(text.contains("Verdict: not larger"), text);
    }

    /** Only what is meant changes, and all of that does. */
    @Test
    void whatIsTrainedIsChosenByKindAndByName() throws IOException {
        JsonNode report = files.taught("--train", "factors", "--freeze", "*dense_1*", "--json")
                .json();
        List<String> trained = texts(report.at("/training/trained"), "name");
        assertEquals(2, trained.size(), trained::toString);
        List<TensorProto> before = OnnxModel.read(directory.resolve("small.onnx"))
                .proto()
                .getGraph()
                .getInitializerList();
        List<TensorProto> after = OnnxModel.read(directory.resolve("tuned.onnx"))
                .proto()
                .getGraph()
                .getInitializerList();
        for (int i = 0; i < before.size(); i++) {
            String name = before.get(i).getName();
            assertEquals(!trained.contains(name), before.get(i).equals(after.get(i)), name);
        }
        assertTrue(
                texts(report.at("/training/frozen"), "reason").contains("not among what was to be trained"),
                report::toString);
    }

    @Test
    void aModelWithoutFactorsTrainsItsLayersAndSaysSo() throws IOException {
        Outcome outcome = files.labelled("model.onnx", "--json");
        assertEquals(4, outcome.json().at("/training/trained").size());
        assertTrue(outcome.err().contains("eckart: note: no layer of the model is made of factors"), outcome::err);
    }

    /** Weights of half precision are trained as float32, and are what they were when they are written. */
    @Test
    void halfPrecisionIsTrainedInFloat32AndWrittenAsItWas() throws IOException {
        double[] weights = new double[24 * 5];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = Math.sin(i) / 8;
        }
        files.write(
                "half.onnx",
                new ModelBuilder(4)
                        .input("x", "N", 24)
                        .output("y", "N", 5)
                        .tensor("w", DataType.FLOAT16, weights, 24, 5)
                        .node("Cast", "narrow", List.of("x"), "n", ModelBuilder.attribute("to", 10))
                        .node("MatMul", "layer", List.of("n", "w"), "h")
                        .node("Cast", "wide", List.of("h"), "y", ModelBuilder.attribute("to", 1))
                        .build(8, 15));
        Outcome outcome = files.labelled("half.onnx", "--epochs", "10", "--learning-rate", "0.01", "--json");
        JsonNode report = outcome.json();
        assertTrue(outcome.err().contains("trained as float32 and written in their own type"), outcome::err);
        assertTrue(report.at("/training/best").asInt() > 0);
        OnnxModel tuned = OnnxModel.read(directory.resolve("tuned.onnx"));
        assertEquals(
                DataType.FLOAT16.code(),
                tuned.proto().getGraph().getInitializer(0).getDataType());
    }

    @Test
    void aTrainingThatBringsNothingIsCalledThatAndChangesNothing() throws IOException {
        JsonNode report = files.labelled("small.onnx", "--teacher", files.file("small.onnx"), "--json")
                .json();
        assertEquals(0, report.at("/training/best").asInt());
        assertEquals(0, report.at("/training/startLoss").asDouble());
        assertTrue(report.get("verdict").asText().contains("training brought nothing"), report::toString);
        assertEquals(
                OnnxModel.read(directory.resolve("small.onnx")).proto(),
                OnnxModel.read(directory.resolve("tuned.onnx")).proto());
    }

    @Test
    void progressTellsOfTheLossAndTheTimeLeft() {
        Outcome outcome = InProcess.slowly(
                "fine-tune",
                files.file("small.onnx"),
                "--teacher",
                files.file("model.onnx"),
                "--data",
                files.file("samples.npz"),
                "--no-timing",
                "-o",
                files.file("tuned.onnx"));
        assertEquals(0, outcome.code(), outcome::err);
        assertTrue(
                outcome.err()
                        .lines()
                        .anyMatch(
                                line -> line.matches(
                                        "training: \\d+ %, left .*, epoch \\d+ of 10, loss [0-9.e-]+, on samples kept back [0-9.e-]+ (before it|after epoch \\d+)")),
                outcome::err);
    }

    @Test
    void weightsBesideTheModelStayBeside() throws IOException {
        ExternalExport.write(
                OnnxModel.read(directory.resolve("small.onnx")).proto(), directory.resolve("small.onnx"), 16);
        JsonNode report = files.taught("--json").json();
        assertEquals(
                report.at("/after/costs/bytes").asLong(), Files.size(directory.resolve("tuned.onnx")) + dataBeside());
    }

    private long dataBeside() throws IOException {
        try (var list = Files.list(directory)) {
            return list.filter(file -> file.getFileName().toString().matches("tuned\\.onnx\\..*\\.data"))
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }
}

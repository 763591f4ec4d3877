package dev.eckart.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eckart.app.InProcess.Outcome;
import dev.eckart.app.onnx.ArraysFile;
import dev.eckart.app.onnx.ExportedModels;
import dev.eckart.app.onnx.ModelBuilder;
import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.app.onnx.tensor.DataType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the command refuses: one line, an exit code, and nothing written; and what is said of models that are unusual. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FineTuneRefusalTest {
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--learning-rate | 0 | --learning-rate: 0 is not above 0",
                "--learning-rate | -1 | --learning-rate: -1 is not above 0",
                "--epochs | 0 | --epochs: 0 is not at least 1",
                "--batch | 0 | --batch: 0 is not at least 1",
                "--parts | 33 | --parts: 33 is not at least 1 and at most --batch, 32",
                "--patience | -1 | --patience: -1 is not at least 0",
                "--clip | -1 | --clip: -1 is not at least 0",
                "--smoothing | 1 | --smoothing: 1 is not at least 0 and below 1",
                "--smoothing | 0.1 | --smoothing: the loss has no term 'labels'",
                "--temperature | 2 | --temperature: the loss has no term 'divergence'",
                "--loss | hiden=1 | did you mean 'hidden'?",
                "--loss | hidden=0 | --loss: the weight '0' of 'hidden' is not a number above 0",
                "--loss | hidden,hidden=2 | --loss: 'hidden' is there twice",
                "--loss | labels=1 | --teacher: no term of --loss compares with it",
                "--optimizer | adamm | did you mean 'adam'?",
                "--schedule | cosinus | did you mean 'cosine'?",
                "--train | sequentiel* | nothing that can be trained matches 'sequentiel*'",
                "--train | factor | did you mean 'factors'?",
                "--freeze | embeddings | nothing that can be trained matches 'embeddings'; there are",
                "--freeze | * | nothing is left to train",
                "-P | fine-tune.epochs=1 | it is trained as 'eckart run' does",
                "--output | nothing | nothing"
            })
    void whatMakesNoSenseIsSaidInALine(String option, String value, String said) throws IOException {
        Outcome outcome = files.taught(option, value);
        outcome.assertError(option.equals("--output") ? 4 : 2, said);
        files.assertUntouched();
    }

    @Test
    void thereMustBeSomethingToLearnFrom() throws IOException {
        files.writeSamples("plain.npz", 40, 0);
        files.labelled("small.onnx", "--data", files.file("plain.npz"))
                .assertError(2, "there is nothing to learn from", "--teacher");
        files.taught("--loss", "hidden,labels", "--data", files.file("plain.npz"))
                .assertError(2, "--loss: 'labels' compares with labels, and the data have none");
        files.labelled("small.onnx", "--loss", "hidden").assertError(2, "--loss: 'hidden' compares with a teacher");
        InProcess.run("fine-tune", files.file("small.onnx"), "-o", files.file("tuned.onnx"))
                .assertError(2, "--data: there is nothing to learn from", "'eckart run'");
        files.assertUntouched();
    }

    /** Nothing can be made there, though its owner is allowed to. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void aPlaceThatTakesNoFilesIsFoundOutBeforeTheTraining() throws IOException {
        InProcess.run(
                        "fine-tune",
                        files.file("small.onnx"),
                        "--data",
                        files.file("samples.npz"),
                        "-o",
                        "/proc/tuned.onnx")
                .assertError(2, "'/proc/tuned.onnx' cannot be written");
        files.assertUntouched();
    }

    @Test
    void oneSampleIsNotCalledSamples() throws IOException {
        files.writeSamples("two.npz", 2, 5);
        Outcome outcome = files.taught("--data", files.file("two.npz"));
        assertTrue(outcome.out().contains(", on 1 sample of two.npz, 1 kept back"), outcome::out);
        assertTrue(outcome.out().contains("Outputs on 1 sample of two.npz kept back"), outcome::out);
    }

    @Test
    void labelsThatAreNoClassAreRefused() throws IOException {
        files.writeSamples("more.npz", 200, 9);
        files.labelled("small.onnx", "--data", files.file("more.npz"))
                .assertError(4, "label ", "is not one of the 5 classes");
        files.assertUntouched();
    }

    @Test
    void aTeacherThatTakesOrGivesSomethingElseIsRefused() throws IOException {
        files.write("model.onnx", ExportedModels.gemmMlp());
        files.taught().assertError(4, "the models cannot be compared: they take [input] and [x]");
        files.write("model.onnx", layered(24, 7));
        files.taught().assertError(4, "output 'Identity:0' is [1, 7] of the teacher and [1, 5] of the model");
        files.assertUntouched();
    }

    private static ModelProto layered(int inputs, int outputs) {
        return new ModelBuilder(4)
                .input("x", "N", inputs)
                .output("Identity:0", "N", outputs)
                .weights("w", inputs, outputs)
                .node("MatMul", "layer", List.of("x", "w"), "Identity:0")
                .build(8, 15);
    }

    @Test
    void aLossThatIsNoNumberEndsItWithAdvice() throws IOException {
        files.taught("--learning-rate", "1e30", "--optimizer", "sgd", "--loss", "outputs")
                .assertError(1, "training diverged: the loss became", "try a learning rate of 1.0e+29 or less");
        files.assertUntouched();
    }

    /** A power with a variable exponent has no gradient; what is behind it is named, the rest learns. */
    @Test
    void whatLiesBehindAnOperatorWithoutAGradientIsFrozenAloud() throws IOException {
        files.write("part.onnx", behindAnOperator(true));
        Outcome outcome = files.labelled("part.onnx", "--json");
        JsonNode training = outcome.json().get("training");
        assertTrue(
                outcome.err()
                        .contains(
                                "eckart: note: 'first' cannot be trained: node 'hard', Hardmax, has no gradient here"),
                outcome::err);
        assertEquals("second", training.at("/trained/0/name").asText());
        assertEquals("first", training.at("/frozen/0/name").asText());
        assertTrue(training.at("/frozen/0/reason").asText().contains("Hardmax"), training::toString);
        Files.delete(directory.resolve("tuned.onnx"));
        Files.delete(directory.resolve("tuned.onnx.json"));
        files.write("all.onnx", behindAnOperator(false));
        files.labelled("all.onnx").assertError(4, "there is nothing to train", "'first' cannot be trained", "Hardmax");
        files.assertUntouched();
    }

    private static ModelProto behindAnOperator(boolean layerBehind) {
        ModelBuilder builder = new ModelBuilder(4)
                .input("x", "N", 24)
                .output("y", "N", 5)
                .weights("first", 24, layerBehind ? 12 : 5)
                .node("MatMul", "one", List.of("x", "first"), "h")
                .node("Hardmax", "hard", List.of("h"), layerBehind ? "s" : "y");
        return (layerBehind
                        ? builder.weights("second", 12, 5).node("MatMul", "two", List.of("s", "second"), "y")
                        : builder)
                .build(8, 15);
    }

    @Test
    void aModelWithNothingToTrainIsRefused() throws IOException {
        files.write(
                "bare.onnx",
                new ModelBuilder(4)
                        .input("x", "N", 24)
                        .output("y", "N", 24)
                        .node("Tanh", "only", List.of("x"), "y")
                        .build(8, 15));
        files.labelled("bare.onnx").assertError(4, "the model has no weights that can be trained");
        files.assertUntouched();
    }

    @Test
    void scoresThatAreNotThereCannotBeLearnt() throws IOException {
        files.write(
                "wide.onnx",
                new ModelBuilder(4)
                        .input("x", "N", 24)
                        .output("y", "N", 6, 4)
                        .weights("w", 24, 24)
                        .tensor("shape", DataType.INT64, new double[] {-1, 6, 4}, 3)
                        .node("MatMul", "one", List.of("x", "w"), "h")
                        .node("Reshape", "form", List.of("h", "shape"), "y")
                        .build(8, 15));
        files.labelled("wide.onnx").assertError(4, "no output has scores for labels [N]");
        files.assertUntouched();
    }

    /** Three samples at a time: a step adds up the gradients of eleven of them, and what is left over is filled up. */
    @Test
    void aModelOfAFixedBatchIsTrainedByItsBatches() throws IOException {
        files.write("fixed.onnx", fixed(3, DataType.FLOAT));
        JsonNode report = files.labelled("fixed.onnx", "--epochs", "20", "--learning-rate", "0.01", "--json")
                .json();
        assertTrue(report.at("/outputs/accuracyAfter").asDouble()
                > report.at("/outputs/accuracyBefore").asDouble());
    }

    private static ModelProto fixed(int batch, DataType type) {
        double[] weights = new double[24 * 5];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = Math.sin(i) / 8;
        }
        return new ModelBuilder(4)
                .input("x", batch, 24)
                .output("y", batch, 5)
                .tensor("w", type, weights, 24, 5)
                .node("MatMul", "one", List.of("x", "w"), "y")
                .build(8, 15);
    }

    @Test
    void aDamagedTeacherIsNamed() throws IOException {
        new ArraysFile().write(directory.resolve("model.onnx"));
        files.taught().assertError(4, "model.onnx");
        files.assertUntouched();
    }
}

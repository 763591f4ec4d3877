package dev.eckart.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eckart.app.InProcess.Outcome;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.tensor.DataType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cutting and training in one. */
class CompressAndTrainTest {
    @TempDir
    private Path directory;

    private FineTuneCase files;

    @BeforeEach
    void write() throws IOException {
        files = FineTuneCase.in(directory);
    }

    private Outcome compress(String... options) {
        List<String> arguments = new ArrayList<>(List.of("compress", files.file("model.onnx"), "--ratio", "2"));
        arguments.addAll(List.of("-o", files.file("tuned.onnx"), "--no-timing", "--threads", "1", "--backend", "ejml"));
        arguments.addAll(List.of(options));
        return InProcess.run(arguments.toArray(String[]::new));
    }

    private String data() {
        return files.file("samples.npz");
    }

    @Test
    void whatIsCutIsTrainedAndJudgedByWhatNobodyHasSeen() throws IOException {
        Outcome outcome = compress(
                "--data", data(), "--fine-tune-epochs", "20", "--learning-rate", "0.01", "--loss", "outputs", "--json");
        JsonNode report = outcome.json();
        assertEquals("180 samples of samples.npz", report.get("calibration").asText());
        assertEquals(20, report.at("/training/epochs").size());
        assertEquals(20, report.at("/outputs/samples").asInt());
        double cut = report.at("/training/before/relative").asDouble();
        double trained = report.at("/outputs/relative").asDouble();
        assertTrue(trained < 0.95 * cut, cut + " when it was cut, " + trained + " in the end");
        assertTrue(report.get("verdict").asText().contains("on 20 samples of samples.npz kept back"), report::toString);
        assertTrue(report.get("parametersAfter").asLong() * 2
                <= report.get("parametersBefore").asLong());
        assertEquals(outcome.out(), Files.readString(directory.resolve("tuned.onnx.json")));
    }

    /** Bytes are trained as the numbers that they are rounded to, and are bytes in the end. */
    @Test
    void bytesAreTrainedToo() throws IOException {
        Outcome outcome = compress(
                "--int8",
                "--data",
                data(),
                "--fine-tune-epochs",
                "20",
                "--learning-rate",
                "0.01",
                "--loss",
                "outputs",
                "--json");
        JsonNode report = outcome.json();
        assertTrue(report.at("/training/parameters").asInt() > 0, report::toString);
        assertTrue(report.at("/training/frozen").isEmpty(), report::toString);
        double cut = report.at("/training/before/relative").asDouble();
        double trained = report.at("/outputs/relative").asDouble();
        assertTrue(trained < 0.95 * cut, cut + " when it was cut, " + trained + " in the end");
        long stored = OnnxModel.read(directory.resolve("tuned.onnx")).proto().getGraph().getInitializerList().stream()
                .filter(tensor -> tensor.getDataType() == DataType.INT8.code())
                .count();
        assertTrue(stored > 0, "nothing in bytes");
    }

    @Test
    void theTextHasBothTables() {
        Outcome outcome = compress("--data", data(), "--fine-tune-epochs", "2", "--samples", "50", "--loss", "labels");
        assertEquals(0, outcome.code(), outcome::err);
        assertTrue(outcome.out().contains("Becomes"), outcome::out);
        assertTrue(outcome.out().contains("by labels, on 45 samples of samples.npz, 5 kept back"), outcome::out);
    }

    @Test
    void whatIsAskedForInVainIsRefused() throws IOException {
        compress("--data", data(), "--learning-rate", "0.1")
                .assertError(2, "--learning-rate: nothing is trained without --fine-tune-epochs");
        compress("--fine-tune-epochs", "2").assertError(2, "--fine-tune-epochs: there is nothing to learn from");
        compress("--data", data(), "--fine-tune-epochs", "2", "--train", "head*")
                .assertError(2, "nothing that can be trained matches 'head*'");
        files.writeSamples("plain.npz", 40, 0);
        compress("--data", files.file("plain.npz"), "--fine-tune-epochs", "2", "--loss", "labels")
                .assertError(2, "the data have none");
        files.assertUntouched();
    }
}

package dev.eckart.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eckart.app.api.Eckart;
import dev.eckart.app.api.Factorised;
import dev.eckart.app.api.Model;
import dev.eckart.app.api.Session;
import dev.eckart.app.config.ConfigurationException;
import dev.eckart.app.data.Dataset;
import dev.eckart.app.experiment.RunListener;
import dev.eckart.app.report.LevelReport;
import dev.eckart.app.report.NetworkReport;
import dev.eckart.app.report.RunReport;
import dev.eckart.nn.Network;
import dev.eckart.spi.EckartException;
import dev.eckart.spi.train.Trainer;
import dev.eckart.tensor.Tensors;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A run through the API, whole and step by step, against the command. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiRunTest {
    private Path directory;
    private ApiCase same;
    private JsonNode command;
    private Path run;

    @BeforeAll
    void run(@TempDir Path temporary) throws IOException {
        directory = temporary;
        same = ApiCase.in(temporary);
        run = directory.resolve("run");
        command = ApiCase.json(same.command("run", "-o", run + "", "--json"));
    }

    private static void assertSameFile(Path expected, Path actual) throws IOException {
        assertArrayEquals(Files.readAllBytes(expected), Files.readAllBytes(actual), actual::toString);
    }

    private void assertSaved(String expected, Model model) throws IOException {
        Path saved = directory.resolve("saved/" + expected);
        model.save(saved);
        assertSameFile(run.resolve(expected), saved);
    }

    @Test
    void aWholeRunIsTheCommands() throws IOException {
        Path place = directory.resolve("whole");
        RunReport report = ApiCase.silently(() -> same.eckart().run(place));
        assertEquals(command, ApiCase.json(report));
        for (String file : List.of("base.onnx", "11747.onnx", "4x.onnx")) {
            assertSameFile(run.resolve(file), place.resolve(file));
        }
        assertTrue(Files.exists(place.resolve("report.html")));
        assertThrows(ConfigurationException.class, () -> same.eckart().run(place), "it is there already");
    }

    @Test
    void stepsEndInTheBitsOfARun() throws IOException {
        Session session = ApiCase.silently(() -> same.eckart().session());
        Model base = ApiCase.silently(session::train);
        assertSaved("base.onnx", base);
        assertSaved("11747.onnx", ApiCase.silently(() -> session.compress(base, "11747")));
        assertSaved("4x.onnx", session.compress(Model.load(run.resolve("base.onnx")), "4x"));
        assertSaved("base.onnx", base);
        assertEquals(
                command.at("/base/test/accuracy").asDouble(),
                session.evaluate(base).accuracy());
        assertEquals(
                command.at("/base/confusion"),
                ApiCase.json(session.measure(base)).get("confusion"));
    }

    @Test
    void whatIsFactorisedOnceIsCutToAnySize() throws IOException {
        Session session = same.eckart().session(same.eckart().dataset());
        Factorised factorised = session.factorise(Model.load(run.resolve("base.onnx")));
        assertSaved("4x.onnx", factorised.compress("4x"));
        Model cut = factorised.cut("11747");
        assertEquals(
                command.at("/compressed/0/beforeFineTune/test/accuracy").asDouble(),
                session.evaluate(cut).accuracy());
        assertEquals(command.at("/compressed/0/parameters").asLong(), cut.parameters());
        assertEquals("11747", cut.metadata().get("eckart.network"));
        Model close = factorised.compress("within 60 points");
        assertTrue(close.parameters() < command.at("/base/parameters").asLong());
        assertThrows(ConfigurationException.class, () -> factorised.cut("within 60 points"));
        assertThrows(ConfigurationException.class, () -> factorised.compress("11747, 5873"));
        EckartException tiny = assertThrows(EckartException.class, () -> factorised.compress("3"));
        assertFalse(tiny.getMessage().contains("\n"), tiny::getMessage);
    }

    @Test
    void fineTuningLeavesTheModelItStartsFrom() throws IOException {
        Session session = same.eckart().session();
        Model base = Model.load(run.resolve("base.onnx"));
        Model tuned = session.fineTune(base);
        assertSaved("base.onnx", base);
        tuned.save(directory.resolve("saved/tuned.onnx"));
        Path commands = directory.resolve("commands-tuned.onnx");
        assertEquals(
                0,
                same.command("fine-tune", run.resolve("base.onnx") + "", "-o", commands + "")
                        .code());
        assertSameFile(commands, directory.resolve("saved/tuned.onnx"));

        Session taught =
                same.eckart().set("fine-tune.distillation.weight", "0.9").session();
        assertThrows(ConfigurationException.class, () -> taught.fineTune(base), "there is no teacher");
        assertThrows(ConfigurationException.class, () -> session.fineTune(base, base), "nobody listens");
        Path other = directory.resolve("saved/taught.onnx");
        taught.fineTune(base, base).save(other);
        assertTrue(Files.mismatch(commands, other) >= 0);
    }

    @Test
    void aModelCannotBeChangedFromOutside() throws IOException {
        Model base = Model.load(run.resolve("base.onnx"));
        Network network = base.network();
        network.parameters().forEach(parameter -> Tensors.fill(parameter.value(), i -> 0));
        assertSaved("base.onnx", base);
    }

    @Test
    void dataThatDoNotFitAModelAreRefused() throws IOException {
        Dataset few = new Dataset(
                "few",
                ApiCase.DIGITS.train().slice(0, 100),
                ApiCase.DIGITS.test().slice(0, 50),
                ApiCase.DIGITS.sha256(),
                "a test");
        Model base = Model.load(run.resolve("base.onnx"));
        assertEquals(50, sum(same.eckart().session(few).evaluate(base).confusion()));
        Session other = same.eckart().set("precision", "float64").session(few);
        String problem = assertThrows(ConfigurationException.class, () -> other.evaluate(base))
                .getMessage();
        assertEquals("the model is of float32 and the backend computes in float64; set --precision float32", problem);
    }

    private static int sum(int[][] matrix) {
        return List.of(matrix).stream().flatMapToInt(java.util.Arrays::stream).sum();
    }

    @Test
    void progressAndTheLogAreThereForWhoAsks() {
        List<String> told = new ArrayList<>();
        StringWriter log = new StringWriter();
        Eckart eckart = same.eckart().log(log);
        ApiCase.silently(() -> eckart.onProgress(new Told(told)).run(directory.resolve("told")));
        assertEquals(
                List.of("base: 2 epochs", "base done", "11747: 1 epochs", "11747 done", "4x: 1 epochs", "4x done"),
                told);
        assertTrue(log.toString().startsWith("eckart: note: backend ejml"), log::toString);
        int before = log.toString().length();
        ApiCase.silently(() -> eckart.session().train());
        assertTrue(log.toString().substring(before).contains("eckart: note: data"), log::toString);
    }

    /** Writes down what it is told. */
    private record Told(List<String> lines) implements RunListener {
        @Override
        public Trainer.Listener training(String what, int epochs) {
            lines.add(what + ": " + epochs + " epochs");
            return new Trainer.Listener() {};
        }

        @Override
        public void network(String title, NetworkReport network) {
            lines.add(title + " done");
        }

        @Override
        public void level(LevelReport level) {
            lines.add(level.title() + " done");
        }
    }
}

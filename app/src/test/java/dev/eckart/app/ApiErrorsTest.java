package dev.eckart.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.app.api.Eckart;
import dev.eckart.app.api.Model;
import dev.eckart.app.api.OnnxFiles;
import dev.eckart.app.api.Session;
import dev.eckart.app.config.ConfigurationException;
import dev.eckart.app.data.DataException;
import dev.eckart.app.data.Dataset;
import dev.eckart.app.data.IdxWriter;
import dev.eckart.app.data.Pictures;
import dev.eckart.app.data.digits.SyntheticDigits;
import dev.eckart.app.modeljob.Goal;
import dev.eckart.spi.EckartException;
import dev.eckart.spi.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes wrong through the API goes wrong in the words of the commands. */
class ApiErrorsTest {
    @TempDir
    private Path directory;

    private static void assertSameWords(Class<? extends EckartException> type, Executable call, String... command) {
        String problem = assertThrows(type, call).getMessage();
        List<String> said = InProcess.run(command)
                .err()
                .lines()
                .filter(line -> line.startsWith("eckart: error: "))
                .toList();
        assertEquals(problem.lines().map(line -> "eckart: error: " + line).toList(), said);
    }

    @ParameterizedTest
    @CsvSource({
        "base.epoch,3",
        "base.epochs,many",
        "base.epochs,-1",
        "compress.budgets,[little]",
        "compress.decomposer,truncated-sdv",
        "backend,nd5j"
    })
    void wrongKeysValuesAndNames(String key, String value) {
        Eckart eckart = ApiCase.plain().set(key, value);
        Path place = directory.resolve("run");
        String[] arguments = {"-P", key + "=" + value, "-o", place + ""};
        for (String command : List.of("run", "frontier", "verify")) {
            Executable call = () -> {
                switch (command) {
                    case "run" -> eckart.run(place);
                    case "frontier" -> eckart.frontier(place);
                    default -> eckart.verify(place);
                }
            };
            assertSameWords(
                    ConfigurationException.class,
                    call,
                    Stream.concat(Stream.of(command), Stream.of(arguments)).toArray(String[]::new));
        }
        assertThrows(ConfigurationException.class, eckart::configuration);
        assertThrows(ConfigurationException.class, eckart::session);
        assertTrue(Files.notExists(place));
    }

    /** Neither factorised nor trained for. */
    @Test
    void budgetsThatTheAllocatorCannotKeepTo() throws IOException {
        IdxWriter.write(directory, SyntheticDigits.dataset(new Seed(3), 60, 20));
        Eckart eckart = ApiCase.plain()
                .preset("linear")
                .data(directory + "/")
                .set("backend", "ejml")
                .set("base.epochs", "1");
        Session session = ApiCase.silently(eckart::session);
        Model base = ApiCase.silently(session::train);
        String problem = assertThrows(ConfigurationException.class, () -> session.compress(base, "15000"))
                .getMessage();
        assertTrue(problem.startsWith("'15000': allocator 'divisor' cuts to nominal levels"), problem);
        assertSameWords(
                ConfigurationException.class,
                () -> eckart.set("compress.budgets", "[15000]").run(directory.resolve("run")),
                "run",
                "--preset",
                "linear",
                "--data",
                directory + "/",
                "-P",
                "compress.budgets=[15000]",
                "-o",
                directory + "/run");
    }

    @Test
    void wrongPresetsFilesAndData() throws IOException {
        assertSameWords(
                ConfigurationException.class,
                () -> ApiCase.plain().preset("bets").configuration(),
                "config",
                "--preset",
                "bets");
        Path file = Files.writeString(directory.resolve("my.conf"), "base.epoch = 3");
        assertSameWords(
                ConfigurationException.class,
                () -> ApiCase.plain().configFile(file).configuration(),
                "config",
                "-c",
                file + "");
        String nowhere = directory + "/nowhere";
        assertSameWords(
                EckartException.class,
                () -> ApiCase.plain().data(nowhere).session(),
                "run",
                "--data",
                nowhere,
                "-o",
                directory + "/run");
    }

    /** What no command line can say. */
    @Test
    void requestsOfNothingAndOfTheSameTwice() {
        String nothing = assertThrows(
                        ConfigurationException.class, () -> ApiCase.plain().report(List.of()))
                .getMessage();
        assertTrue(nothing.startsWith("no result is named"), nothing);
        String twice = assertThrows(
                        ConfigurationException.class, () -> Goal.all(List.of(Goal.bytes("1MB"), Goal.bytes("2MB"))))
                .getMessage();
        assertTrue(twice.startsWith("two targets of one kind"), twice);
    }

    /** Files are checked when they are read. */
    @Test
    void dataInMemoryThatDoNotBelongTogether() {
        Dataset digits = SyntheticDigits.dataset(new Seed(3), 60, 20);
        Pictures test = digits.test();
        byte[] labels = test.labels().clone();
        labels[7] = 10;
        Pictures wrong = new Pictures(20, test.height(), test.width(), test.pixels(), labels, test.classes());
        Pictures flat = new Pictures(20, 1, test.size(), test.pixels(), test.labels(), test.classes());
        assertEquals(
                "mine has the label 10 at index 7 of its test pictures, but labels go from 0 to 9; number the classes from"
                        + " 0, or say that there are more",
                problem(digits.train(), wrong));
        assertEquals(
                "mine has training pictures of 28 x 28 in 10 classes and test pictures of 1 x 784 in 10 classes; both must"
                        + " be alike",
                problem(digits.train(), flat));
    }

    private static String problem(Pictures train, Pictures test) {
        Eckart eckart = ApiCase.plain().set("backend", "ejml");
        Dataset mine = Dataset.of("mine", train, test, "memory");
        return assertThrows(DataException.class, () -> eckart.session(mine)).getMessage();
    }

    @Test
    void wrongRequestsOfModels() {
        OnnxFiles onnx = ApiCase.plain().onnx();
        Path model = directory.resolve("none.onnx");
        Path out = directory.resolve("out.onnx");
        assertSameWords(EckartException.class, () -> onnx.inspect(model, true), "inspect", model + "");
        assertSameWords(EckartException.class, () -> onnx.diff(model, model), "diff", model + "", model + "");
        assertSameWords(ConfigurationException.class, () -> onnx.evaluate(model), "evaluate", model + "");
        assertSameWords(
                ConfigurationException.class,
                () -> onnx.scale("grey"),
                "evaluate",
                model + "",
                "--data",
                "mnist",
                "--scale",
                "grey");
        assertSameWords(
                ConfigurationException.class,
                () -> onnx.samples(0).diff(model, model),
                "diff",
                model + "",
                model + "",
                "--samples",
                "0");
        assertSameWords(
                ConfigurationException.class,
                () -> onnx.dim("n", 0).diff(model, model),
                "diff",
                model + "",
                model + "",
                "--dim",
                "n=0");
        assertSameWords(
                ConfigurationException.class,
                () -> Goal.ratio(-1),
                "compress",
                model + "",
                "--ratio",
                "-1",
                "-o",
                out + "");
        assertSameWords(
                ConfigurationException.class,
                () -> Goal.energy(1.5),
                "compress",
                model + "",
                "--energy",
                "1.5",
                "-o",
                out + "");
        assertSameWords(
                ConfigurationException.class,
                () -> onnx.compress(model, directory, Goal.ratio(2)),
                "compress",
                model + "",
                "--ratio",
                "2",
                "-o",
                directory + "");
        assertSameWords(
                EckartException.class,
                () -> onnx.compress(model, out, Goal.ratio(2)),
                "compress",
                model + "",
                "--ratio",
                "2",
                "-o",
                out + "");
    }

    @Test
    void wrongReports() {
        Path none = directory.resolve("none");
        assertSameWords(EckartException.class, () -> ApiCase.plain().report(List.of(none)), "report", none + "");
    }
}

package dev.eckart.app.config.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.app.config.BaseSettings;
import dev.eckart.app.config.ConfigurationException;
import dev.eckart.app.config.LevelRates;
import dev.eckart.app.config.Settings;
import dev.eckart.compress.InnerBias;
import dev.eckart.tensor.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationsTest {
    @TempDir
    private Path directory;

    @Test
    void everyPresetLoadsAndNamesItself() {
        for (String preset : Presets.names()) {
            assertEquals(preset, load("preset=" + preset).settings().preset());
        }
    }

    @Test
    void theDocumentPresetIsTheDocument() {
        Settings settings = load("preset=document").settings();
        assertEquals(InnerBias.SLICED, settings.compress().innerBias());
        assertEquals(Optional.of("relu"), settings.compress().activation());
        assertEquals(100, settings.base().epochs());
        assertEquals(0.01, settings.base().learningRate());
        List<Double> rates = settings.compress().levels().stream()
                .map(settings.fineTune().learningRate()::rate)
                .toList();
        assertEquals(List.of(0.15, 0.1, 0.035, 0.015), rates);
    }

    @Test
    void optionBeatsEnvironmentBeatsFileBeatsPresetBeatsDefaults() throws IOException {
        Path file = write("mine.conf", "preset = quick\nbase { epochs = 11, batch-size = 12, hidden = [13] }");
        Map<String, String> environment = Map.of("ECKART_BASE_EPOCHS", "21", "ECKART_BASE_BATCH_SIZE", "22");
        Configuration configuration = Configurations.load(
                new ConfigurationRequest(assignments("base.epochs=31"), environment, Optional.of(file)));
        BaseSettings base = configuration.settings().base();
        assertEquals(31, base.epochs());
        assertEquals(22, base.batchSize());
        assertEquals(List.of(13), base.hidden());
        assertEquals("nesterov", base.optimizer());
        assertEquals("relu", base.activation());
        assertEquals("-P base.epochs", configuration.origin("base.epochs"));
        assertEquals("environment ECKART_BASE_BATCH_SIZE", configuration.origin("base.batch-size"));
        assertEquals(file + ": 2", configuration.origin("base.hidden"));
        assertEquals("preset quick", configuration.origin("base.optimizer"));
        assertEquals("defaults", configuration.origin("base.activation"));
    }

    @Test
    void theLaterOfTwoOptionsWins() {
        assertEquals(2, load("seed=1", "seed=2").settings().seed());
    }

    @Test
    void textsNeedNoQuotesAndListsNoBrackets() {
        Settings settings = load("data.dir=/a b/#c/${x}", "compress.levels=2,4").settings();
        assertEquals("/a b/#c/${x}", settings.data().dir());
        assertEquals(List.of(2, 4), settings.compress().levels());
    }

    @Test
    void budgetsAreParametersSharesMultiplicationsOrBytes() {
        List<String> budgets =
                load("compress.budgets=24219,2x,2.5x,30%,20000 macs,96001 bytes")
                        .settings()
                        .compress()
                        .budgets()
                        .stream()
                        .map(budget -> budget.of(84_060, Precision.FLOAT32).toString())
                        .toList();
        assertEquals(
                List.of(
                        "24219 parameters",
                        "42030 parameters",
                        "33624 parameters",
                        "25218 parameters",
                        "20000 multiplications",
                        "24000 parameters"),
                budgets);
    }

    @Test
    void budgetsNeedARateOfTheirOwn() {
        String message = assertThrows(
                        ConfigurationException.class, () -> load("preset=document", "compress.budgets=2x"))
                .getMessage();
        assertTrue(
                message.contains("'fine-tune.learning-rate' has no rate 'others', which 'compress.budgets'"), message);
    }

    @Test
    void zeroThreadsBecomeTheNumberOfProcessors() {
        Configuration configuration = load("threads=0");
        assertEquals(
                Runtime.getRuntime().availableProcessors(),
                configuration.settings().threads());
        assertEquals("all processors; 0 by -P threads", configuration.origin("threads"));
    }

    @Test
    void ratesAreOneForAllOrByPositionOrByLevel() {
        assertEquals(0.5, rates("preset=linear", "fine-tune.learning-rate=0.5").rate(8));
        LevelRates withOthers =
                rates("preset=linear", "compress.levels=[2,4]", "fine-tune.learning-rate={2=0.2,others=0.3}");
        assertEquals(0.2, withOthers.rate(2));
        assertEquals(0.3, withOthers.rate(4));
        LevelRates byPosition = rates("preset=linear", "compress.levels=[2,4]", "fine-tune.learning-rate=[0.2,0.4]");
        assertEquals(0.4, byPosition.rate(4));
        LevelRates byLevel = rates("preset=linear", "fine-tune.learning-rate={2=0.2, 4=0.4}");
        assertEquals(
                List.of(0.005, 0.2, 0.4, 0.01),
                List.of(byLevel.rate(1), byLevel.rate(2), byLevel.rate(4), byLevel.rate(8)));
        assertEquals(
                false,
                rates("preset=linear", "compress.levels=[]", "fine-tune.learning-rate=[0.2,0.4]")
                        .covers(2));
    }

    @Test
    void whatIsPrintedLoadsBackToTheSameSettings() throws IOException {
        Configuration configuration = load(
                "preset=document",
                "output.dir=a \"quoted\" \\ $name",
                "data.mirrors=[\"http://x/y\"]",
                "base.bias=-1e-3");
        Path file = write("printed.conf", configuration.text());
        Configuration again = Configurations.load(new ConfigurationRequest(List.of(), Map.of(), Optional.of(file)));
        assertEquals(configuration.settings(), again.settings());
    }

    @Test
    void anUnknownVariableIsNotedAndOthersAreLeftAlone() {
        Map<String, String> environment =
                Map.of("ECKART_BASE_EPOCH", "3", "ECKART_DATA", "x", "ECKART_JAVA_OPTS", "y", "PATH", "z");
        List<String> notes = Configurations.load(new ConfigurationRequest(List.of(), environment, Optional.empty()))
                .notes();
        assertEquals(1, notes.size());
        assertTrue(notes.get(0).contains("ECKART_BASE_EPOCH "), notes::toString);
        assertTrue(notes.get(0).contains("did you mean 'ECKART_BASE_EPOCHS'?"), notes::toString);
    }

    @Test
    void allMistakesAreReportedAtOnceEachWithItsOrigin() throws IOException {
        Path file = write("bad.conf", "seed = much\ncompress {\n  levles = [2]\n}\naugment.rotate = 181\n");
        List<String> problems = assertThrows(
                        ConfigurationException.class,
                        () -> Configurations.load(new ConfigurationRequest(
                                assignments("bas.epochs=1"), Map.of("ECKART_BASE_BATCH_SIZE", "0"), Optional.of(file))))
                .problems();
        assertEquals(5, problems.size(), problems::toString);
        assertAmong(problems, file + ": 1: 'seed' must be a whole number, not the text \"much\"");
        assertAmong(problems, file + ": 3: unknown key 'compress.levles' (did you mean 'levels'?)");
        assertAmong(problems, file + ": 5: 'augment.rotate' must be at least 0 and at most 180, not 181");
        assertAmong(problems, "-P bas.epochs: unknown key 'bas' (did you mean 'base'?)");
        assertAmong(
                problems,
                "environment ECKART_BASE_BATCH_SIZE: 'base.batch-size' must be at least 1 and at most 1000000, not 0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "base.epochs=1.5 | must be a whole number, not 1.5",
                "base.epochs= | must be a whole number, not the text \"\"",
                "base.epochs=null | must be a whole number, not the text \"null\"",
                "base.epochs=3000000000 | must be a whole number from",
                "base.epochs=1, seed = 2 | must be a whole number, not the text",
                "base=3 | must be a group of keys, not the text \"3\"",
                "base.learning-rate=0 | must be above 0, not 0",
                "base.learning-rate=1e999 | must be",
                "base.hidden=100,x | must be a whole number, not the text \"x\"",
                "base.hidden={a=1} | must be a",
                "precision=float16 | must be one of auto, float32, float64, not the text \"float16\" (did you mean",
                "offline=maybe | must be true or false",
                "compress.levels=2,2 | 'compress.levels' has 2 more than once",
                "compress.budgets=2x,2.0x | 'compress.budgets' has 2x more than once",
                "fine-tune.learning-rate={2=0.1} | has no rate 'others', which 'compress.budgets' (preset best) needs",
                "base.bias=much | must be a number from -1000 to 1000, or 'none', not \"much\"",
                "base.bias=1001 | must be a number from -1000 to 1000",
                "compress.budgets=within points | must be budgets such as",
                "fine-tune.learning-rate.x=0.1 | must be keyed by compression levels",
                "fine-tune.learning-rate=-1 | must be above 0",
                "compress.budgets=2y | must be budgets such as 24219, 2x, 30%, 20000 macs, 96000 bytes, 3 us, 0.5x time or within 0.5 points",
                "compress.budgets=0x | must be budgets above 0",
                "compress.ranks=5,sparse | must be ranks from 1 or 'dense', not",
                "compress.energy=1.5 | must be above 0 and at most 1, not 1.5",
                "preset=qick | there is no preset 'qick' (did you mean 'quick'?)",
                "a..b=1 | unknown key 'a'"
            })
    void aMistakeNamesItsOptionAndWhatIsWrong(String line) {
        String[] parts = line.split(" \\| ");
        String message = assertThrows(ConfigurationException.class, () -> load(parts[0]))
                .problems()
                .get(0);
        assertTrue(message.contains("-P " + parts[0].substring(0, parts[0].indexOf('='))), message);
        assertTrue(message.contains(parts[1]), message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "base { epochs = 3 | bad.conf: ",
                "seed = ${nothing} | bad.conf: 1",
                "include url(\"http://localhost/x.conf\") | cannot include 'http://localhost/x.conf': addresses are not",
                "include \"http://localhost/x.conf\" | cannot include 'http://localhost/x.conf': addresses are not",
                "include \"absent.conf\" | cannot include 'absent.conf': there is no file",
                "include classpath(\"reference.conf\") | only files can be included",
                "include \"bad.conf\" | it would include itself",
                "preset = [quick] | there is no preset"
            })
    void aFileThatCannotBeUsedIsRefusedInOneLine(String line) throws IOException {
        String[] parts = line.split(" \\| ");
        Path file = write("bad.conf", parts[0]);
        String message =
                assertThrows(ConfigurationException.class, () -> load(file)).getMessage();
        assertTrue(message.contains(parts[1]), message);
        assertEquals(1, message.lines().count(), message);
    }

    @Test
    void aFileMayIncludeItsNeighbour() throws IOException {
        write("common.conf", "seed = 77");
        assertEquals(
                77,
                load(write("mine.conf", "include \"common.conf\"")).settings().seed());
    }

    @Test
    void aMissingFileAndADirectoryAreRefused() {
        Path absent = directory.resolve("absent.conf");
        assertEquals(
                "there is no configuration file " + absent,
                assertThrows(ConfigurationException.class, () -> load(absent)).getMessage());
        String message = assertThrows(ConfigurationException.class, () -> load(directory))
                .getMessage();
        assertTrue(message.endsWith("it is a directory"), message);
    }

    @Test
    void aLevelWithoutARateIsAMistake() {
        String message = assertThrows(
                        ConfigurationException.class, () -> load("preset=document", "compress.levels=2,3"))
                .getMessage();
        assertTrue(message.contains("has no rate for level 3"), message);
    }

    @Test
    void aListOfRatesHasOneForEachLevel() {
        String message = assertThrows(
                        ConfigurationException.class, () -> load("preset=linear", "fine-tune.learning-rate=[0.1]"))
                .getMessage();
        assertTrue(message.contains("has 1 rates for the 4 levels of 'compress.levels'"), message);
    }

    private static void assertAmong(List<String> problems, String expected) {
        assertTrue(problems.contains(expected), () -> expected + " is not among " + problems);
    }

    private static LevelRates rates(String... options) {
        return load(options).settings().fineTune().learningRate();
    }

    private static Configuration load(String... options) {
        return Configurations.load(new ConfigurationRequest(assignments(options), Map.of(), Optional.empty()));
    }

    private static Configuration load(Path file) {
        return Configurations.load(new ConfigurationRequest(List.of(), Map.of(), Optional.of(file)));
    }

    private static List<Assignment> assignments(String... options) {
        return Arrays.stream(options)
                .map(option -> option.split("=", 2))
                .map(parts -> new Assignment(parts[0], parts[1], "-P " + parts[0]))
                .toList();
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }
}

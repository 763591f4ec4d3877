package dev.eckart.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eckart.app.InProcess.Outcome;
import dev.eckart.app.data.IdxWriter;
import dev.eckart.app.data.digits.SyntheticDigits;
import dev.eckart.spi.Seed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the settings of training and fine-tuning do to a run. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TuningTest {
    private static final String BEFORE = "/compressed/0/beforeFineTune/test";
    private static final String AFTER = "/compressed/0/test";

    private Path directory;
    private JsonNode plain;

    @BeforeAll
    void plainRun(@TempDir Path temporary) throws IOException {
        directory = temporary;
        IdxWriter.write(directory, SyntheticDigits.dataset(new Seed(3), 600, 200));
        plain = report();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fine-tune.optimizer=adam",
                "fine-tune.schedule=cosine",
                "fine-tune.schedule=warm-up",
                "fine-tune.clip=0.1",
                "fine-tune.weight-decay=0.1",
                "fine-tune.label-smoothing=0.1",
                "fine-tune.distillation.weight=0.9"
            })
    void everySettingOfFineTuningChangesIt(String setting) throws IOException {
        JsonNode report = report("-P", setting);
        assertEquals(StableJson.of(plain.get("base")), StableJson.of(report.get("base")));
        assertEquals(plain.at(BEFORE), report.at(BEFORE));
        assertNotEquals(plain.at(AFTER), report.at(AFTER));
        assertEquals(StableJson.of(report), StableJson.of(report("-P", setting)), "the same again");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "base.optimizer=adam",
                "base.schedule=cosine",
                "base.clip=0.1",
                "base.weight-decay=0.1",
                "base.label-smoothing=0.1",
                "augment.schedule=cosine"
            })
    void everySettingOfTrainingChangesTheBase(String setting) throws IOException {
        assertNotEquals(
                plain.at("/base/test"),
                report("-P", setting, "-P", "compress.levels=[]").at("/base/test"));
    }

    @Test
    void anEmptyListOfLevelsTrainsOnly() throws IOException {
        assertEquals(0, report("-P", "compress.levels=[]").get("compressed").size());
    }

    @Test
    void aLimitThatIsNeverReachedChangesNothing() throws IOException {
        JsonNode report = report("-P", "base.clip=1e30", "-P", "fine-tune.clip=1e30");
        assertEquals(StableJson.of(plain.get("base")), StableJson.of(report.get("base")));
        assertEquals(plain.at(AFTER), report.at(AFTER));
    }

    @Test
    void balanceChangesWhatIsLearntButNotWhatItStartsFrom() throws IOException {
        JsonNode report = report("-P", "compress.balance=true");
        assertEquals(plain.at(BEFORE + "/accuracy"), report.at(BEFORE + "/accuracy"));
        assertNotEquals(plain.at(AFTER), report.at(AFTER));
    }

    @Test
    void theLossThatIsReportedIsTheLabels() throws IOException {
        JsonNode report = report("-P", "fine-tune.distillation.weight=0.9");
        assertEquals(
                report.at("/compressed/0/test/loss").asDouble(),
                report.at("/compressed/0/epochs/0/testLoss").asDouble());
    }

    @Test
    void aScheduleThatIsNotThereIsSaidWithTheNearest() {
        Outcome outcome = run("-P", "fine-tune.schedule=cosinus");
        assertEquals(2, outcome.code());
        assertTrue(outcome.err().contains("-P fine-tune.schedule: 'fine-tune.schedule'"), outcome::err);
        assertTrue(outcome.err().contains("did you mean 'cosine'?"), outcome::err);
    }

    private JsonNode report(String... more) throws IOException {
        Outcome outcome = run(more);
        assertEquals(0, outcome.code(), outcome::err);
        return new ObjectMapper().readTree(outcome.out());
    }

    private Outcome run(String... more) {
        List<String> arguments = new ArrayList<>(
                List.of("run", "--backend", "ejml", "--data", directory + "", "-o", directory + "/run", "--force"));
        arguments.addAll(List.of(
                "-P", "preset=linear", "-P", "base.epochs=2", "-P", "base.batch-size=50", "-P", "fine-tune.epochs=1"));
        arguments.addAll(List.of("-P", "compress.levels=[2]", "-P", "fine-tune.learning-rate=0.01", "--json"));
        arguments.addAll(List.of(more));
        return InProcess.run(arguments.toArray(String[]::new));
    }
}

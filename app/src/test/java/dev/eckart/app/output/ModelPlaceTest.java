package dev.eckart.app.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.eckart.app.config.ConfigurationException;
import dev.eckart.spi.EckartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelPlaceTest {
    @TempDir
    Path directory;

    @Test
    void aPlaceWhereNothingCanBeWrittenIsRefusedBeforehand() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "");
        ModelPlace place = ModelPlace.of(file.resolve("new/model.onnx"), Optional.empty(), false);
        assertEquals(
                "'" + place.model() + "' cannot be written: '" + file + "' is no directory that can be written to",
                assertThrows(ConfigurationException.class, place::requireFree).getMessage());
    }

    @Test
    void directoriesThatAreMissingAreNoObstacle() {
        ModelPlace.of(directory.resolve("a/b/model.onnx"), Optional.empty(), false)
                .requireFree();
    }

    @Test
    void aReportThatCannotBeWrittenKeepsTheModelFromItsPlace() throws IOException {
        ModelPlace place = ModelPlace.of(directory.resolve("model.onnx"), Optional.empty(), false);
        Files.createDirectories(WholeFile.Part.of(place.report()).written().resolve("in the way"));
        List<String> done = new ArrayList<>();
        assertThrows(EckartException.class, () -> place.keep("{}", () -> done.add("the model")));
        assertEquals(List.of(), done);
    }

    @Test
    void aModelThatCannotTakeItsPlaceLeavesNoReport() {
        ModelPlace place = ModelPlace.of(directory.resolve("model.onnx"), Optional.empty(), false);
        assertThrows(
                EckartException.class,
                () -> place.keep("{}", () -> {
                    throw new EckartException("no room");
                }));
        assertEquals(0, directory.toFile().list().length);
    }

    /** Numbers of processes end far below that on every system. */
    @Test
    void whatProcessesThatWereKilledHaveLeftGoes() throws IOException {
        long gone = Integer.MAX_VALUE;
        long living = ProcessHandle.current().pid();
        Files.createDirectories(directory.resolve(".model.onnx.part" + gone + "/deep"));
        Files.createFile(directory.resolve(".model.onnx.json.part" + gone));
        Files.createFile(directory.resolve(".model.onnx.checkpoint.part" + gone));
        Files.createDirectories(directory.resolve(".model.onnx.part" + living));
        Files.createFile(directory.resolve(".other.onnx.part" + gone));
        ModelPlace.of(directory.resolve("model.onnx"), Optional.empty(), false).requireFree();
        assertEquals(
                Set.of(".model.onnx.part" + living, ".other.onnx.part" + gone),
                Set.of(directory.toFile().list()));
    }
}

package dev.eckart.app.data.locate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.app.data.DataException;
import dev.eckart.app.data.digits.SyntheticDigits;
import dev.eckart.app.data.download.Samples;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told of the data sets on this machine. */
final class DatasetInventoryTest {
    @TempDir
    private Path home;

    @Test
    void anEmptyMachineHasOnlyWhatIsDrawn() {
        List<DatasetStatus> status = inventory("auto").status();
        assertEquals(
                List.of("mnist", "fashion-mnist", "synthetic-digits"),
                status.stream().map(DatasetStatus::name).toList());
        assertEquals(Optional.empty(), status.get(0).location());
        assertFalse(status.get(0).published());
        assertTrue(status.get(2).published());
    }

    @Test
    void filesAreWeighedAndComparedWithThePublished() {
        Map<String, byte[]> files = Samples.compressed();
        Path cached = Samples.write(home.resolve(".cache/eckart/data/mnist"), files);
        DatasetStatus mnist = inventory("auto").status().get(0);
        assertEquals(Optional.of(cached), mnist.location());
        assertEquals(files.values().stream().mapToLong(bytes -> bytes.length).sum(), mnist.bytes());
        assertFalse(mnist.published());
        assertEquals(Optional.empty(), mnist.problem());
    }

    @Test
    void damagedFilesAreAProblemOfTheirDataSetOnly() {
        Path cached = Samples.write(home.resolve(".cache/eckart/data/fashion-mnist"), Samples.compressed());
        Samples.write(cached, Map.of(Samples.TRAIN_LABELS, new byte[3]));
        List<DatasetStatus> status = inventory("auto").status();
        assertEquals(Optional.empty(), status.get(0).problem());
        String problem = status.get(1).problem().orElseThrow();
        assertTrue(problem.contains(Samples.TRAIN_LABELS), problem);
        assertEquals(Optional.of(cached), status.get(1).location());
    }

    @Test
    void onlyPublishedDataSetsCanBeFetched() {
        for (String name : List.of("auto", SyntheticDigits.NAME, "minst")) {
            DataException thrown =
                    assertThrows(DataException.class, () -> inventory(name).fetch());
            assertTrue(thrown.getMessage().contains("mnist, fashion-mnist"), thrown.getMessage());
            assertEquals(
                    name.equals("minst"), thrown.getMessage().contains("did you mean 'mnist'?"), thrown.getMessage());
        }
    }

    private DatasetInventory inventory(String name) {
        return new DatasetInventory(Samples.request(name, home, new ArrayList<>()));
    }
}

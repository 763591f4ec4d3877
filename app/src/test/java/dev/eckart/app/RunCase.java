package dev.eckart.app;

import dev.eckart.app.InProcess.Outcome;
import dev.eckart.app.data.IdxWriter;
import dev.eckart.app.data.digits.SyntheticDigits;
import dev.eckart.spi.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A short run on digits drawn for it.
 *
 * @param data a directory with the data set
 * @param directory where the run directory is made
 */
record RunCase(Path data, Path directory) {
    static void writeData(Path place) {
        IdxWriter.write(place, SyntheticDigits.dataset(new Seed(3), 600, 200));
    }

    Outcome run(String... more) {
        List<String> arguments = new ArrayList<>(List.of("run", "--data", data + "/", "-o", directory + "/run"));
        arguments.addAll(List.of(
                "-P", "preset=linear", "-P", "base.epochs=2", "-P", "base.batch-size=50", "-P", "fine-tune.epochs=1"));
        arguments.addAll(List.of(more));
        return InProcess.run(arguments.toArray(String[]::new));
    }

    /** Names of what is beside the run directory, and of the run directory itself. */
    List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}

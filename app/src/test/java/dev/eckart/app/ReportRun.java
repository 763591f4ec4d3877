package dev.eckart.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eckart.app.InProcess.Outcome;
import dev.eckart.app.data.Dataset;
import dev.eckart.app.data.IdxWriter;
import dev.eckart.app.data.digits.SyntheticDigits;
import dev.eckart.spi.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/**
 * A run on a small data set, with its report.
 *
 * @param directory its run directory
 * @param data what it learnt
 */
record ReportRun(Path directory, Dataset data) {
    /** Runs in a folder of its own. */
    static ReportRun in(Path folder, String... more) {
        Dataset data = SyntheticDigits.dataset(new Seed(3), 600, 200);
        Path pictures = folder.resolve("data");
        if (!Files.exists(pictures)) {
            IdxWriter.write(pictures, data);
        }
        Path directory = folder.resolve("run");
        List<String> arguments = new ArrayList<>(List.of("run", "--data", pictures + "/", "-o", directory + ""));
        arguments.addAll(List.of("--backend", "ejml", "-P", "base.epochs=3", "-P", "base.batch-size=50"));
        arguments.addAll(List.of("--preset", "linear", "-P", "fine-tune.epochs=2"));
        arguments.addAll(List.of(more));
        Outcome outcome = InProcess.run(arguments.toArray(String[]::new));
        assertEquals(0, outcome.code(), outcome::err);
        return new ReportRun(directory, data);
    }

    /** Runs {@code eckart report}. */
    static Outcome report(Object... arguments) {
        return InProcess.run(
                Stream.concat(Stream.of("report"), Stream.of(arguments).map(String::valueOf))
                        .toArray(String[]::new));
    }

    String html() throws IOException {
        return Files.readString(directory.resolve("report.html"));
    }

    Document page() throws IOException {
        return Jsoup.parse(html());
    }

    JsonNode json() throws IOException {
        return new ObjectMapper().readTree(directory.resolve("report.json").toFile());
    }
}

package dev.eckart.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eckart.app.InProcess.Outcome;
import dev.eckart.app.api.Eckart;
import dev.eckart.app.console.Json;
import dev.eckart.app.data.Dataset;
import dev.eckart.app.data.IdxWriter;
import dev.eckart.app.data.digits.SyntheticDigits;
import dev.eckart.spi.Seed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The same configuration for the API and for a command, on digits drawn for it.
 *
 * @param pictures a directory with the data set
 */
record ApiCase(Path pictures) {
    static final Dataset DIGITS = SyntheticDigits.dataset(new Seed(3), 600, 200);

    private static final Map<String, String> SETTINGS = Map.of(
            "backend", "ejml",
            "base.hidden", "[40, 20]",
            "base.epochs", "2",
            "base.batch-size", "50",
            "fine-tune.epochs", "1",
            "compress.budgets", "[11747, 4x]");

    static ApiCase in(Path folder) {
        return new ApiCase(IdxWriter.write(folder.resolve("data"), DIGITS));
    }

    String data() {
        return pictures + "/";
    }

    /** The API with nothing set. */
    static Eckart plain() {
        return Eckart.create(ApiCase.class.getClassLoader(), Map.of());
    }

    Eckart eckart() {
        Eckart eckart = plain().preset("best").data(data());
        for (Map.Entry<String, String> setting : SETTINGS.entrySet()) {
            eckart = eckart.set(setting.getKey(), setting.getValue());
        }
        return eckart;
    }

    /** A command with the same settings. */
    Outcome command(String name, String... more) {
        List<String> arguments = new ArrayList<>(List.of(name, "--preset", "best", "--data", data()));
        SETTINGS.forEach((key, value) -> arguments.addAll(List.of("-P", key + "=" + value)));
        arguments.addAll(List.of(more));
        return InProcess.run(arguments.toArray(String[]::new));
    }

    /** What equal commands print. */
    static JsonNode json(Outcome outcome) throws IOException {
        assertEquals(0, outcome.code(), outcome::err);
        return StableJson.of(new ObjectMapper().readTree(outcome.out()));
    }

    /** What is equal in a report that the API returned. */
    static JsonNode json(Object report) throws IOException {
        return StableJson.of(new ObjectMapper().readTree(Json.of(report)));
    }

    /** Does something during which the process must write nothing. */
    static <T> T silently(Supplier<T> work) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            T result = work.get();
            assertEquals("", printed.toString(StandardCharsets.UTF_8));
            return result;
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }
}

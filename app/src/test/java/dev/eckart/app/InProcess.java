package dev.eckart.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eckart.app.console.Console;
import dev.eckart.app.console.Environment;
import dev.eckart.app.console.Interruption;
import dev.eckart.app.console.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Runs a command without a process of its own. */
final class InProcess {
    private InProcess() {}

    /** What a command did. */
    record Outcome(int code, String out, String err) {
        /** What a command that succeeded printed. */
        JsonNode json() throws IOException {
            assertEquals(0, code, () -> err);
            return new ObjectMapper().readTree(out);
        }

        /** The command failed, and one line of its messages, which is an error, has all of these in it. */
        void assertError(int expected, String... parts) {
            assertEquals(expected, code, () -> err);
            List<String> errors = err.lines()
                    .filter(line -> line.startsWith("eckart: error: "))
                    .toList();
            assertEquals(1, errors.size(), () -> err);
            for (String part : parts) {
                assertTrue(errors.get(0).contains(part), errors.get(0));
            }
        }
    }

    static Outcome run(String... arguments) {
        return run(Map.of(), arguments);
    }

    static Outcome run(Map<String, String> environment, String... arguments) {
        return run(environment, System::nanoTime, arguments);
    }

    /** Runs a command by a clock that advances by two seconds each time somebody looks at it. */
    static Outcome slowly(String... arguments) {
        AtomicLong now = new AtomicLong();
        return run(Map.of(), () -> now.addAndGet(2_000_000_000), arguments);
    }

    /** Runs a command that looks at a clock whenever it tells how far it is. */
    static Outcome run(LongSupplier clock, String... arguments) {
        return run(Map.of(), clock, arguments);
    }

    private static Outcome run(Map<String, String> environment, LongSupplier clock, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Console console = new Console(
                new PrintWriter(out), new PrintWriter(err), Terminal.none(), Console.Verbosity.NORMAL, clock);
        EckartModule.Process process =
                new EckartModule.Process(console, new Environment(environment), new Interruption());
        int code = Main.run(arguments, process);
        return new Outcome(code, out.toString(), err.toString());
    }
}

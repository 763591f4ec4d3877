package dev.eckart.app;

import dev.eckart.app.console.Console;
import dev.eckart.app.console.Environment;
import dev.eckart.app.console.Interruption;
import dev.eckart.app.console.Terminal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Runs a command without a process of its own. */
final class InProcess {
    private InProcess() {}

    /** What a command did. */
    record Outcome(int code, String out, String err) {}

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

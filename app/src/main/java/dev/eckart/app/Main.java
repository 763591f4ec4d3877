package dev.eckart.app;

import dev.eckart.app.command.EckartCommand;
import dev.eckart.app.command.Failures;
import dev.eckart.app.command.option.SharedOptions;
import dev.eckart.app.console.Console;
import dev.eckart.app.console.Environment;
import dev.eckart.app.console.ExitCode;
import dev.eckart.app.console.Interruption;
import dev.eckart.app.console.StandardOutput;
import dev.eckart.app.console.Terminal;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import picocli.CommandLine;

/** The program's entry. */
public final class Main {
    private Main() {}

    /**
     * Runs one command and ends the process with its exit code.
     *
     * @param arguments the command with its options
     */
    public static void main(String[] arguments) {
        StandardOutput stdout = StandardOutput.ofProcess();
        Environment environment = new Environment(System.getenv());
        Console console = new Console(
                new PrintWriter(new OutputStreamWriter(stdout, StandardCharsets.UTF_8)),
                new PrintWriter(System.err),
                Terminal.detect(environment.variables(), System.getProperties(), System.console() != null),
                Console.Verbosity.NORMAL,
                System::nanoTime);
        Interruption interruption = new Interruption();
        interruption.install(
                console, System.getProperty("eckart.interrupts", "heard").equals("ignored"));
        int code = run(arguments, new EckartModule.Process(console, environment, interruption));
        console.out().flush();
        Optional<String> lost = stdout.failure();
        lost.ifPresent(reason -> console.error("the result could not be written to stdout: " + reason));
        interruption.finish();
        System.exit(lost.isPresent() && code == ExitCode.DONE.code() ? ExitCode.FAILED.code() : code);
    }

    /** Runs one command; whatever goes wrong becomes an exit code. */
    static int run(String[] arguments, EckartModule.Process process) {
        EckartCommand root = new EckartCommand();
        SharedOptions options = new SharedOptions();
        Wiring wiring = new Wiring(process, options, Main.class.getClassLoader());
        Failures failures = new Failures(
                process.console(),
                () -> root.stacktrace() || process.environment().flag("ECKART_STACKTRACE"),
                wiring::atWork);
        try {
            CommandLine line = root.line(wiring, options)
                    .setOut(process.console().out())
                    .setErr(process.console().err());
            CommandLine.ParseResult parsed = line.parseArgs(arguments);
            if (EckartCommand.usesPlugins(parsed)) {
                wiring.warnOfPlugins();
            }
            return line.getExecutionStrategy().execute(parsed);
        } catch (RuntimeException | Error failure) {
            // What fails because the process ends is not told.
            return process.interruption().whole(() -> failures.handle(failure));
        }
    }
}

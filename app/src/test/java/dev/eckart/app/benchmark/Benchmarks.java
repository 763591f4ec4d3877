package dev.eckart.app.benchmark;

import dev.eckart.app.console.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs benchmarks and keeps what they found beside what they ran on. */
public final class Benchmarks {
    private Benchmarks() {}

    /**
     * Runs the benchmarks that JMH's own command line chooses, and writes {@code results.json} and {@code machine.json}.
     *
     * @param arguments the directory to write to, then what JMH understands, such as a regular expression of names
     * @throws IOException if the directory cannot be written
     * @throws RunnerException if a benchmark cannot be run
     * @throws CommandLineOptionException if JMH does not understand an argument
     */
    public static void main(String[] arguments) throws IOException, RunnerException, CommandLineOptionException {
        Path directory = Files.createDirectories(Path.of(arguments[0]));
        // Written first: the description also stands beside the results of a run that was broken off.
        Files.writeString(directory.resolve("machine.json"), Json.of(MachineReport.here()) + "\n");
        String[] forJmh = String.join(" ", arguments)
                .substring(arguments[0].length())
                .strip()
                .split("\\s+");
        new Runner(new OptionsBuilder()
                        .parent(new CommandLineOptions(forJmh))
                        .resultFormat(ResultFormatType.JSON)
                        .result(directory.resolve("results.json").toString())
                        .build())
                .run();
    }
}

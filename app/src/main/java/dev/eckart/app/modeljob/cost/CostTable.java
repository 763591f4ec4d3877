package dev.eckart.app.modeljob.cost;

import dev.eckart.app.console.Environment;
import dev.eckart.app.console.Json;
import dev.eckart.app.data.Host;
import dev.eckart.app.onnx.runtime.OnnxSession;
import dev.eckart.app.output.WholeFile;
import dev.eckart.app.report.MachineReport;
import dev.eckart.spi.EckartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What kernels took on a machine, as it is kept from one run to the next.
 *
 * @param schema version of this form; 2
 * @param machine where and with what they were measured
 * @param kernels what was measured
 */
public record CostTable(int schema, Machine machine, List<Entry> kernels) {
    /** Version of this form. */
    public static final int SCHEMA = 2;

    /** The variable that names another directory than the one in the user's cache. */
    public static final String VARIABLE = "ECKART_COSTS";

    /**
     * What times depend on, besides what is run.
     *
     * @param processor model of the processor
     * @param cores processors that Java sees
     * @param system name and architecture of the system
     * @param runtime the library that runs models, and its version
     * @param threads threads that it computes with
     */
    public record Machine(String processor, int cores, String system, String runtime, int threads) {
        /**
         * This machine.
         *
         * @param threads threads to compute with
         * @return what it is like
         */
        public static Machine here(int threads) {
            MachineReport report = MachineReport.here();
            return new Machine(
                    report.processor(),
                    report.cores(),
                    System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                    OnnxSession.runtime(),
                    threads);
        }
    }

    /**
     * A kernel that was measured.
     *
     * @param key what tells it from others
     * @param kernel what it is, for people
     * @param copies how many were run together, each with weights of its own
     * @param nanoseconds what a run of one took
     * @param model the kernel without numbers, in base 64, to be measured again
     */
    public record Entry(String key, String kernel, int copies, long nanoseconds, String model) {}

    static CostTable empty(Machine machine) {
        return new CostTable(SCHEMA, machine, List.of());
    }

    CostTable with(List<Entry> others) {
        return new CostTable(schema, machine, others);
    }

    /**
     * Where the table of a machine is kept: one file each, in case that machines share a home directory.
     *
     * @param environment may name another directory
     * @param machine the machine
     * @return the file, which need not exist
     */
    public static Path file(Environment environment, Machine machine) {
        Path directory = Optional.ofNullable(environment.variables().get(VARIABLE))
                .filter(named -> !named.isBlank())
                .map(Path::of)
                .orElseGet(() -> new Host(
                                environment.variables(),
                                Path.of(System.getProperty("user.home")),
                                System.getProperty("os.name"))
                        .cache()
                        .resolve("costs"));
        return directory.resolve(String.format("%08x-%d-threads.json", machine.hashCode(), machine.threads()));
    }

    /**
     * Reads a table. One that is damaged, of another form or of another machine is told, and counts as empty: what it had is
     * measured again where it is needed.
     */
    static CostTable read(Path file, Machine machine, Consumer<String> notes) {
        if (!Files.exists(file)) {
            return empty(machine);
        }
        try {
            CostTable read = Json.read(Files.readString(file), CostTable.class);
            if (read.schema() == SCHEMA && read.machine().equals(machine)) {
                return read;
            }
            notes.accept("'" + file + "' was measured elsewhere, or by another version: it is not used");
        } catch (IOException | IllegalArgumentException e) {
            notes.accept("'" + file + "' is no table of costs and is not used: "
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        }
        return empty(machine);
    }

    /** Keeps it, whole or not at all. */
    void write(Path file) {
        try {
            Files.createDirectories(file.getParent());
            WholeFile.replace(file, Json.of(this) + "\n");
        } catch (IOException e) {
            throw new EckartException(
                    "'" + file + "' cannot be written: " + e.getClass().getSimpleName() + " " + e.getMessage()
                            + "; name another directory with " + VARIABLE,
                    e);
        }
    }
}

package dev.eckart.app.modeljob.cost;

import dev.eckart.app.config.ConfigurationException;
import dev.eckart.app.console.Console;
import dev.eckart.app.console.Environment;
import dev.eckart.app.console.Table;
import dev.eckart.app.console.Table.Column;
import dev.eckart.app.onnx.cost.RuntimeClock;
import dev.eckart.app.onnx.cost.StandardKernels;
import dev.eckart.app.report.text.RunText;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Shows and renews what kernels take on this machine. */
public final class CostsJob {
    private final Environment environment;
    private final Console console;

    @Inject
    CostsJob(Environment environment, Console console) {
        this.environment = environment;
        this.console = console;
    }

    /**
     * What is known of kernels.
     *
     * @param file where it is kept
     * @param machine where and with what they were measured
     * @param kernels what was measured
     */
    public record KernelCosts(String file, CostTable.Machine machine, List<Known> kernels) {
        /**
         * The same for a person.
         *
         * @return lines of text
         */
        public String text() {
            String where = String.format(
                    Locale.ROOT,
                    "%s, %d cores, %s; %s with %s%nKept in %s%n",
                    machine.processor(),
                    machine.cores(),
                    machine.system(),
                    machine.runtime(),
                    RunText.count(machine.threads()) + (machine.threads() == 1 ? " thread" : " threads"),
                    file);
            Table table = new Table(
                    List.of(Column.words("Kernel"), Column.numbers("Copies"), Column.numbers("Microseconds")));
            kernels.forEach(known -> table.row(
                    known.kernel(),
                    RunText.count(known.copies()),
                    String.format(Locale.ROOT, "%.2f", known.nanoseconds() / 1e3)));
            return where + table.render();
        }
    }

    /**
     * A kernel that was measured.
     *
     * @param kernel what it is
     * @param copies how many were run together, each with weights of its own
     * @param nanoseconds what a run of one took
     */
    public record Known(String kernel, int copies, long nanoseconds) {}

    /**
     * Reads what is kept. Standard kernels that are not among it are measured.
     *
     * @param asked threads that kernels are run with; 0 means all processors
     * @param renew whether to measure all of them again
     * @return what is known
     * @throws ConfigurationException if the number of threads is below 0
     */
    public KernelCosts run(int asked, boolean renew) {
        if (asked < 0) {
            throw new ConfigurationException("--threads: " + asked + " is below 0");
        }
        int threads = asked == 0 ? Runtime.getRuntime().availableProcessors() : asked;
        CostTable.Machine machine = CostTable.Machine.here(threads);
        Path file = CostTable.file(environment, machine);
        try (KnownTimes times = new KnownTimes(file, machine, new RuntimeClock(threads), console::note)) {
            if (renew) {
                times.renew();
            }
            times.nanoseconds(StandardKernels.all());
            List<Known> kernels = times.table().kernels().stream()
                    .map(entry -> new Known(entry.kernel(), entry.copies(), entry.nanoseconds()))
                    .toList();
            return new KernelCosts(file.toString(), machine, kernels);
        }
    }
}

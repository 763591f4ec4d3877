package dev.eckart.app.pipeline;

import dev.eckart.app.console.Json;
import dev.eckart.app.output.RunDirectory;
import dev.eckart.app.report.RunReport;
import dev.eckart.spi.EckartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a run began with: whoever goes on with it must have the same, or would end elsewhere.
 *
 * @param started when, in ISO 8601
 * @param backend what multiplies and factorises
 * @param dataset what is learnt and tested on
 */
public record RunConditions(String started, RunReport.BackendReport backend, RunReport.DatasetReport dataset) {
    private static final String FILE = ".beginning.json";

    /**
     * Keeps it, or compares it with what an earlier process has kept.
     *
     * @param directory what the run is kept in
     * @return what the run was begun with
     * @throws EckartException if that was something else
     */
    public RunConditions in(RunDirectory directory) {
        Optional<Path> kept = directory.find(FILE);
        if (kept.isEmpty()) {
            directory.write(FILE, Json.of(this));
            return this;
        }
        RunConditions first = read(kept.get());
        require("backend", told(first.backend()), told(backend));
        requireKernels(first.backend().kernels(), backend.kernels());
        require("data", first.dataset(), dataset);
        return first;
    }

    private static RunConditions read(Path file) {
        try {
            return Json.read(Files.readString(file), RunConditions.class);
        } catch (IOException | IllegalArgumentException e) {
            throw new EckartException(file + " cannot be read (" + e.getMessage() + "); begin the run anew", e);
        }
    }

    private static void require(String what, Object first, Object now) {
        if (!first.equals(now)) {
            throw new EckartException("the run was begun with another " + what + " (" + first + ", now " + now
                    + ") and cannot go on with this one; begin it anew");
        }
    }

    private static String told(RunReport.BackendReport backend) {
        return String.join(
                ", ",
                backend.name(),
                backend.library() + " " + backend.version(),
                backend.precision(),
                backend.threads() + " threads");
    }

    /** They change no result but the times, of which those kept from before would be others' than the report says. */
    private static void requireKernels(Optional<String> first, Optional<String> now) {
        if (!first.equals(now)) {
            throw new EckartException("the run was begun with kernels of inference: " + first.orElse("none") + ", now: "
                    + now.orElse("none")
                    + ", and its times would be of both; start Java as it was started then, or begin"
                    + " the run anew");
        }
    }

    /**
     * The run is done.
     *
     * @param directory what it was kept in
     */
    public static void forget(RunDirectory directory) {
        directory.letPass(FILE);
    }
}

package dev.eckart.app.frontier;

import dev.eckart.app.config.source.Configuration;
import dev.eckart.app.console.Json;
import dev.eckart.app.plugin.BackendChoice;
import dev.eckart.app.report.NetworkReport;
import dev.eckart.app.report.RunReport;
import dev.eckart.spi.Seed;
import dev.eckart.spi.engine.Payload;
import dev.eckart.spi.engine.Task;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes the tasks of a frontier, each with all that an executor on another machine must know.
 *
 * @param parameters the configuration, with what it comes to here written out
 * @param references what must be seen on every machine
 */
record FrontierTask(Map<String, String> parameters, List<String> references) {
    /** Name of the parameter with the fingerprint of the data. */
    static final String DATA = "data sha256";
    /** Name of the parameter with the directory that data are looked for in. */
    static final String PLACES = "data places";

    static final String DECOMPOSER = "decomposer";
    static final String ALLOCATOR = "allocator";
    static final String TARGET = "target";

    /** Heap that a task takes, most of which is the data set's and its batches'. */
    private static final long MEMORY = 256 << 20;

    static FrontierTask of(
            Configuration configuration, BackendChoice choice, RunReport.DatasetReport data, Map<String, String> env) {
        Map<String, String> all = new TreeMap<>(configuration.values());
        all.put("backend", choice.provider().name());
        all.put("precision", choice.precision().label());
        all.put("output.dir", "");
        all.put(DATA, data.sha256());
        all.put(PLACES, absolute(env.getOrDefault("ECKART_DATA", "")));
        List<String> references = configuration.settings().data().directory().stream()
                .map(directory -> absolute(directory.toString()))
                .toList();
        references.forEach(directory -> all.put("data.dir", directory));
        return new FrontierTask(all, references);
    }

    private static String absolute(String path) {
        return path.isEmpty() ? "" : Path.of(path).toAbsolutePath().normalize().toString();
    }

    /** Trains the base of a seed. */
    Task base(long seed) {
        return new Task(
                BaseTask.NAME, "base, seed " + seed, new Seed(seed), parameters, Payload.NONE, references, MEMORY);
    }

    /** Compresses the base of a seed in one way to one size. */
    Task trial(long seed, Payload base, Trial.Way way, int target) {
        Map<String, String> all = new TreeMap<>(parameters);
        all.put(DECOMPOSER, way.decomposer());
        all.put(ALLOCATOR, way.allocator());
        all.put(TARGET, String.valueOf(target));
        String title = way.size() + " by " + way.decomposer() + ", " + way.allocator() + ", seed " + seed;
        return new Task(TrialTask.NAME, title, new Seed(seed), all, base, references, MEMORY);
    }

    /** How the base that a task has made does. */
    static NetworkReport report(Payload base) {
        return Json.read(base.text(BaseTask.REPORT), NetworkReport.class);
    }
}

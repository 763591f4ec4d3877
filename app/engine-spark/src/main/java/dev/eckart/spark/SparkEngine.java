package dev.eckart.spark;

import dev.eckart.spi.EckartException;
import dev.eckart.spi.engine.Engine;
import dev.eckart.spi.engine.EngineProvider;
import dev.eckart.spi.engine.Payload;
import dev.eckart.spi.engine.Task;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/** A connection to a cluster, on which tasks are carried out job by job. */
final class SparkEngine implements Engine {
    /** Executors that a task may be lost with; what it throws itself is counted elsewhere. */
    private static final String LOSSES = "10";

    private final JavaSparkContext context;
    private final Attendance attendance = new Attendance();
    /** Where tasks of a place were carried out. */
    private final Map<String, String> places = new HashMap<>();

    private final MasterAddress master;
    private final Seal seal;
    private final Handover handover;
    private final EngineProvider.Settings settings;

    private SparkEngine(JavaSparkContext context, MasterAddress master, Seal seal, EngineProvider.Settings settings) {
        this.context = context;
        this.master = master;
        this.seal = seal;
        this.handover = master.isThisProcess() ? within(seal) : new Handover.Whole(new CommonParts(context));
        this.settings = settings;
        context.sc().addSparkListener(attendance);
    }

    static SparkEngine open(MasterAddress master, Seal seal, EngineProvider.Settings settings) {
        try {
            return new SparkEngine(new JavaSparkContext(configuration(master, settings)), master, seal, settings);
        } catch (Exception e) {
            // Scala throws what it likes, checked or not.
            throw new EckartException(
                    "Spark cannot work with '" + master.url() + "': " + SparkFailure.line(e)
                            + "; -Deckart.spark.log=info in ECKART_JAVA_OPTS shows what it says",
                    e);
        }
    }

    private static Handover within(Seal seal) {
        Handover.Within within = new Handover.Within();
        ExecutorProcess.share(seal, within);
        return within;
    }

    private static SparkConf configuration(MasterAddress master, EngineProvider.Settings settings) {
        SparkConf conf = new SparkConf(false)
                .setAppName("eckart")
                .setMaster(master.url())
                .set("spark.ui.enabled", "false")
                .set("spark.jars", ownJar())
                .set("spark.task.cpus", String.valueOf(settings.threads()))
                .set("spark.task.maxFailures", LOSSES)
                // Executors look for Spark's jars by this where there are no others.
                .set("spark.executorEnv.SPARK_SCALA_VERSION", "2.13")
                .set("spark.driver.maxResultSize", "0")
                .set("spark.rpc.message.maxSize", String.valueOf(2 * (Payload.LARGEST >> 20)));
        if (master.isThisProcess() || master.isLocalCluster()) {
            conf.set("spark.driver.host", "127.0.0.1").set("spark.driver.bindAddress", "127.0.0.1");
        }
        for (Map.Entry<String, String> option : settings.options().entrySet()) {
            conf.set(option.getKey(), option.getValue());
        }
        return conf;
    }

    /** What executors know nothing of yet. */
    private static String ownJar() {
        return SparkEngine.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString();
    }

    @Override
    public List<Payload> run(List<Task> tasks, Listener listener) {
        if (tasks.isEmpty()) {
            return List.of();
        }
        attendance.begin();
        SparkJob job = new SparkJob(context, tasks, seal, handover, places);
        try {
            return job.results(listener, this::requireAttended);
        } finally {
            handover.forget();
        }
    }

    private void requireAttended() {
        Duration patience = settings.patience();
        if (attendance.isEmptyFor(patience)) {
            throw new EckartException("nobody at '" + master.url() + "' has taken a task for " + patience.toSeconds()
                    + " seconds; see that it has executors with " + settings.threads() + " free "
                    + (settings.threads() == 1 ? "core" : "cores (--threads)")
                    + " and memory as asked for (spark.executor.memory), or set engine.patience to wait longer");
        }
    }

    @Override
    public void close() {
        context.close();
    }
}

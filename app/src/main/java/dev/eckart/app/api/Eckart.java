package dev.eckart.app.api;

import dev.eckart.app.config.ConfigurationException;
import dev.eckart.app.config.source.Assignment;
import dev.eckart.app.config.source.Configuration;
import dev.eckart.app.console.Environment;
import dev.eckart.app.data.Dataset;
import dev.eckart.app.data.locate.DatasetStatus;
import dev.eckart.app.experiment.RunListener;
import dev.eckart.app.frontier.FrontierJob;
import dev.eckart.app.frontier.FrontierReport;
import dev.eckart.app.html.PageJob;
import dev.eckart.app.output.RunDirectory;
import dev.eckart.app.pipeline.DatasetFinder;
import dev.eckart.app.pipeline.RunJob;
import dev.eckart.app.plugin.Listing;
import dev.eckart.app.plugin.Plugins;
import dev.eckart.app.report.RunReport;
import dev.eckart.app.step.WorkbenchFactory;
import dev.eckart.app.verify.VerifyJob;
import dev.eckart.app.verify.VerifyReport;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Eckart for programs in Java: a configuration, and what can be done with it. Immutable: what sets something returns
 * another one, and several threads may share one. What the configuration says is checked when something is done with it.
 *
 * <p>Every call that does something fails as its command does, with an {@link dev.eckart.spi.EckartException} whose message
 * is the command's line; if the configuration or a request is wrong, that is a {@link ConfigurationException}. Messages name
 * keys that were set as the command line does: {@code -P base.epochs}.
 */
public final class Eckart {
    private final CallOptions asked;

    private Eckart(CallOptions asked) {
        this.asked = asked;
    }

    /**
     * Eckart with the plug-ins that this class's loader finds and the environment variables of the process, of which
     * {@code ECKART_*} count as they do for the commands.
     *
     * @return the defaults, silent
     * @throws dev.eckart.registry.PluginException if two plug-ins of one kind have one name
     */
    public static Eckart create() {
        return create(Eckart.class.getClassLoader(), System.getenv());
    }

    /**
     * Eckart with plug-ins from elsewhere and an environment of one's own.
     *
     * @param plugins finds the plug-ins
     * @param environment environment variables
     * @return the defaults, silent
     * @throws dev.eckart.registry.PluginException if two plug-ins of one kind have one name
     */
    public static Eckart create(ClassLoader plugins, Map<String, String> environment) {
        return new Eckart(CallOptions.nothing(new Environment(Map.copyOf(environment)), plugins));
    }

    /**
     * Starts from another preset.
     *
     * @param name such as {@code best}
     * @return another Eckart
     */
    public Eckart preset(String name) {
        return new Eckart(asked.with(new Assignment("preset", name, "--preset")));
    }

    /**
     * Sets one key. A later call for the same key wins; both win over files and the environment.
     *
     * @param key such as {@code base.epochs}
     * @param value as a configuration file has it, such as {@code 3} or {@code [24219, 11747]}
     * @return another Eckart
     */
    public Eckart set(String key, String value) {
        return new Eckart(asked.with(new Assignment(key, value, "-P " + key)));
    }

    /**
     * Trains and tests on other data.
     *
     * @param nameOrDirectory a data set's name, or a directory (with a {@code /} in it) of one
     * @return another Eckart
     */
    public Eckart data(String nameOrDirectory) {
        return new Eckart(asked.with(Assignment.ofData(nameOrDirectory)));
    }

    /**
     * Takes what is not set from a file, and from no file that was named before.
     *
     * @param file a configuration in HOCON, read when something is done
     * @return another Eckart
     */
    public Eckart configFile(Path file) {
        return new Eckart(asked.withFile(file));
    }

    /**
     * Replaces results that are there already, as {@code --force} does.
     *
     * @return another Eckart
     */
    public Eckart force() {
        return new Eckart(asked.forced());
    }

    /**
     * Writes down what the commands write to stderr: notes, warnings and progress, a line each.
     *
     * @param writer where to; flushed after each line, and not closed
     * @return another Eckart
     */
    public Eckart log(Writer writer) {
        return new Eckart(asked.withLog(writer));
    }

    /**
     * Reports every epoch, network and level of what is trained and compressed to a listener, in place of the log.
     *
     * @param listener is told of it, in the thread that does the work
     * @return another Eckart
     */
    public Eckart onProgress(RunListener listener) {
        return new Eckart(asked.withListener(listener));
    }

    /**
     * The configuration, checked: {@code eckart config}.
     *
     * @return every key with its value and where that came from
     * @throws ConfigurationException if anything is wrong with it, a plug-in that is not there included
     */
    public Configuration configuration() {
        return asked.checked();
    }

    /**
     * Trains, compresses, fine-tunes and reports: {@code eckart run}.
     *
     * @param directory where everything is kept
     * @return what was found
     */
    public RunReport run(Path directory) {
        return asked.jobs().get(RunJob.class).run(asked.into(directory).job());
    }

    /**
     * Goes on with a run that was cut off, by the configuration that it was begun with: {@code eckart run --resume}.
     *
     * @param directory the directory of the run
     * @return what was found
     * @throws ConfigurationException if a {@link #configFile} was named, or a key was set to another value
     */
    public RunReport resume(Path directory) {
        return asked.jobs().get(RunJob.class).run(asked.cutOff(directory, RunDirectory.REPORT));
    }

    /**
     * Compares ways to compress over sizes and seeds: {@code eckart frontier}.
     *
     * @param directory where everything is kept
     * @return what was found
     */
    public FrontierReport frontier(Path directory) {
        return asked.jobs().get(FrontierJob.class).run(asked.into(directory).job());
    }

    /**
     * Goes on with a frontier that was cut off as {@link #resume} does with a run: {@code eckart frontier --resume}.
     *
     * @param directory the directory of the frontier
     * @return what was found
     * @throws ConfigurationException if a {@link #configFile} was named, or a key was set to another value
     */
    public FrontierReport resumeFrontier(Path directory) {
        return asked.jobs().get(FrontierJob.class).run(asked.cutOff(directory, RunDirectory.FRONTIER));
    }

    /**
     * Runs one pipeline on several backends and compares what comes out: {@code eckart verify}. Starts from the preset
     * {@code quick}.
     *
     * @param directory where everything is kept
     * @param backends which ones; all that can work here if none are named
     * @return what was found; {@link VerifyReport#failures()} says what is wrong, and nothing is thrown for it
     */
    public VerifyReport verify(Path directory, String... backends) {
        return asked.jobs().get(VerifyJob.class).run(asked.into(directory).job(VerifyJob.PRESET), List.of(backends));
    }

    /**
     * Opens the backend and reads the data, to go step by step.
     *
     * @return what to train and compress with
     */
    public Session session() {
        return new Session(this, asked.jobs().get(WorkbenchFactory.class).open(asked.job()));
    }

    /**
     * Opens the backend for data of one's own.
     *
     * @param data what to train and test on, whatever the configuration names
     * @return what to train and compress with
     * @throws dev.eckart.app.data.DataException if its pictures and labels do not belong together
     */
    public Session session(Dataset data) {
        return new Session(this, asked.jobs().get(WorkbenchFactory.class).open(asked.job(), data));
    }

    /**
     * Works on ONNX files of any origin: {@code eckart compress}, {@code fine-tune}, {@code evaluate}, {@code diff} and
     * {@code inspect}.
     *
     * @return what to do it with
     */
    public OnnxFiles onnx() {
        return new OnnxFiles(asked);
    }

    /**
     * Does single stages of a run, from model file to model file: {@code eckart train} and {@code fine-tune --preset}.
     *
     * @return what trains and fine-tunes by this configuration
     */
    public NetworkSteps steps() {
        return new NetworkSteps(asked);
    }

    /**
     * Makes the page of a result anew, or one that has several side by side: {@code eckart report}.
     *
     * @param places directories that {@link #run}, {@link #frontier} or {@link #verify} left, or reports beside models; at
     *     least one
     * @return where the page is: in the one directory, beside the one model, or beside the first of several
     */
    public Path report(List<Path> places) {
        return report(new PageJob(places, Optional.empty(), asked.force(), false));
    }

    /**
     * The same with a say in all of it.
     *
     * @param page what it shows, and where it goes
     * @return where the page is
     */
    public Path report(PageJob page) {
        PageJob.Written written = page.run(asked.console());
        written.failures().forEach(asked.console()::warning);
        return written.file();
    }

    /**
     * All plug-ins: {@code eckart list}.
     *
     * @param probe whether to really load and try the backends
     * @return the plug-ins by kind, and those that could not be loaded
     */
    public Listing plugins(boolean probe) {
        return Listing.of(asked.jobs().get(Plugins.class), probe);
    }

    /**
     * The data sets that can be named: {@code eckart data}.
     *
     * @return which of them are on this machine, and where
     */
    public List<DatasetStatus> datasets() {
        return asked.jobs()
                .get(DatasetFinder.class)
                .status(asked.configuration().settings(), asked.console());
    }

    /**
     * Reads the data, or downloads them if that is allowed.
     *
     * @return what to train and test on
     */
    public Dataset dataset() {
        return asked.jobs().get(DatasetFinder.class).find(asked.configuration().settings(), asked.console());
    }

    /**
     * Downloads the data unless they are there: {@code eckart data fetch}.
     *
     * @return the directory with the files
     */
    public Path fetch() {
        return asked.jobs().get(DatasetFinder.class).fetch(asked.configuration().settings(), asked.console());
    }
}

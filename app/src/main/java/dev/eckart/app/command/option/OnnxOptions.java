package dev.eckart.app.command.option;

import dev.eckart.app.config.ConfigurationException;
import dev.eckart.app.config.source.Assignment;
import dev.eckart.app.config.source.Configuration;
import dev.eckart.app.config.source.ConfigurationRequest;
import dev.eckart.app.config.source.Configurations;
import dev.eckart.app.console.Console;
import dev.eckart.app.console.Environment;
import dev.eckart.app.modeljob.input.DataRequest;
import dev.eckart.app.modeljob.input.Layout;
import dev.eckart.app.modeljob.input.ModelDataFinder;
import dev.eckart.app.modeljob.input.ModelJob;
import dev.eckart.app.modeljob.input.PairRequest;
import dev.eckart.app.modeljob.input.PixelScale;
import dev.eckart.app.modeljob.input.TextRequest;
import dev.eckart.app.onnx.embedding.Pooling;
import dev.eckart.app.onnx.measure.OutputChoice;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of the commands that run ONNX models. */
public final class OnnxOptions {
    @Option(
            names = {"--data", "--calibration"},
            paramLabel = "DATA",
            completionCandidates = Candidates.Datasets.class,
            description = "A data set, a directory (with a '/' in it) that holds one, or a FILE.npz of arrays called as"
                    + " the model's inputs are.")
    private Optional<String> data = Optional.empty();

    @Option(
            names = "--text",
            paramLabel = "FILE",
            description =
                    "Texts, one a line, or a table (.csv, .tsv, .jsonl) with --column, given to inputs that are called"
                            + " as those of language models are, each text as long as it is.")
    private Optional<Path> text = Optional.empty();

    @Option(names = "--column", paramLabel = "NAME", description = "The column of --text that has the texts.")
    private Optional<String> column = Optional.empty();

    @Option(
            names = "--tokenizer",
            paramLabel = "FILE",
            description =
                    "The model's tokenizer.json, for --text and --pairs; by default the one in the model's jar, or beside its file.")
    private Optional<Path> tokenizer = Optional.empty();

    @Option(
            names = "--scale",
            paramLabel = "SCALE",
            completionCandidates = Candidates.Scales.class,
            description = "What the model expects pixels to be: unit (0 to 1, default), raw (0 to 255), or MEAN,STD of"
                    + " pixels from 0 to 1, such as 0.1307,0.3081, or all channels' means and then their deviations. In"
                    + " FILE.npz, of whole numbers only.")
    private Optional<String> scale = Optional.empty();

    @Option(
            names = "--layout",
            paramLabel = "LAYOUT",
            completionCandidates = Candidates.Layouts.class,
            description =
                    "Order of the axes of pictures in FILE.npz: nchw, or nhwc, which is transposed where the model"
                            + " has the channels first.")
    private Optional<String> layout = Optional.empty();

    @Option(
            names = "--labels",
            paramLabel = "NAME",
            description =
                    "The array of FILE.npz that has the labels, numbers or names of classes, 'labels' by default; or the column"
                            + " of --text; or next-tokens, of a causal language model: the token that follows each.")
    private Optional<String> labels = Optional.empty();

    @Option(names = "--samples", paramLabel = "N", description = "Takes no more than N samples, drawn by --seed.")
    private Optional<Integer> samples = Optional.empty();

    @Option(
            names = "--batch-axis",
            paramLabel = "AXIS",
            description = "Index of the axis along which the model takes samples; found from the model by default.")
    private Optional<Integer> batchAxis = Optional.empty();

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "Value of an input that is no sample, such as a rate. May be repeated.")
    private Map<String, String> set = new LinkedHashMap<>();

    @Option(
            names = "--output",
            paramLabel = "NAME",
            description =
                    "The output that has the scores, or that embeddings are made of; found by its shape by default.")
    private Optional<String> output = Optional.empty();

    @Option(
            names = "--pooling",
            paramLabel = "POOLING",
            completionCandidates = Candidates.Poolings.class,
            description =
                    "Compares embeddings too, made of an output as said: mean, first or last of the positions that"
                            + " the mask counts, none for one row a sample, or the name of an output that has one.")
    private Optional<String> pooling = Optional.empty();

    @Option(
            names = "--pairs",
            paramLabel = "FILE",
            description =
                    "Pairs of texts with scores (.tsv, .csv, .jsonl; columns first, second and score, or the first"
                            + " three), by which embeddings are judged: Spearman's rank correlation before and after.")
    private Optional<Path> pairs = Optional.empty();

    @Option(
            names = "--dim",
            paramLabel = "NAME=N",
            description =
                    "Size of an open axis of random inputs, and for MACs; 1 by default, or of random inputs the first"
                            + " size with which the model runs. May be repeated.")
    private Map<String, Integer> dims = new LinkedHashMap<>();

    @Mixin
    private final ComputeOptions compute = new ComputeOptions();

    /**
     * What the options ask for, with keys that options of the command's own set.
     *
     * @param environment the environment
     * @param console where notes and results go
     * @param json whether stdout shall be one JSON object instead of text
     * @param own keys that win over all others
     * @return the job
     * @throws dev.eckart.app.config.ConfigurationException if an option is wrong
     */
    ModelJob job(Environment environment, Console console, boolean json, List<Assignment> own) {
        List<Assignment> assignments = assignments();
        assignments.addAll(own);
        Configuration configuration = Configurations.load(
                new ConfigurationRequest(assignments, environment.variables(), Optional.empty(), List.of()));
        configuration.notes().forEach(console::note);
        return new ModelJob(configuration, request(), console, json);
    }

    /**
     * What is asked for of a run's data, seed and threads.
     *
     * @return keys
     * @throws ConfigurationException if the data are no data set
     */
    List<Assignment> runAssignments() {
        data.filter(ModelDataFinder::isArrayFile).ifPresent(file -> {
            throw new ConfigurationException("--data: '" + file + "' is a file of arrays; training as 'eckart run' does"
                    + " takes a data set of pictures, and training without -c, -P, --preset, --backend and --precision"
                    + " takes arrays");
        });
        return assignments();
    }

    /** The options that were given, by name, but for those of data, seed and threads. */
    Stream<String> given() {
        return Stream.of(
                        text.map(given -> "--text"),
                        column.map(given -> "--column"),
                        tokenizer.map(given -> "--tokenizer"),
                        scale.map(given -> "--scale"),
                        layout.map(given -> "--layout"),
                        labels.map(given -> "--labels"),
                        samples.map(given -> "--samples"),
                        batchAxis.map(given -> "--batch-axis"),
                        set.keySet().stream().findFirst().map(given -> "--set"),
                        output.map(given -> "--output"),
                        pooling.map(given -> "--pooling"),
                        pairs.map(given -> "--pairs"),
                        dims.keySet().stream().findFirst().map(given -> "--dim"))
                .flatMap(Optional::stream);
    }

    private DataRequest request() {
        Stream.of(column.map(given -> "--column"), tokenizer.map(given -> "--tokenizer"))
                .flatMap(Optional::stream)
                .filter(given -> text.isEmpty() && (pairs.isEmpty() || column.isPresent()))
                .findFirst()
                .ifPresent(given -> {
                    throw new ConfigurationException(given + ": there are no texts; name some with --text");
                });
        return new DataRequest(
                data,
                text.map(file -> new TextRequest(file, column, tokenizer)),
                scale.map(PixelScale::of),
                layout.map(Layout::of),
                labels,
                optional(samples),
                optional(batchAxis),
                dims,
                set,
                new OutputChoice(output, pooling.map(Pooling::of)),
                pairs.map(file -> new PairRequest(file, tokenizer)));
    }

    private static OptionalInt optional(Optional<Integer> number) {
        return number.map(OptionalInt::of).orElse(OptionalInt.empty());
    }

    private List<Assignment> assignments() {
        List<Assignment> assignments = new ArrayList<>();
        data.filter(named -> !ModelDataFinder.isArrayFile(named))
                .map(Assignment::ofData)
                .ifPresent(assignments::add);
        assignments.addAll(compute.assignments());
        return assignments;
    }
}

package dev.eckart.app.modeljob.input;

import dev.eckart.app.config.ConfigurationException;
import dev.eckart.app.data.DataException;
import dev.eckart.app.onnx.array.ArrayFile;
import dev.eckart.app.onnx.array.SampleLabels;
import dev.eckart.app.pipeline.DatasetFinder;
import dev.eckart.app.text.PairFile;
import dev.eckart.app.text.TextFile;
import dev.eckart.spi.text.Tokens;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the data that a job on an ONNX model names. */
public final class ModelDataFinder {
    private final DatasetFinder datasets;
    private final Tokenizing tokenizing;

    @Inject
    ModelDataFinder(DatasetFinder datasets, Tokenizing tokenizing) {
        this.datasets = datasets;
        this.tokenizing = tokenizing;
    }

    /**
     * Whether data are named by a file of arrays rather than by a data set.
     *
     * @param data what was written
     * @return true if it ends as NumPy's files do
     */
    public static boolean isArrayFile(String data) {
        String name = data.toLowerCase(Locale.ROOT);
        return name.endsWith(".npz") || name.endsWith(".npy");
    }

    /**
     * Finds them.
     *
     * @param job what was asked for
     * @param models what the job's models are
     * @param named those that may have a tokenizer with them, as they were named; the first that has one counts
     * @return the data, if the job names any
     * @throws dev.eckart.spi.EckartException if there are none of that name, or they are damaged
     */
    public Optional<ModelData> find(ModelJob job, OpenedModels models, List<Path> named) {
        boolean predicting = job.request().labels().equals(Optional.of(ModelData.NEXT_TOKENS));
        DataRequest request = predicting ? job.request().withoutLabels() : job.request();
        Optional<ModelData> found = request.text().isPresent()
                ? request.text().map(text -> texts(text, request, models, named))
                : request.data().map(data -> arrays(data, request, job));
        return predicting ? found.map(NextTokenData::new) : found;
    }

    /**
     * Finds pairs of texts that embeddings are to be judged by.
     *
     * @param job what was asked for
     * @param models what the job's models are
     * @param named those that may have a tokenizer with them, as they were named; the first that has one counts
     * @return the pairs, if the job names any
     * @throws dev.eckart.spi.EckartException if there are none, or they are damaged
     */
    Optional<PairData> pairs(ModelJob job, OpenedModels models, List<Path> named) {
        return job.request().pairs().map(request -> {
            List<PairFile.Pair> pairs = new PairFile(request.file()).pairs();
            List<String> texts = Stream.concat(
                            pairs.stream().map(PairFile.Pair::first),
                            pairs.stream().map(PairFile.Pair::second))
                    .toList();
            TextRequest asked = new TextRequest(request.file(), Optional.empty(), request.tokenizer());
            return new PairData(
                    data(asked, texts, job.request(), models, named),
                    pairs.stream().mapToDouble(PairFile.Pair::score).toArray());
        });
    }

    /**
     * The texts that are asked for, and their tokens.
     *
     * @param request the texts
     * @param all their labels and values of further inputs
     * @param models what the job's models are
     * @param named those that may have a tokenizer with them, as they were named; the first that has one counts
     * @return the texts
     * @throws ConfigurationException if something of pictures is asked for, or labels of a file that has none
     * @throws dev.eckart.spi.EckartException if there are none, or they are damaged, or no tokenizer is known
     */
    public TextData texts(TextRequest request, DataRequest all, OpenedModels models, List<Path> named) {
        if (all.scale().isPresent() || all.layout().isPresent()) {
            throw new ConfigurationException(
                    (all.scale().isPresent() ? "--scale" : "--layout") + ": there are no pictures, but texts");
        }
        TextFile file = new TextFile(request.file());
        List<String> texts = file.texts(request.column());
        Optional<SampleLabels> labels = all.labels()
                .map(name -> TextLabels.of(
                        file,
                        request.column()
                                .orElseThrow(() -> new ConfigurationException("--labels: '" + request.file()
                                        + "' has lines and no labels; a table is called .csv, .tsv or .jsonl")),
                        name));
        return data(request, texts, all, models, named).with(labels);
    }

    private TextData data(
            TextRequest request, List<String> texts, DataRequest all, OpenedModels models, List<Path> named) {
        OpenedModels.FoundTokenizer tokenizer = tokenizer(request, models, named);
        List<Tokens> tokens = tokenizing.tokens(tokenizer.file(), texts);
        named.stream()
                .flatMap(model -> models.tokenizer(model).stream())
                .filter(other -> request.tokenizer().isEmpty() || OwnTokenizer.is(other.file()))
                .filter(other -> isAnother(other.file(), tokenizer.file()))
                .forEach(other -> requireSame(texts, tokens, tokenizer, other));
        TextFacts facts = TextFacts.of(request.file().toString(), tokenizer.name(), tokens);
        return new TextData(
                facts, texts, tokens, Optional.empty(), all.set(), more -> tokenizing.tokens(tokenizer.file(), more));
    }

    private static boolean isAnother(Path file, Path other) {
        try {
            return Files.mismatch(file, other) >= 0;
        } catch (IOException e) {
            throw new DataException("'" + file + "' and '" + other + "' cannot be read: " + e.getMessage(), e);
        }
    }

    /** Models are given the same tokens, which are the same texts only where both number them in one way. */
    private void requireSame(
            List<String> texts,
            List<Tokens> tokens,
            OpenedModels.FoundTokenizer tokenizer,
            OpenedModels.FoundTokenizer other) {
        List<Tokens> others = tokenizing.tokens(other.file(), texts);
        for (int text = 0; text < tokens.size(); text++) {
            if (!Arrays.equals(tokens.get(text).ids(), others.get(text).ids())) {
                throw new DataException("text " + text + " becomes other tokens by '" + other.name() + "' than by '"
                        + tokenizer.name() + "': a model is given its own tokens, and several models those of one"
                        + " tokenizer");
            }
        }
    }

    /**
     * What makes tokens of the texts that are asked for.
     *
     * @param request the texts
     * @param models what the job's models are
     * @param named those that may have a tokenizer with them, as they were named; the first that has one counts
     * @return the tokenizer's file
     * @throws ConfigurationException if none is known
     */
    public OpenedModels.FoundTokenizer tokenizer(TextRequest request, OpenedModels models, List<Path> named) {
        return request.tokenizer()
                .map(asked -> new OpenedModels.FoundTokenizer(asked, asked.toString()))
                .or(() -> named.stream()
                        .flatMap(model -> models.tokenizer(model).stream())
                        .findFirst())
                .orElseThrow(() -> new ConfigurationException(
                        "--text: the model has no tokenizer with it; name its tokenizer.json with --tokenizer"));
    }

    private ModelData arrays(String data, DataRequest request, ModelJob job) {
        return isArrayFile(data)
                ? ModelData.of(ArrayFile.open(Path.of(data)), request, job.console()::note)
                : ModelData.of(datasets.find(job.settings(), job.console()), request);
    }
}

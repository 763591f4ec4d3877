package dev.eckart.app.modeljob.token;

import dev.eckart.app.config.ConfigurationException;
import dev.eckart.app.console.Interruption;
import dev.eckart.app.console.Json;
import dev.eckart.app.data.Causes;
import dev.eckart.app.modeljob.input.ModelDataFinder;
import dev.eckart.app.modeljob.input.ModelJob;
import dev.eckart.app.modeljob.input.OpenedModels;
import dev.eckart.app.modeljob.input.OwnTokenizer;
import dev.eckart.app.modeljob.input.TextData;
import dev.eckart.app.modeljob.input.TextRequest;
import dev.eckart.app.modeljob.input.Tokenizing;
import dev.eckart.app.onnx.compress.TargetMissedException;
import dev.eckart.app.onnx.data.SampleBatch;
import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.measure.Costs;
import dev.eckart.app.onnx.model.ModelWriter;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.runtime.OnnxSession;
import dev.eckart.app.onnx.runtime.Values;
import dev.eckart.app.onnx.text.TextSamples;
import dev.eckart.app.onnx.text.TokenTables;
import dev.eckart.app.output.ModelPlace;
import dev.eckart.app.report.EckartVersion;
import dev.eckart.spi.EckartException;
import dev.eckart.spi.Seed;
import dev.eckart.spi.text.Tokens;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Leaves tokens out of a model and of its tokenizer that no text needs. */
public final class TokenJob {
    private static final int SCHEMA = 1;
    private static final int USUALLY_RUN = 200;

    private final ModelDataFinder finder;
    private final Tokenizing tokenizing;
    private final Interruption interruption;

    @Inject
    TokenJob(ModelDataFinder finder, Tokenizing tokenizing, Interruption interruption) {
        this.finder = finder;
        this.tokenizing = tokenizing;
        this.interruption = interruption;
    }

    /**
     * Makes the smaller model and its tokenizer, proves that texts become the same by them, and shows and keeps the result.
     *
     * @param model the model's file
     * @param place where the smaller one and the report shall be; the tokenizer is beside it, under the model's name with
     *     {@code .tokenizer.json} behind it
     * @param job which texts, and how the result is shown
     * @return what was found
     * @throws EckartException if a file cannot be read, something else in the model depends on the numbers of its tokens, or
     *     a text becomes something else; nothing is written then
     */
    public TokenReport run(Path model, ModelPlace place, ModelJob job) {
        place.requireFree(model);
        Path tokenizer = new OwnTokenizer(place.model()).file();
        new ModelPlace(tokenizer, place.report(), place.force()).requireFree(model);
        ModelWriter writer = new ModelWriter(place.model());
        try (OpenedModels models = new OpenedModels();
                Interruption.Registration registration = interruption.register(() -> discard(writer))) {
            TokenReport report = run(model, place, job, models, writer);
            interruption.whole(() -> {
                place.keep(Json.of(report) + "\n", () -> settle(writer));
                return report;
            });
            job.console().result(job.json() ? Json.of(report) : report.render());
            return report;
        } finally {
            discard(writer);
        }
    }

    private TokenReport run(Path named, ModelPlace place, ModelJob job, OpenedModels models, ModelWriter writer) {
        TextRequest request = job.request()
                .text()
                .orElseThrow(() -> new ConfigurationException("--text is missing: the texts whose tokens stay"));
        OpenedModels.FoundTokenizer found = finder.tokenizer(request, models, List.of(named));
        TextData texts = finder.texts(request, job.request().withoutLabels(), models, List.of(named));
        OnnxModel model = models.read(named);
        TokenTables tables = TokenTables.of(model);
        Vocabulary vocabulary = Vocabulary.read(found.file());
        Vocabulary.Kept kept = vocabulary.keeping(numbers(texts.tokens()));
        require(kept, vocabulary, tables);
        try {
            writer.stage(tables.keeping(kept.numbers()), model.externalData());
            Path tokenizer = new OwnTokenizer(writer.staged()).file();
            Files.writeString(tokenizer, kept.json());
            OnnxModel written = OnnxModel.read(writer.staged());
            List<Tokens> now = tokenizing.tokens(tokenizer, texts.texts());
            requireSameTokens(texts, now, kept.places());
            int run = requireSameOutputs(model, written, texts, now, job);
            return new TokenReport(
                    SCHEMA,
                    EckartVersion.current(),
                    named.toString(),
                    place.model().toString(),
                    new OwnTokenizer(place.model()).file().toString(),
                    texts.facts(),
                    vocabulary.size(),
                    kept.numbers().length,
                    Costs.of(model).parameters(),
                    Costs.of(written).parameters(),
                    Costs.of(model).bytes(),
                    Costs.of(written).bytes(),
                    run);
        } catch (IOException e) {
            throw failed(writer, e);
        }
    }

    private static void settle(ModelWriter writer) {
        try {
            writer.settle();
        } catch (IOException e) {
            throw failed(writer, e);
        }
    }

    private static EckartException failed(ModelWriter writer, IOException e) {
        return new EckartException("'" + writer.target() + "' cannot be written: " + Causes.named(e), e);
    }

    private static Set<Integer> numbers(List<Tokens> texts) {
        Set<Integer> numbers = new HashSet<>();
        texts.forEach(text -> Arrays.stream(text.ids()).forEach(numbers::add));
        return numbers;
    }

    private static void require(Vocabulary.Kept kept, Vocabulary vocabulary, TokenTables tables) {
        int last = kept.numbers()[kept.numbers().length - 1];
        if (last >= tables.rows()) {
            throw new ConfigurationException("--tokenizer: it has a token of number " + last
                    + ", but the model's table has " + tables.rows() + " rows: it is another model's");
        }
        if (kept.numbers().length == tables.rows()) {
            throw new TargetMissedException("no token can be dropped: the texts need all " + vocabulary.size());
        }
    }

    private static void requireSameTokens(TextData texts, List<Tokens> now, Map<Integer, Integer> places) {
        for (int text = 0; text < now.size(); text++) {
            int[] expected = Arrays.stream(texts.tokens().get(text).ids())
                    .map(places::get)
                    .toArray();
            if (!Arrays.equals(expected, now.get(text).ids())) {
                throw new EckartException("tokens cannot be dropped: text " + text
                        + " becomes other tokens by the smaller tokenizer: '"
                        + texts.texts().get(text) + "'");
            }
        }
    }

    /** Rows of tables are the same numbers, so that all that is made of them is: to the bit. */
    private static int requireSameOutputs(
            OnnxModel model, OnnxModel written, TextData texts, List<Tokens> now, ModelJob job) {
        int threads = job.settings().threads();
        try (OnnxSession before = OnnxSession.open(model.proto(), model.externalData(), threads);
                OnnxSession after = OnnxSession.open(written.proto(), written.externalData(), threads)) {
            List<SampleBatch> was = some(before, texts.tokens(), job);
            List<SampleBatch> is = some(after, now, job);
            for (int batch = 0; batch < was.size(); batch++) {
                Map<String, Values> first = before.run(was.get(batch).values(), Set.copyOf(before.outputs()));
                Map<String, Values> second = after.run(is.get(batch).values(), Set.copyOf(after.outputs()));
                for (String output : first.keySet()) {
                    if (!Arrays.equals(
                            first.get(output).numbers(), second.get(output).numbers())) {
                        throw new EckartException(
                                "tokens cannot be dropped: the smaller model makes other numbers in output '" + output
                                        + "' of the same texts");
                    }
                }
            }
            return was.stream().mapToInt(SampleBatch::count).sum();
        }
    }

    private static List<SampleBatch> some(OnnxSession session, List<Tokens> tokens, ModelJob job) {
        Samples all = TextSamples.of(
                session.inputs(), tokens, Optional.empty(), job.request().set());
        return all.drawn(
                        job.request().samples().orElse(USUALLY_RUN),
                        new Seed(job.settings().seed()).split("samples"))
                .batches(1);
    }

    private static void discard(ModelWriter writer) {
        try {
            writer.discard();
        } catch (IOException e) {
            throw new EckartException(
                    "'" + writer.staged().getParent() + "' is left over and cannot be removed: " + e, e);
        }
    }
}

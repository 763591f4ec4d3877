package dev.eckart.app.api;

import dev.eckart.app.modeljob.CompressionJob;
import dev.eckart.app.modeljob.CompressionRequest;
import dev.eckart.app.modeljob.DifferenceJob;
import dev.eckart.app.modeljob.EvaluationJob;
import dev.eckart.app.modeljob.GradientJob;
import dev.eckart.app.modeljob.InspectionJob;
import dev.eckart.app.modeljob.TuningJob;
import dev.eckart.app.modeljob.TuningRequest;
import dev.eckart.app.modeljob.input.DataRequest;
import dev.eckart.app.modeljob.input.Layout;
import dev.eckart.app.modeljob.input.PairRequest;
import dev.eckart.app.modeljob.input.PixelScale;
import dev.eckart.app.modeljob.input.TextRequest;
import dev.eckart.app.modeljob.report.CompressionReport;
import dev.eckart.app.modeljob.report.DifferenceReport;
import dev.eckart.app.modeljob.report.EvaluationReport;
import dev.eckart.app.modeljob.report.GradientReport;
import dev.eckart.app.modeljob.report.InspectionReport;
import dev.eckart.app.modeljob.report.TuningReport;
import dev.eckart.app.modeljob.token.TokenJob;
import dev.eckart.app.modeljob.token.TokenReport;
import dev.eckart.app.modeljob.train.TuningSettings;
import dev.eckart.app.onnx.compress.Patterns;
import dev.eckart.app.onnx.compress.Target;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What can be done with ONNX files of any origin. Immutable: what sets something returns another one. Calls fail as those of
 * {@link Eckart}.
 */
public final class OnnxFiles {
    private final CallOptions asked;
    private final DataRequest request;
    private final boolean frozen;

    OnnxFiles(CallOptions asked) {
        this(asked, DataRequest.NONE, false);
    }

    private OnnxFiles(CallOptions asked, DataRequest request, boolean frozen) {
        this.asked = asked;
        this.request = request;
        this.frozen = frozen;
    }

    /**
     * Runs models on these data.
     *
     * @param data a data set, a directory (with a {@code /} in it) of one, or an {@code .npz} or {@code .npy} file of
     *     arrays called as the model's inputs are
     * @return another one
     */
    public OnnxFiles data(String data) {
        return with(request.withData(data));
    }

    /**
     * Runs models on texts.
     *
     * @param texts where they are, and their tokenizer if it is not with the model
     * @return another one
     */
    public OnnxFiles text(TextRequest texts) {
        return with(request.withText(texts));
    }

    /**
     * Scales pixels as the model expects them.
     *
     * @param scale {@code unit} (0 to 1, the default), {@code raw} (0 to 255), or {@code MEAN,STD} of pixels from 0 to 1,
     *     or the means of all channels and then their standard deviations
     * @return another one
     * @throws dev.eckart.app.config.ConfigurationException if it is none of these
     */
    public OnnxFiles scale(String scale) {
        return with(request.withScale(PixelScale.of(scale)));
    }

    /**
     * Says how the axes of pictures in a file of arrays are ordered.
     *
     * @param layout {@code nchw}, or {@code nhwc}, which is transposed where the model has the channels first
     * @return another one
     * @throws dev.eckart.app.config.ConfigurationException if it is none of these
     */
    public OnnxFiles layout(String layout) {
        return with(request.withLayout(Layout.of(layout)));
    }

    /**
     * Takes the labels from another array than {@code labels}.
     *
     * @param array its name in the file of arrays
     * @return another one
     */
    public OnnxFiles labels(String array) {
        return with(request.withLabels(array));
    }

    /**
     * Takes fewer samples.
     *
     * @param most how many at most
     * @return another one
     * @throws dev.eckart.app.config.ConfigurationException if it is below 1
     */
    public OnnxFiles samples(int most) {
        return with(request.withSamples(most));
    }

    /**
     * Says along which axis models take samples, which is found from them otherwise.
     *
     * @param axis its index, from 0
     * @return another one
     * @throws dev.eckart.app.config.ConfigurationException if it is below 0
     */
    public OnnxFiles batchAxis(int axis) {
        return with(request.withBatchAxis(axis));
    }

    /**
     * Sets an input that is no sample, such as a dropout rate.
     *
     * @param input its name
     * @param value its value as text
     * @return another one
     */
    public OnnxFiles set(String input, String value) {
        return with(request.withValue(input, value));
    }

    /**
     * Chooses the output that has the scores.
     *
     * @param name its name
     * @return another one
     */
    public OnnxFiles output(String name) {
        return with(request.withOutput(name));
    }

    /**
     * Compares embeddings too, wherever two models are compared on samples.
     *
     * @param pooling how they are made of an output: {@code mean}, {@code first} or {@code last} of the positions that the
     *     mask counts, {@code none} for one row a sample, or the name of an output that has one
     * @return another one
     */
    public OnnxFiles pooling(String pooling) {
        return with(request.withPooling(pooling));
    }

    /**
     * Judges embeddings by pairs of texts that people have scored, too.
     *
     * @param pairs where they are, and their tokenizer if it is not with the model
     * @return another one
     */
    public OnnxFiles pairs(PairRequest pairs) {
        return with(request.withPairs(pairs));
    }

    /**
     * Sets an open axis of inputs that are drawn.
     *
     * @param axis the model's name for it
     * @param size its size, 1 if not set
     * @return another one
     * @throws dev.eckart.app.config.ConfigurationException if it is below 1
     */
    public OnnxFiles dim(String axis, int size) {
        return with(request.withDim(axis, size));
    }

    private OnnxFiles with(DataRequest other) {
        return new OnnxFiles(asked, other, frozen);
    }

    /**
     * Takes inputs that a model has a value for, such as weights with a default, as constants when it is compressed or
     * inspected; the smaller model no longer has them as inputs.
     *
     * @return another one
     */
    public OnnxFiles freezeInputs() {
        return new OnnxFiles(asked, request, true);
    }

    /**
     * Trains a model of any origin further on the data that were named, and checks what was written:
     * {@code eckart fine-tune}.
     *
     * @param model the model
     * @param teacher the model that it was made of, whose values are learnt from; without one, labels are
     * @param output where the trained one goes; its report goes beside it, as {@code OUT.onnx.json}
     * @param settings how, such as {@code TuningSettings.epochs(5)}
     * @return the report
     */
    public TuningReport fineTune(Path model, Optional<Path> teacher, Path output, TuningSettings settings) {
        return fineTune(new TuningRequest(model, teacher, asked.place(output), true, settings));
    }

    /**
     * The same with all settings.
     *
     * @param request what, and how
     * @return what was found
     */
    public TuningReport fineTune(TuningRequest request) {
        return asked.jobs().get(TuningJob.class).run(request, asked.job(this.request));
    }

    /**
     * Makes a model smaller and checks what was written: {@code eckart compress}.
     *
     * @param model the model
     * @param output where the smaller one goes; its report goes beside it, as {@code OUT.onnx.json}
     * @param target how small, as {@link dev.eckart.app.modeljob.Goal} makes it
     * @return the report
     */
    public CompressionReport compress(Path model, Path output, Target target) {
        return compress(CompressionRequest.of(
                model, asked.place(output), true, target, Patterns.ALL, Optional.empty(), Optional.empty()));
    }

    /**
     * The same with all settings; {@link CompressionRequest#trained} trains the smaller model.
     *
     * @param request what, how small and how
     * @return what was found
     */
    public CompressionReport compress(CompressionRequest request) {
        CompressionRequest whole = frozen ? request.freezingInputs() : request;
        return asked.jobs()
                .get(CompressionJob.class)
                .run(whole, asked.with(CompressionJob.PRECISION).job(this.request));
    }

    /**
     * Removes from a model and its tokenizer the tokens that the named texts do not need: {@code eckart drop-tokens}.
     *
     * @param model the model
     * @param output where the smaller one goes; its tokenizer goes beside it, with {@code .tokenizer.json} behind its name
     * @return what was found
     */
    public TokenReport dropTokens(Path model, Path output) {
        return asked.jobs().get(TokenJob.class).run(model, asked.place(output), asked.job(request));
    }

    /**
     * Measures a model on labelled data: {@code eckart evaluate}.
     *
     * @param model the model
     * @return what was found
     */
    public EvaluationReport evaluate(Path model) {
        return asked.jobs().get(EvaluationJob.class).run(model, asked.job(request));
    }

    /**
     * Compares two models on the same inputs, random ones if no data were named: {@code eckart diff}.
     *
     * @param before one model
     * @param after the other one, which may stand in for it
     * @return what was found
     */
    public DifferenceReport diff(Path before, Path after) {
        return asked.jobs().get(DifferenceJob.class).run(before, after, asked.job(request));
    }

    /**
     * Compares the gradients of a model with finite differences, on random inputs if no data were named:
     * {@code eckart verify-gradients}.
     *
     * @param model the model
     * @return what was found; {@link GradientReport#failures()} says what is wrong
     */
    public GradientReport verifyGradients(Path model) {
        return asked.jobs().get(GradientJob.class).run(model, asked.job(request));
    }

    /**
     * Lists the layers of a model and what they cost: {@code eckart inspect}.
     *
     * @param model the model
     * @param spectra whether to decompose its layers, for the ranks that keep shares of their energy
     * @return what was found
     */
    public InspectionReport inspect(Path model, boolean spectra) {
        InspectionJob.Request whole = new InspectionJob.Request(model, spectra, true, frozen, request.dims());
        return asked.jobs().get(InspectionJob.class).run(whole, asked.configuration(), asked.console());
    }
}

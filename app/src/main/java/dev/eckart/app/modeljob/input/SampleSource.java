package dev.eckart.app.modeljob.input;

import dev.eckart.app.batch.Augmentation;
import dev.eckart.app.batch.Warp;
import dev.eckart.app.config.ConfigurationException;
import dev.eckart.app.onnx.data.BatchTrial;
import dev.eckart.app.onnx.data.GivenData;
import dev.eckart.app.onnx.data.Padding;
import dev.eckart.app.onnx.data.RandomSamples;
import dev.eckart.app.onnx.data.SampleSizes;
import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.data.SizeTrial;
import dev.eckart.app.onnx.embedding.PairSamples;
import dev.eckart.app.onnx.runtime.BatchAxes;
import dev.eckart.app.onnx.runtime.ModelSession;
import dev.eckart.app.onnx.runtime.Port;
import dev.eckart.app.onnx.tensor.OnnxException;
import dev.eckart.spi.Seed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Makes the samples that a job asks for: drawn by its seed from the data that it names, or at random if it names none.
 *
 * @param job what was asked for
 * @param data the data, if there are any
 * @param pairs pairs that embeddings are judged by, if there are any
 */
public record SampleSource(ModelJob job, Optional<ModelData> data, Optional<PairData> pairs) {
    /**
     * Finds what a job names, for models of which one may have a tokenizer with it.
     *
     * @param job what was asked for
     * @param finder finds data by their names
     * @param models what the job's models are
     * @param named those models, as they were named
     * @return where the samples come from
     * @throws dev.eckart.spi.EckartException if there are no data of that name, or they are damaged
     */
    public static SampleSource of(ModelJob job, ModelDataFinder finder, OpenedModels models, List<Path> named) {
        if (job.request().text().isPresent() && job.request().choice().pooling().isEmpty()) {
            job.console()
                    .note(
                            "embeddings are not compared: it is not known how the model's are made; --pooling mean, first,"
                                    + " last or none says so");
        }
        return new SampleSource(job, finder.find(job, models, named), finder.pairs(job, models, named));
    }

    /**
     * Pairs to judge models by.
     *
     * @param sessions the models, of which the first says what they take
     * @return the pairs; none if none are named
     */
    public Optional<PairSamples> pairs(List<ModelSession> sessions) {
        return pairs.map(found -> new PairSamples(
                found.texts().name(),
                tried(sessions, found.texts().test(along(sessions.get(0).inputs()))),
                found.scores(),
                seed().split("pairs")));
    }

    /**
     * Samples to look at while a model is changed, of which there must be data.
     *
     * @param session the model
     * @param usual how many, if the job does not say
     * @return the samples, drawn by the job's seed
     * @throws OnnxException if the model does not run on the first of them
     */
    public Samples calibration(ModelSession session, int usual) {
        Samples all = data.orElseThrow().calibration(along(session.inputs()));
        Samples some = some(all, usual);
        BatchTrial.require(session, some);
        return tried(List.of(session), some);
    }

    /**
     * All samples, unless fewer are asked for, for models to learn from, of which there must be data.
     *
     * @param sessions the models, of which the first says what they take
     * @param augmentation how far pictures are moved
     * @return the samples
     * @throws ConfigurationException if pictures shall be moved and there are none that can be
     */
    public Samples learning(List<ModelSession> sessions, Augmentation augmentation) {
        Samples all = data.orElseThrow().learning(along(sessions.get(0).inputs()), augmentation);
        if (!augmentation.none() && !all.vary()) {
            throw new ConfigurationException(
                    "--shift, --rotate: no input gets pictures that can be moved: those of a data"
                            + " set, or bytes (uint8) [N, H, W], [N, C, H, W] or [N, H, W, C] (--layout says which) of at most "
                            + Warp.LARGEST + " x " + Warp.LARGEST
                            + "; of other numbers it is not known what is behind a picture");
        }
        return tried(sessions, some(all, Integer.MAX_VALUE));
    }

    /**
     * Samples to measure models on, of which there must be data.
     *
     * @param sessions the models, of which the first says what they take
     * @param usual how many, if the job does not say
     * @return the samples, drawn by the job's seed
     */
    public Samples test(List<ModelSession> sessions, int usual) {
        Samples all = data.orElseThrow().test(along(sessions.get(0).inputs()));
        return tried(sessions, some(all, usual));
    }

    /**
     * Random inputs.
     *
     * @param sessions the models, of which the first says what they take
     * @param count how many samples
     * @return the same for the same seed, with open axes of the first size that the models run with
     */
    public Samples drawn(List<ModelSession> sessions, int count) {
        List<Port> inputs = sessions.get(0).inputs();
        SizeTrial trial = SizeTrial.of(sessions, job.request().dims().keySet(), size -> drawnFor(inputs, count, size));
        trial.problem()
                .ifPresent(problem -> job.console()
                        .note(
                                trial.suits()
                                        ? "open axes of drawn inputs have size " + trial.size()
                                                + ": the model does not run with " + "1 (" + trial.axes()
                                                + "); --dim NAME=N sets another"
                                        : "the model does not run on drawn inputs with any size up to "
                                                + SizeTrial.LARGEST
                                                + " of its open axes (" + trial.axes()
                                                + "); --dim NAME=N sets the size of each that has a name"));
        return tried(sessions, drawnFor(inputs, count, trial.size()));
    }

    /**
     * Random inputs for the model that samples are for.
     *
     * @param samples samples of it
     * @param count how many
     * @return inputs of the samples' sizes, one at a time if they are
     */
    public Samples drawnLike(Samples samples, int count) {
        Map<String, List<Long>> sizes = SampleSizes.of(samples.typical()).inputs();
        List<Port> sized = samples.inputs().stream()
                .map(input -> sized(input, sizes.get(input.name())))
                .toList();
        Samples drawn = drawnFor(sized, count, 1);
        return samples.single() ? drawn.oneByOne() : drawn;
    }

    /** An input whose open axes have the sizes of a sample, but for that of samples and those that are asked for. */
    private Port sized(Port input, List<Long> sample) {
        List<Long> dims = new ArrayList<>(input.dims());
        for (int axis = 0; axis < dims.size(); axis++) {
            boolean kept = input.batch().equals(OptionalInt.of(axis))
                    || job.request().dims().containsKey(input.symbols().get(axis));
            dims.set(axis, kept ? dims.get(axis) : sample.get(axis));
        }
        return new Port(input.name(), input.type(), dims, input.symbols(), input.batch());
    }

    private Samples drawnFor(List<Port> inputs, int count, int open) {
        DataRequest request = job.request();
        return new RandomSamples(count, request.dims(), open, request.set(), seed().split("inputs"))
                .samples(along(inputs));
    }

    /**
     * As many of some samples as the job asks for.
     *
     * @param all the samples
     * @param usual how many, if the job does not say
     * @return those drawn by the job's seed
     */
    public Samples some(Samples all, int usual) {
        return all.drawn(job.request().samples().orElse(usual), seed().split("samples"));
    }

    /**
     * Samples that are fitted to and judged by must be enough for both.
     *
     * @param samples some, as the job asks for them
     * @param least how many are needed
     * @param why what they are needed for
     * @throws ConfigurationException if there are fewer
     */
    public void require(Samples samples, int least, String why) {
        if (samples.count() < least) {
            boolean asked = job.request().samples().orElse(least) < least;
            throw new ConfigurationException(
                    (asked ? "--samples" : data.orElseThrow().name()) + ": " + samples.count() + " of the " + least
                            + " samples that are needed at least: " + why);
        }
    }

    private Seed seed() {
        return new Seed(job.settings().seed());
    }

    private List<Port> along(List<Port> inputs) {
        try {
            GivenData.requireTaken(inputs, job.request().set(), job.request().dims());
        } catch (OnnxException e) {
            throw new ConfigurationException("--set: " + e.getMessage());
        }
        if (job.request().batchAxis().isEmpty()) {
            return inputs;
        }
        int axis = job.request().batchAxis().getAsInt();
        return BatchAxes.named(inputs, axis)
                .orElseThrow(() -> new ConfigurationException("--batch-axis: no input of the model has an axis " + axis
                        + "; they take "
                        + inputs.stream()
                                .map(input -> "'" + input.name() + "' " + input.text())
                                .toList()));
    }

    /** Found out once, before anything is measured: one sample at a time, if models do not take more; without padding. */
    private Samples tried(List<ModelSession> sessions, Samples samples) {
        Samples given = sessions.stream()
                .map(session -> BatchTrial.problem(session, samples))
                .flatMap(Optional::stream)
                .findFirst()
                .map(problem -> {
                    job.console()
                            .note("samples are given one at a time: the model's batch axis is open in name only ("
                                    + problem + ")");
                    return samples.oneByOne();
                })
                .orElse(samples);
        return unpadded(sessions, given);
    }

    /** Padding is left out where all models go without it; otherwise that is said. */
    private Samples unpadded(List<ModelSession> sessions, Samples samples) {
        Optional<Padding.Zeros> mask = Padding.in(samples);
        if (mask.isEmpty()) {
            return samples;
        }
        List<Padding> found = sessions.stream()
                .flatMap(session -> Padding.of(session, samples).stream())
                .toList();
        boolean all = found.size() == sessions.size();
        if (samples.lengths().isPresent()) {
            // What is as long as it is has no padding but where batches of few shapes are wanted.
            return all ? samples.padded(found.get(0)) : samples;
        }
        job.console()
                .note("positions where input '" + mask.get().name() + "' is 0 "
                        + (all ? "do not count" : "count like others: " + reason(mask.get())));
        return all ? samples.padded(found.get(0)) : samples;
    }

    private static String reason(Padding.Zeros mask) {
        return mask.empty().isPresent()
                ? "sample " + mask.empty().getAsInt() + " has no others; leave it out, or give it one"
                : "what stands there changes what the model gives elsewhere, or it cannot be told whether it does";
    }
}

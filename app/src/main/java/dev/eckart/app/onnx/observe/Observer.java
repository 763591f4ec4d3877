package dev.eckart.app.onnx.observe;

import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.form.LinearShape;
import dev.eckart.app.onnx.form.Window;
import dev.eckart.app.onnx.layer.Site;
import dev.eckart.app.onnx.layer.Unit;
import dev.eckart.app.onnx.model.OnnxException;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.progress.Stages;
import dev.eckart.spi.Seed;
import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.compress.Decomposer;
import dev.eckart.spi.compress.Statistics.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

/**
 * Observes the layers of a model in passes over samples, as many layers at a time as fit into memory.
 *
 * @param backend multiplies, in float64
 * @param threads threads that the model is run with
 * @param seed which positions of a convolution are drawn
 * @param bound numbers that the sums of a pass, and its values of a batch, may have together; a layer that has more has a
 *     pass of its own
 * @param stages told how many samples have been seen
 */
public record Observer(Backend backend, int threads, Seed seed, long bound, Stages stages) {
    /** Numbers of a pass: 128 MiB in float64, an eighth of what Eckart usually has. */
    private static final long USUAL_BOUND = 1 << 24;

    /**
     * The widest window of which the covariance is observed, 256 channels of 3 x 3: 40 MiB, of which a form takes five
     * times as much to be compared. Forms of wider ones go by the weights alone.
     */
    private static final int WIDEST_WINDOW = 2304;

    /** The widest input of which the covariance is observed for a decomposer that asks for it. */
    private static final int WIDEST_INPUT = 8192;

    /** Numbers that a layer may take and make in a batch: 32 MiB in float64. */
    private static final long MOST_NUMBERS = 1 << 22;

    private static final int MOST_SAMPLES = 64;

    /**
     * An observer of the usual bound.
     *
     * @param backend multiplies, in float64
     * @param threads threads that the model is run with
     * @param seed which positions of a convolution are drawn
     * @param stages told how many samples have been seen
     */
    public Observer(Backend backend, int threads, Seed seed, Stages stages) {
        this(backend, threads, seed, USUAL_BOUND, stages);
    }

    /**
     * Observes. How the layers are spread over passes changes neither the batches nor what is drawn for a layer.
     *
     * @param model the model
     * @param units its layers; what those see that have one tensor counts together
     * @param samples what to run it on
     * @param decomposer what asks for it
     * @param found told what was observed of each layer, in order, as soon as it has been; nothing is kept afterwards
     * @throws OnnxException if the model cannot be run, or something is asked for that cannot be observed
     */
    public void observe(
            OnnxModel model,
            List<Unit> units,
            Samples samples,
            Decomposer decomposer,
            BiConsumer<Unit, Observed> found) {
        if (decomposer.needs().contains(Kind.GRADIENTS)) {
            throw new OnnxException(
                    "the gradient of a loss cannot be observed of an ONNX model; choose a decomposer that does without");
        }
        Samples.Batch first = samples.batches(1).get(0);
        TapTrial trial = TapTrial.of(model, units, first.values(), threads);
        int batch = (int) Math.max(1, Math.min(MOST_SAMPLES, MOST_NUMBERS / trial.largest()));
        for (List<Unit> group : groups(trial, batch, decomposer)) {
            Pass pass = new Pass();
            group.stream()
                    .filter(unit -> !trial.refused().containsKey(unit))
                    .forEach(unit -> pass.sums().put(unit, sums(unit.first(), kinds(unit, decomposer))));
            if (!pass.sums().isEmpty()) {
                Stages.Stage stage =
                        new Stages.Stage("observing " + pass.sums().size() + " layers", samples.count(), "samples");
                stages.reached(stage, 0);
                pass.over(model, samples, batch, threads, done -> stages.reached(stage, done));
            }
            Stages.Stage stage = factorising(group.size());
            for (int i = 0; i < group.size(); i++) {
                Unit unit = group.get(i);
                stages.reached(stage, i);
                Observed observed = Optional.ofNullable(trial.refused().get(unit))
                        .map(Observed::nothing)
                        .orElseGet(() -> Observed.of(pass.sums().remove(unit)));
                found.accept(unit, observed);
            }
            stages.reached(stage, stage.total());
        }
    }

    /**
     * What follows as soon as layers have been observed, before the next ones are.
     *
     * @param layers how many
     * @return a stage of so many steps
     */
    public static Stages.Stage factorising(int layers) {
        return new Stages.Stage("factorising " + layers + " layers", layers, "layers");
    }

    /** Layers that follow each other and can be observed together, as many as keep to the bound. */
    private List<List<Unit>> groups(TapTrial trial, int batch, Decomposer decomposer) {
        List<List<Unit>> groups = new ArrayList<>();
        for (List<Unit> together : trial.together()) {
            groups.add(new ArrayList<>());
            long left = bound;
            for (Unit unit : together) {
                long more = trial.numbers().getOrDefault(unit, 0L) * batch
                        + numbers(unit.first().shape(), kinds(unit, decomposer));
                if (more > left && !groups.get(groups.size() - 1).isEmpty()) {
                    groups.add(new ArrayList<>());
                    left = bound;
                }
                groups.get(groups.size() - 1).add(unit);
                left -= more;
            }
        }
        return groups;
    }

    private static Set<Kind> kinds(Unit unit, Decomposer decomposer) {
        LinearShape layer = unit.first().shape();
        return decomposer.needs(layer.rows(), layer.blockOutputs());
    }

    /** Numbers of the sums of a layer. */
    private static long numbers(LinearShape layer, Set<Kind> kinds) {
        long inputs = observesInputs(layer, kinds) ? Gram.numbers(layer.rows()) : 0;
        long outputs = kinds.contains(Kind.OUTPUTS) ? Gram.numbers(layer.blockOutputs()) : 0;
        return layer.geometry().blocks() * (inputs + outputs);
    }

    private static boolean observesInputs(LinearShape layer, Set<Kind> kinds) {
        boolean wide = layer.geometry().window().map(Window::size).orElse(1) > 1;
        return kinds.contains(Kind.INPUTS) || wide && layer.rows() <= WIDEST_WINDOW;
    }

    private List<BlockSums> sums(Site site, Set<Kind> kinds) {
        LinearShape layer = site.shape();
        int width = layer.rows();
        if (kinds.contains(Kind.INPUTS) && width > WIDEST_INPUT) {
            throw new OnnxException("the covariance of the " + width + " inputs of layer '" + site.name()
                    + "' is too large to observe; choose another decomposer, or exclude the layer");
        }
        boolean covariance = observesInputs(layer, kinds);
        boolean drawn = !kinds.contains(Kind.INPUTS) || width > layer.blockOutputs();
        return IntStream.range(0, layer.geometry().blocks())
                .mapToObj(block -> new BlockSums(
                        backend,
                        covariance ? Optional.of(width) : Optional.empty(),
                        kinds.contains(Kind.OUTPUTS) ? Optional.of(layer.blockOutputs()) : Optional.empty(),
                        width,
                        drawn,
                        seed.split(site.output()).split(block)))
                .toList();
    }
}

package dev.eckart.app.onnx.cost;

import static dev.eckart.app.onnx.ModelBuilder.attribute;

import dev.eckart.app.onnx.LayerCase;
import dev.eckart.app.onnx.ModelBuilder;
import dev.eckart.app.onnx.data.RandomSamples;
import dev.eckart.app.onnx.data.SampleBatch;
import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.form.ByteForms;
import dev.eckart.app.onnx.form.ByteLosses;
import dev.eckart.app.onnx.form.Forms;
import dev.eckart.app.onnx.form.Offers;
import dev.eckart.app.onnx.measure.Speed;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.proto.AttributeProto;
import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.app.onnx.rewrite.Replacement;
import dev.eckart.app.onnx.rewrite.Rewriter;
import dev.eckart.app.onnx.runtime.Latency;
import dev.eckart.app.onnx.runtime.OnnxSession;
import dev.eckart.app.onnx.unit.Sites;
import dev.eckart.app.onnx.unit.Unit;
import dev.eckart.compress.decompose.RandomizedSvd;
import dev.eckart.spi.Seed;
import dev.eckart.spi.compress.Candidate;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Compares what layers of random kinds and sizes, and what can stand in their place, are predicted to take with what they take
 * in models of several of them: run it by itself, on a machine that does little else.
 */
public final class RandomLayers {
    /** Layers of a model, so that starting a run is little of it. */
    private static final int LAYERS = 8;

    private static final int SITTINGS = 5;
    private static final int ROUNDS = 20;
    private static final Duration PATIENCE = Duration.ofMillis(20);

    private final SplittableRandom random;
    private final List<Double> errors = new ArrayList<>();

    private RandomLayers(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /**
     * Prints a table.
     *
     * @param arguments a seed and a number of layers
     */
    public static void main(String[] arguments) {
        RandomLayers layers = new RandomLayers(Long.parseLong(arguments[0]));
        System.out.println("| layer | in its place | predicted us | measured us | off |\n|---|---|---|---|---|");
        for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
            layers.compare();
        }
        double[] off = layers.errors.stream().mapToDouble(Math::abs).sorted().toArray();
        System.out.printf(
                Locale.ROOT,
                "%nmedian %.1f %%, three quarters below %.1f %%, nine tenths below %.1f %%, greatest %.1f %%%n",
                100 * off[off.length / 2],
                100 * off[off.length * 3 / 4],
                100 * off[off.length * 9 / 10],
                100 * off[off.length - 1]);
    }

    /** Tells what kernels take in the time of the reference, so that two sittings can be compared. */
    private record SteadyClock(ModelClock clock) implements ModelClock {
        /** Nanoseconds that it is said to take. */
        static final long REFERENCE = 20_000;

        @Override
        public List<Long> nanoseconds(List<Kernel.Copies> kernels) {
            List<Kernel.Copies> all = new ArrayList<>(List.of(StandardKernels.REFERENCE));
            all.addAll(kernels);
            List<Long> took = clock.nanoseconds(all);
            return took.subList(1, took.size()).stream()
                    .map(time -> Math.round((double) time * REFERENCE / took.get(0)))
                    .toList();
        }

        @Override
        public Speed race(OnnxModel before, OnnxModel after, SampleBatch batch) {
            return clock.race(before, after, batch);
        }
    }

    /** A model of several layers that are alike, each with weights of its own. */
    private record Alike(String name, ModelProto proto, int batch) {}

    private int size(int least, int most) {
        return (int) Math.round(least * Math.pow((double) most / least, random.nextDouble()));
    }

    @SafeVarargs
    private <T> T any(T... all) {
        return all[random.nextInt(all.length)];
    }

    private Alike alike() {
        return switch (random.nextInt(5)) {
            case 0 -> product("Gemm", any(1, 1, 4, 16, 64), 0, size(32, 1024), size(32, 1024));
            case 1 -> product("MatMul", any(1, 1, 4), size(8, 128), size(64, 768), size(64, 768));
            case 2 -> product("Einsum", 1, size(8, 128), size(64, 512), size(64, 512));
            default -> convolution();
        };
    }

    private Alike product(String operator, int batch, int positions, int inputs, int outputs) {
        ModelBuilder builder = new ModelBuilder(random.nextLong());
        builder.input("x", positions > 0 ? new Object[] {"N", positions, inputs} : new Object[] {"N", inputs});
        for (int i = 0; i < LAYERS; i++) {
            builder.weights("w" + i, inputs, outputs);
            AttributeProto[] attributes = operator.equals("Einsum")
                    ? new AttributeProto[] {attribute("equation", "bli,io->blo")}
                    : new AttributeProto[0];
            builder.node(operator, "layer" + i, List.of("x", "w" + i), "y" + i, attributes)
                    .output(
                            "y" + i,
                            positions > 0 ? new Object[] {"N", positions, outputs} : new Object[] {"N", outputs});
        }
        String rows = positions > 0 ? batch + "x" + positions : String.valueOf(batch);
        return new Alike(
                String.format("%s of %s rows, %d -> %d", operator, rows, inputs, outputs), builder.build(8, 17), batch);
    }

    private Alike convolution() {
        int batch = any(1, 1, 4);
        int side = any(7, 14, 28, 28, 56);
        int window = any(1, 3, 3, 3, 5);
        int stride = any(1, 1, 2);
        int most = 3000 / side;
        int inputs = size(4, most);
        int outputs = size(4, most);
        ModelBuilder builder = new ModelBuilder(random.nextLong()).input("x", "N", inputs, side, side);
        long pad = window / 2;
        long made = (side + stride - 1) / stride;
        for (int i = 0; i < LAYERS; i++) {
            builder.weights("w" + i, outputs, inputs, window, window)
                    .weights("b" + i, outputs)
                    .node(
                            "Conv",
                            "layer" + i,
                            List.of("x", "w" + i, "b" + i),
                            "y" + i,
                            attribute("pads", pad, pad, pad, pad),
                            attribute("strides", stride, stride))
                    .output("y" + i, "N", outputs, made, made);
        }
        return new Alike(
                String.format(
                        "Conv %dx%d, stride %d, of %dx%dx%dx%d, %d -> %d",
                        window, window, stride, batch, inputs, side, side, inputs, outputs),
                builder.build(8, 17),
                batch);
    }

    private void compare() {
        Alike alike = alike();
        OnnxModel model = new OnnxModel(Path.of("alike.onnx"), alike.proto());
        List<Unit> units = Sites.of(model).units();
        Samples samples = samples(model, alike.batch());
        SampleBatch batch = samples.batches(alike.batch()).get(0);
        Unit unit = units.get(0);
        Offers all = new ByteForms(Set.of(), Float.BYTES)
                .with(
                        new Forms(new RandomizedSvd(), LayerCase.backend(), false)
                                .of(unit.read(), unit.forms(), unit.kept(), Optional.empty(), new Seed(1)),
                        new ByteForms.Unread(unit.shape().geometry(), unit::read),
                        new ByteLosses(Map.of()),
                        unit.first().arrangement()::bytes);
        List<Candidate> smaller = all.decomposition().candidates().stream()
                .filter(candidate -> !candidate.isLayer())
                .toList();
        if (smaller.isEmpty()) {
            compare();
            return;
        }
        Candidate chosen = smaller.get(random.nextInt(smaller.size()));
        String kind = kind(chosen);
        Offers some = new Offers(
                all.decomposition()
                        .with(all.decomposition().candidates().stream()
                                .filter(each -> each.isLayer() || kind(each).equals(kind))),
                all.geometries());
        ModelClock clock = new SteadyClock(new RuntimeClock(1));
        List<Candidate> timed = LayerTimes.of(model, units, batch, clock, 1)
                .timed(unit, some)
                .decomposition()
                .candidates();
        long predicted = timed.stream()
                .filter(each -> each.label().equals(chosen.label()))
                .findFirst()
                .orElseThrow()
                .nanoseconds();
        List<Replacement> replacements = units.stream()
                .map(each -> new Replacement(
                        each.uses(), each.turned(), all.shapes(chosen), () -> each.factors(all.factors(chosen))))
                .toList();
        double reference = clock.nanoseconds(List.of(StandardKernels.REFERENCE)).get(0);
        double measured =
                measured(new Rewriter(model.proto()).replace(replacements).model(), batch) * reference;
        double off = predicted / measured - 1;
        errors.add(off);
        System.out.printf(
                Locale.ROOT,
                "| %s | %s | %.2f | %.2f | %+.1f %% |%n",
                alike.name(),
                chosen.label(),
                predicted / 1e3,
                measured / 1e3,
                100 * off);
    }

    private static String kind(Candidate candidate) {
        return candidate.label().replaceAll("[0-9]+", "");
    }

    private static Samples samples(OnnxModel model, int count) {
        try (OnnxSession session = OnnxSession.open(model.proto(), model.externalData(), 1)) {
            return new RandomSamples(count, Map.of(), new Seed(2)).samples(session.inputs());
        }
    }

    /** What a layer of a model takes by what the reference takes, without what it takes to start a run. */
    private static double measured(ModelProto proto, SampleBatch batch) {
        ModelBuilder builder = new ModelBuilder(1).input("x", 1);
        for (int i = 0; i < LAYERS; i++) {
            builder.weights("w" + i, 1)
                    .node("Add", "", List.of("x", "w" + i), "y" + i)
                    .output("y" + i, 1);
        }
        ModelProto empty = builder.build(8, 17);
        RuntimeClock clock = new RuntimeClock(1);
        double[] shares = new double[SITTINGS];
        for (int i = 0; i < SITTINGS; i++) {
            try (OnnxSession smaller = open(proto);
                    OnnxSession nothing = open(empty);
                    OnnxSession reference = clock.opened(StandardKernels.REFERENCE);
                    OnnxSession nothingOnce = clock.opened(RuntimeClock.NOTHING_ONCE)) {
                double[] low = Latency.times(
                                List.of(
                                        new Latency.Task(smaller, batch.values()),
                                        RuntimeClock.task(nothing),
                                        RuntimeClock.task(reference),
                                        RuntimeClock.task(nothingOnce)),
                                ROUNDS,
                                PATIENCE)
                        .stream()
                        .mapToDouble(RuntimeClock::low)
                        .toArray();
                shares[i] = (low[0] - low[1]) / LAYERS / (low[2] - low[3]);
            }
        }
        Arrays.sort(shares);
        return shares[SITTINGS / 2];
    }

    private static OnnxSession open(ModelProto proto) {
        OnnxModel model = new OnnxModel(Path.of("some.onnx"), proto);
        return OnnxSession.open(model.proto(), model.externalData(), 1);
    }
}

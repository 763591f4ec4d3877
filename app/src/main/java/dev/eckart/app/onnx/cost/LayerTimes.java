package dev.eckart.app.onnx.cost;

import dev.eckart.app.onnx.cost.Kernel.Input;
import dev.eckart.app.onnx.data.SampleBatch;
import dev.eckart.app.onnx.form.Geometry;
import dev.eckart.app.onnx.form.LinearShape;
import dev.eckart.app.onnx.form.Offers;
import dev.eckart.app.onnx.layer.Site;
import dev.eckart.app.onnx.model.DataType;
import dev.eckart.app.onnx.model.OnnxException;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.runtime.Port;
import dev.eckart.app.onnx.runtime.RawValue;
import dev.eckart.app.onnx.runtime.Taps;
import dev.eckart.app.onnx.runtime.Values;
import dev.eckart.app.onnx.unit.Unit;
import dev.eckart.spi.compress.Candidate;
import dev.eckart.spi.compress.FactorShape;
import dev.eckart.spi.compress.Storage.Form;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Tells how long layers, and all that they can be replaced by, are predicted to take.
 *
 * @param model the model
 * @param units its layers
 * @param inputs what goes into each layer, by name of the value
 * @param clock measures kernels
 */
public record LayerTimes(OnnxModel model, List<Unit> units, Map<String, Input> inputs, ModelClock clock) {
    /** Copies of a small kernel that are enough: together they take much longer than to start a run. */
    private static final long MOST_COPIES = 32;

    /** Numbers that what goes into all copies may have: what comes out of one layer is in the cache when the next one takes it. */
    private static final long MOST_NUMBERS = 1 << 17;

    /**
     * Candidates that differ in nothing but widths.
     *
     * @param geometries how factors are applied
     * @param biased which of them have a bias
     * @param forms how their weights are stored
     */
    private record Family(List<Geometry> geometries, List<Boolean> biased, List<Form> forms) {}

    /**
     * Runs a model, to know what goes into its layers.
     *
     * @param model the model
     * @param units its layers
     * @param batch what it is run on
     * @param clock measures kernels
     * @param threads threads that it is run with
     * @return what tells times of layers in such a run
     * @throws OnnxException if it cannot be run
     */
    public static LayerTimes of(OnnxModel model, List<Unit> units, SampleBatch batch, ModelClock clock, int threads) {
        Set<String> wanted = units.stream()
                .flatMap(unit -> unit.layers().stream())
                .map(Site::input)
                .collect(Collectors.toCollection(TreeSet::new));
        Map<String, Values> given = batch.values();
        Map<String, Input> inputs = new HashMap<>();
        for (Port port : batch.samples().inputs()) {
            port.type()
                    .ifPresent(type -> inputs.put(
                            port.name(), input(type, given.get(port.name()).dims())));
        }
        try (Taps taps = Taps.unfused(model.proto(), model.externalData(), List.of(), wanted, threads);
                Taps.Made made = taps.run(given, Map.of())) {
            wanted.stream().filter(taps::makes).forEach(name -> {
                RawValue value = made.raw(name);
                inputs.put(name, input(value.type(), value.dims()));
            });
        }
        return new LayerTimes(model, units, inputs, clock);
    }

    private static Input input(DataType type, long[] dims) {
        return new Input(type, Arrays.stream(dims).boxed().toList());
    }

    /**
     * The same offers with times.
     *
     * @param unit a layer, or several that have their weights in common
     * @param offers what it can be replaced by, by itself or together with others
     * @return offers whose candidates know what they take
     * @throws OnnxException if one of them cannot be run
     */
    public Offers timed(Unit unit, Offers offers) {
        Map<Boolean, List<Candidate>> candidates = offers.decomposition().candidates().stream()
                .collect(Collectors.partitioningBy(candidate -> isAlongAxes(offers.shapes(candidate))));
        Map<Family, List<Candidate>> families = new LinkedHashMap<>();
        candidates
                .get(false)
                .forEach(candidate -> families.computeIfAbsent(family(offers, candidate), any -> new ArrayList<>())
                        .add(candidate));
        List<Candidate> timed = new ArrayList<>();
        families.forEach((family, members) -> timed.addAll(timed(unit, offers, family.forms(), members)));
        timed.addAll(alongAxes(unit, offers, candidates.get(true)));
        return new Offers(offers.decomposition().with(timed.stream()), offers.geometries());
    }

    private static Family family(Offers offers, Candidate candidate) {
        List<LinearShape> shapes = offers.shapes(candidate);
        return new Family(
                shapes.stream().map(LinearShape::geometry).toList(),
                shapes.stream().map(LinearShape::biased).toList(),
                forms(candidate));
    }

    private static List<Form> forms(Candidate candidate) {
        return candidate.factors().stream()
                .map(factor -> factor.storage().form())
                .toList();
    }

    private static boolean isAlongAxes(List<LinearShape> shapes) {
        return shapes.get(0).geometry().mode().isPresent();
    }

    private List<Candidate> alongAxes(Unit unit, Offers offers, List<Candidate> members) {
        if (members.isEmpty()) {
            return members;
        }
        List<List<ChainTimes.Step>> chains =
                members.stream().map(candidate -> steps(offers, candidate)).toList();
        ChainTimes times =
                ChainTimes.of(chains, i -> measured(unit, offers.shapes(members.get(i)), forms(members.get(i))));
        return IntStream.range(0, members.size())
                .mapToObj(i -> members.get(i).taking(times.time(chains.get(i))))
                .toList();
    }

    private static List<ChainTimes.Step> steps(Offers offers, Candidate candidate) {
        List<LinearShape> shapes = offers.shapes(candidate);
        return IntStream.range(0, shapes.size())
                .mapToObj(i -> ChainTimes.Step.of(
                        shapes.get(i).geometry(), candidate.factors().get(i)))
                .toList();
    }

    private List<Candidate> timed(Unit unit, Offers offers, List<Form> forms, List<Candidate> members) {
        List<LinearShape> like = offers.shapes(members.get(0));
        WidthGrid grid = WidthGrid.of(
                members.stream().map(LayerTimes::widths).toList(),
                widths -> measured(unit, resized(like, widths), forms));
        return members.stream()
                .map(candidate -> candidate.taking(grid.time(widths(candidate))))
                .toList();
    }

    /** What the first factor takes, and what each makes. */
    private static int[] widths(Candidate candidate) {
        List<FactorShape> factors = candidate.factors();
        return IntStream.concat(
                        IntStream.of(factors.get(0).inputs()), factors.stream().mapToInt(FactorShape::outputs))
                .toArray();
    }

    /** The same operators of other widths: each takes as much more or less as the one before it makes. */
    private static List<LinearShape> resized(List<LinearShape> like, int[] widths) {
        List<LinearShape> shapes = new ArrayList<>();
        for (int i = 0; i < like.size(); i++) {
            LinearShape shape = like.get(i);
            int rows = i == 0
                    ? widths[0]
                    : Math.toIntExact(
                            (long) shape.rows() * widths[i] / like.get(i - 1).columns());
            shapes.add(new LinearShape(rows, widths[i + 1], shape.biased(), shape.geometry()));
        }
        return shapes;
    }

    private long measured(Unit unit, List<LinearShape> shapes, List<Form> forms) {
        long time = 0;
        for (Site use : unit.uses()) {
            time += clock.nanoseconds(kernel(use, shapes, forms), copies(unit, use));
        }
        for (Site layer : unit.turned()) {
            time += clock.nanoseconds(kernel(layer, turned(shapes, layer), forms), copies(unit, layer));
        }
        return time;
    }

    /** The factors of the transposed matrix, which are numbers all. */
    private static List<LinearShape> turned(List<LinearShape> shapes, Site layer) {
        List<LinearShape> turned = new ArrayList<>();
        for (LinearShape shape : shapes) {
            boolean biased = turned.isEmpty() && layer.bias().isPresent();
            turned.add(0, new LinearShape(shape.columns(), shape.rows(), biased, layer.geometry()));
        }
        return turned;
    }

    private Kernel kernel(Site site, List<LinearShape> shapes, List<Form> forms) {
        Input input = inputs.get(site.input());
        List<Long> dims = new ArrayList<>(input.dims());
        if (site.arrangement().isResizable() && !isAlongAxes(shapes)) {
            dims.set(dims.size() - 1, (long) shapes.get(0).rows());
        }
        return Kernel.of(model.proto(), site, shapes, forms, new Input(input.type(), dims));
    }

    /** As many layers of these sizes as the model's weights would make: they are as far from the processor as in the model. */
    private int copies(Unit unit, Site use) {
        long numbers = inputs.get(use.input()).dims().stream().reduce(1L, (a, b) -> a * b);
        long all = units.stream()
                .filter(other -> !other.shape().geometry().lookup())
                .mapToLong(other -> other.shape().parameters())
                .sum();
        long most = Math.min(MOST_COPIES, MOST_NUMBERS / numbers);
        return (int)
                Long.highestOneBit(Math.max(1, Math.min(most, all / unit.shape().parameters())));
    }
}

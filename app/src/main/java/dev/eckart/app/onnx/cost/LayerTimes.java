package dev.eckart.app.onnx.cost;

import dev.eckart.app.onnx.data.SampleBatch;
import dev.eckart.app.onnx.form.Geometry;
import dev.eckart.app.onnx.form.LinearShape;
import dev.eckart.app.onnx.form.Offers;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.tensor.OnnxException;
import dev.eckart.app.onnx.unit.Unit;
import dev.eckart.spi.compress.Candidate;
import dev.eckart.spi.compress.FactorShape;
import dev.eckart.spi.compress.Storage.Form;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Tells how long layers, and all that they can be replaced by, are predicted to take. */
public final class LayerTimes {
    private final LayerKernels kernels;
    private final ModelClock clock;

    private LayerTimes(LayerKernels kernels, ModelClock clock) {
        this.kernels = kernels;
        this.clock = clock;
    }

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
        return new LayerTimes(LayerKernels.of(model, units, batch, threads), clock);
    }

    /**
     * Candidates that differ in nothing but widths.
     *
     * @param geometries how factors are applied
     * @param biased which of them have a bias
     * @param forms how their weights are stored
     */
    private record Family(List<Geometry> geometries, List<Boolean> biased, List<Form> forms) {}

    /** A candidate that is to be measured. */
    private record Built(List<LinearShape> shapes, List<Form> forms) {}

    /**
     * What has to be measured to know what some candidates take.
     *
     * @param built what is measured
     * @param timed the candidates, by what those take
     */
    private record Question(List<Built> built, Function<List<Long>, List<Candidate>> timed) {}

    /**
     * The same offers with times. All that is to be measured for them is measured together.
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
        List<Question> questions = new ArrayList<>();
        families.values().forEach(members -> questions.add(ofWidths(offers, members)));
        if (!candidates.get(true).isEmpty()) {
            questions.add(alongAxes(offers, candidates.get(true)));
        }
        return new Offers(offers.decomposition().with(answered(unit, questions).stream()), offers.geometries());
    }

    private List<Candidate> answered(Unit unit, List<Question> questions) {
        List<List<Kernel.Copies>> wanted = questions.stream()
                .flatMap(question -> question.built().stream())
                .map(built -> kernels.of(unit, built.shapes(), built.forms()))
                .toList();
        List<Long> took =
                clock.nanoseconds(wanted.stream().flatMap(List::stream).toList());
        List<Long> times = new ArrayList<>();
        int next = 0;
        for (List<Kernel.Copies> each : wanted) {
            times.add(took.subList(next, next + each.size()).stream()
                    .mapToLong(Long::longValue)
                    .sum());
            next += each.size();
        }
        List<Candidate> timed = new ArrayList<>();
        int first = 0;
        for (Question question : questions) {
            int last = first + question.built().size();
            timed.addAll(question.timed().apply(times.subList(first, last)));
            first = last;
        }
        return timed;
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

    private static Question alongAxes(Offers offers, List<Candidate> members) {
        List<List<ChainTimes.Step>> chains =
                members.stream().map(candidate -> steps(offers, candidate)).toList();
        ChainTimes.Plan plan = ChainTimes.among(chains);
        List<Built> built = plan.measured().stream()
                .map(i -> new Built(offers.shapes(members.get(i)), forms(members.get(i))))
                .toList();
        return new Question(built, took -> {
            ChainTimes times = plan.with(took);
            return IntStream.range(0, members.size())
                    .mapToObj(i -> members.get(i).taking(times.time(chains.get(i))))
                    .toList();
        });
    }

    private static List<ChainTimes.Step> steps(Offers offers, Candidate candidate) {
        List<LinearShape> shapes = offers.shapes(candidate);
        return IntStream.range(0, shapes.size())
                .mapToObj(i -> ChainTimes.Step.of(
                        shapes.get(i).geometry(), candidate.factors().get(i)))
                .toList();
    }

    private static Question ofWidths(Offers offers, List<Candidate> members) {
        List<LinearShape> like = offers.shapes(members.get(0));
        List<Form> forms = forms(members.get(0));
        WidthGrid.Plan plan =
                WidthGrid.among(members.stream().map(LayerTimes::widths).toList(), macs(members.get(0)));
        List<Built> built = plan.widths().stream()
                .map(widths -> new Built(resized(like, widths), forms))
                .toList();
        return new Question(built, took -> {
            WidthGrid grid = plan.with(took);
            return members.stream()
                    .map(candidate -> candidate.taking(grid.time(widths(candidate))))
                    .toList();
        });
    }

    /** What the first factor takes, and what each makes. */
    private static int[] widths(Candidate candidate) {
        List<FactorShape> factors = candidate.factors();
        return IntStream.concat(
                        IntStream.of(factors.get(0).inputs()), factors.stream().mapToInt(FactorShape::outputs))
                .toArray();
    }

    private static double[] macs(Candidate candidate) {
        return candidate.factors().stream()
                .mapToDouble(factor -> (double) factor.macs() / ((double) factor.inputs() * factor.outputs()))
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
}

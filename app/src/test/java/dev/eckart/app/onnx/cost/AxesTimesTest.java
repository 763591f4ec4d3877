package dev.eckart.app.onnx.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.app.onnx.LayerCase;
import dev.eckart.app.onnx.data.RandomSamples;
import dev.eckart.app.onnx.data.SampleBatch;
import dev.eckart.app.onnx.form.ByteForms;
import dev.eckart.app.onnx.form.ByteLosses;
import dev.eckart.app.onnx.form.Forms;
import dev.eckart.app.onnx.form.Offers;
import dev.eckart.app.onnx.measure.Speed;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.proto.GraphProto;
import dev.eckart.app.onnx.proto.NodeProto;
import dev.eckart.app.onnx.runtime.OnnxSession;
import dev.eckart.app.onnx.unit.Sites;
import dev.eckart.app.onnx.unit.Unit;
import dev.eckart.compress.decompose.TruncatedSvd;
import dev.eckart.spi.Seed;
import dev.eckart.spi.compress.Candidate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Times of products along the axes of a feature map. */
class AxesTimesTest {
    private static final Seed SEED = new Seed(3);

    /** Rows that go into the layer. */
    private static final int BATCH = 2;

    /** What a fit may be off where all but one are as they should be. */
    private static final double OFF = 0.01;

    /** The kernels are models that ONNX Runtime runs, of a first axis that is narrower as of others. */
    @Test
    void kernelsAreRun() {
        Offers timed = timed(new RuntimeClock(1), "tucker 2 x");
        assertTrue(timed.decomposition().candidates().stream().allMatch(candidate -> candidate.nanoseconds() > 0));
    }

    /** On a machine on which an operator takes a time, and a multiplication another. */
    @Test
    void timesFollowFromOperatorsAndMultiplications() {
        List<Candidate> all = narrow(timed(new MultiplyingClock(new TreeSet<>(), ""), "tucker"));
        assertTrue(all.size() > 40, all.size() + " sizes");
        for (Candidate candidate : all) {
            assertEquals(taken(candidate), candidate.nanoseconds(), OFF * taken(candidate), candidate.label());
        }
    }

    @Test
    void fewSizesAreMeasured() {
        Set<String> measured = new TreeSet<>();
        timed(new MultiplyingClock(measured, ""), "tucker");
        assertTrue(measured.size() <= 40, measured.size() + " kernels");
    }

    /** A size that seems to take a tenth of what it does takes no less than others like it. */
    @Test
    void noiseOfASizeDoesNotMakeItFast() {
        Set<String> measured = new TreeSet<>();
        timed(new MultiplyingClock(measured, ""), "tucker");
        List<String> sizes =
                measured.stream().filter(text -> text.split("->").length > 3).toList();
        for (String noisy : List.of(sizes.get(0), sizes.get(sizes.size() / 2), sizes.get(sizes.size() - 1))) {
            for (Candidate candidate : narrow(timed(new MultiplyingClock(new TreeSet<>(), noisy), "tucker"))) {
                assertEquals(taken(candidate), candidate.nanoseconds(), OFF * taken(candidate), noisy);
            }
        }
    }

    private static List<Candidate> narrow(Offers timed) {
        return timed.decomposition().candidates().stream()
                .filter(candidate -> candidate.label().startsWith("tucker"))
                .toList();
    }

    private static long taken(Candidate candidate) {
        boolean ranked = candidate.label().contains("rank");
        int along = candidate.factors().size() - (ranked ? 2 : 1);
        // Each along an axis has a Reshape before it, and the last one another behind it.
        return MultiplyingClock.NODE * (2 * along + 1 + (ranked ? 2 : 1)) + BATCH * candidate.macs();
    }

    /**
     * A machine on which a node and a multiplication take so long.
     *
     * @param measured what was measured
     * @param noisy what seems to take a tenth
     */
    private record MultiplyingClock(Set<String> measured, String noisy) implements ModelClock {
        static final long NODE = 100;

        @Override
        public List<Long> nanoseconds(List<Kernel.Copies> kernels) {
            return kernels.stream().map(each -> nanoseconds(each.kernel())).toList();
        }

        private long nanoseconds(Kernel kernel) {
            measured.add(kernel.text());
            GraphProto graph = kernel.model().getGraph();
            Map<String, List<Long>> weights = new HashMap<>();
            graph.getInitializerList().forEach(tensor -> weights.put(tensor.getName(), tensor.getDimsList()));
            long numbers = graph.getInput(0).getType().getTensorType().getShape().getDimList().stream()
                    .mapToLong(dim -> dim.getDimValue())
                    .reduce(1, (a, b) -> a * b);
            long time = NODE * graph.getNodeCount();
            for (NodeProto node : graph.getNodeList()) {
                List<Long> dims = weights.get(node.getInput(1));
                if (!node.getOpType().equals("Reshape")) {
                    boolean columnsFirst = node.getOpType().equals("Conv");
                    long made = numbers / dims.get(columnsFirst ? 1 : 0) * dims.get(columnsFirst ? 0 : 1);
                    time += made * dims.get(columnsFirst ? 1 : 0);
                    numbers = made;
                }
            }
            return kernel.text().equals(noisy) ? time / 10 : time;
        }

        @Override
        public Speed race(OnnxModel before, OnnxModel after, SampleBatch batch) {
            throw new AssertionError("no model is run");
        }
    }

    /** The layer itself, and candidates whose label begins so, timed. */
    private static Offers timed(ModelClock clock, String label) {
        OnnxModel model = LayerCase.all()
                .filter(layer -> layer.name().equals("gemm of a flattened map"))
                .findFirst()
                .orElseThrow()
                .model();
        Unit unit = Sites.of(model).units().get(0);
        Offers offers = new Forms(new TruncatedSvd(), LayerCase.backend(), false)
                .of(unit.read(), unit.forms(), unit.kept(), Optional.empty(), SEED);
        Offers some = new Offers(
                offers.decomposition()
                        .with(offers.decomposition().candidates().stream()
                                .filter(candidate ->
                                        candidate.isLayer() || candidate.label().startsWith(label))),
                offers.geometries());
        Offers whole = new ByteForms(Set.of(), Float.BYTES)
                .with(
                        some,
                        new ByteForms.Unread(unit.shape().geometry(), unit::read),
                        new ByteLosses(Map.of()),
                        unit.first().arrangement()::bytes);
        return LayerTimes.of(model, List.of(unit), batch(model), clock, 1).timed(unit, whole);
    }

    private static SampleBatch batch(OnnxModel model) {
        try (OnnxSession session = OnnxSession.open(model.proto(), model.externalData(), 1)) {
            return new RandomSamples(BATCH, Map.of(), SEED)
                    .samples(session.inputs())
                    .batches(BATCH)
                    .get(0);
        }
    }
}

package dev.eckart.app.onnx.cost;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.app.onnx.LayerCase;
import dev.eckart.app.onnx.data.RandomSamples;
import dev.eckart.app.onnx.data.SampleBatch;
import dev.eckart.app.onnx.form.ByteForms;
import dev.eckart.app.onnx.form.ByteLosses;
import dev.eckart.app.onnx.form.Forms;
import dev.eckart.app.onnx.form.Offers;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.runtime.OnnxSession;
import dev.eckart.app.onnx.unit.Sites;
import dev.eckart.app.onnx.unit.Unit;
import dev.eckart.compress.decompose.TruncatedSvd;
import dev.eckart.spi.Seed;
import dev.eckart.spi.compress.Candidate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Times of products along the axes of a feature map. */
class AxesTimesTest {
    private static final Seed SEED = new Seed(3);

    /** Sizes that a Reshape is given, for each of three axes and once behind them. */
    private static final int SIZES = 3 * 3 + 2;

    /** The kernels are models that ONNX Runtime runs, of a first axis that is narrower as of others. */
    @Test
    void kernelsAreRun() {
        Offers timed = timed(new RuntimeClock(1), "tucker 2 x");
        assertTrue(timed.decomposition().candidates().stream().allMatch(candidate -> candidate.nanoseconds() > 0));
    }

    /** On a machine on which a weight takes a nanosecond, each takes as many as it has parameters. */
    @Test
    void eachSizeIsTimedAsItIs() {
        List<Candidate> some = timed(new MadeUpClock(0, 0), "tucker").decomposition().candidates().stream()
                .filter(candidate -> candidate.label().startsWith("tucker"))
                .toList();
        assertTrue(some.size() > 5, some::toString);
        for (Candidate candidate : some) {
            long beside = candidate.nanoseconds() - candidate.parameters();
            assertTrue(beside > 0 && beside <= SIZES, candidate.label() + ": " + beside);
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
            return new RandomSamples(2, Map.of(), SEED)
                    .samples(session.inputs())
                    .batches(2)
                    .get(0);
        }
    }
}

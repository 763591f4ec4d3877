package dev.eckart.app.onnx.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.app.onnx.LayerCase;
import dev.eckart.app.onnx.ModelBuilder;
import dev.eckart.app.onnx.data.RandomSamples;
import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.form.Forms;
import dev.eckart.app.onnx.form.Offers;
import dev.eckart.app.onnx.layer.Site;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.progress.Stages;
import dev.eckart.app.onnx.refit.Refit;
import dev.eckart.app.onnx.rewrite.Replacement;
import dev.eckart.app.onnx.runtime.OnnxSession;
import dev.eckart.app.onnx.unit.Sites;
import dev.eckart.app.onnx.walk.Cut;
import dev.eckart.compress.decompose.OutputCovarianceSvd;
import dev.eckart.compress.decompose.TruncatedSvd;
import dev.eckart.spi.Seed;
import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.compress.MatrixStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A deeper model of the same width takes as many times the work as it is deeper, and little more. */
class LinearWorkTest {
    private static final Seed SEED = new Seed(4);
    private static final int WIDTH = 8;
    private static final int DEPTH = 6;
    private static final int SAMPLES = 20;

    /** A share of the ends, which have no layer before or behind them. */
    private static final double MOST = 4.4;

    private final Backend backend = LayerCase.backend();

    /** Residual blocks of two layers each. */
    private static OnnxModel deep(int blocks) {
        ModelBuilder model = new ModelBuilder(6).input("h0", "N", WIDTH).output("h" + blocks, "N", WIDTH);
        for (int i = 0; i < blocks; i++) {
            model.weights("up" + i, WIDTH, WIDTH)
                    .weights("down" + i, WIDTH, WIDTH)
                    .node("MatMul", "u" + i, List.of("h" + i, "up" + i), "u" + i)
                    .node("Tanh", "t" + i, List.of("u" + i), "t" + i)
                    .node("MatMul", "d" + i, List.of("t" + i, "down" + i), "d" + i)
                    .node("Add", "a" + i, List.of("h" + i, "d" + i), "h" + (i + 1));
        }
        return new OnnxModel(Path.of("deep.onnx"), model.build(8, 17));
    }

    private static Samples samples(OnnxModel model, String purpose) {
        try (OnnxSession session = OnnxSession.open(model.proto(), model.externalData(), 1)) {
            return new RandomSamples(SAMPLES, Map.of(), SEED.split(purpose)).samples(session.inputs());
        }
    }

    /** Adds up what stages take that count operators. */
    private static final class Work implements Stages {
        private long total;
        private Optional<Stage> stage = Optional.empty();
        private long done;

        @Override
        public void reached(Stage reached, long now) {
            if (reached.unit().equals("operators")) {
                total += stage.equals(Optional.of(reached)) && now >= done ? now - done : now;
                stage = Optional.of(reached);
                done = now;
            }
        }
    }

    private long refitting(OnnxModel model) {
        Forms forms = new Forms(new TruncatedSvd(), backend, true);
        List<Replacement> cut = new ArrayList<>();
        for (Site site : Sites.of(model).sites()) {
            Offers offers = forms.of(site.read(), site.arrangement().forms(site.shape()), Optional.empty(), SEED);
            cut.add(Replacement.of(
                    site, offers.factors(offers.decomposition().candidates().get(2))));
        }
        Work work = new Work();
        Refit.Outcome outcome = new Refit(
                        backend, 1, SEED, samples(model, "fit"), samples(model, "held"), work, MatrixStore.MEMORY)
                .of(model, cut);
        assertTrue(outcome.notes().size() < cut.size(), () -> "" + outcome.notes());
        return work.total;
    }

    /** A bound of one number has each layer observed in a pass of its own. */
    private long observing(OnnxModel model) {
        Work work = new Work();
        List<Boolean> seen = new ArrayList<>();
        new Observer(backend, 1, SEED, 1, work)
                .observe(
                        model,
                        Sites.of(model).units(),
                        samples(model, "fit"),
                        new OutputCovarianceSvd(),
                        (unit, observed) -> seen.add(observed.seen().isPresent()));
        assertEquals(Sites.of(model).sites().size(), seen.size());
        assertTrue(seen.stream().allMatch(some -> some));
        return work.total;
    }

    @Test
    void fourTimesAsDeepIsFourTimesTheWork() {
        OnnxModel shallow = deep(DEPTH);
        OnnxModel deeper = deep(4 * DEPTH);
        double refit = (double) refitting(deeper) / refitting(shallow);
        assertTrue(refit <= MOST, "refitting: " + refit);
        double observe = (double) observing(deeper) / observing(shallow);
        assertTrue(observe <= MOST, "observing: " + observe);
        // Whoever runs the model from its inputs to each layer needs far more.
        assertTrue((double) prefixes(deeper) / prefixes(shallow) > 2 * MOST);
    }

    private static long prefixes(OnnxModel model) {
        return Sites.of(model).sites().stream()
                .mapToLong(site -> Cut.START.cost(model, Set.of(site.output())))
                .sum();
    }
}

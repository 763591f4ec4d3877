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
import dev.eckart.compress.decompose.TruncatedSvd;
import dev.eckart.spi.Seed;
import dev.eckart.spi.compress.MatrixStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Samples of many rows need not all be fitted to; where a sample is a row, all are. */
class FittedRowsTest {
    private static final Seed SEED = new Seed(5);
    private static final int WIDTH = 6;

    private static OnnxModel model(Object... sizes) {
        return new OnnxModel(
                Path.of("rows.onnx"),
                new ModelBuilder(2)
                        .input("x", sizes)
                        .output("y", sizes)
                        .weights("w", WIDTH, WIDTH)
                        .node("MatMul", "m", List.of("x", "w"), "y")
                        .build(8, 17));
    }

    private static Samples samples(OnnxModel model, int count) {
        try (OnnxSession session = OnnxSession.open(model.proto(), model.externalData(), 1)) {
            return new RandomSamples(count, Map.of(), SEED.split(count)).samples(session.inputs());
        }
    }

    /** What the stage of fitting counts to. */
    private static final class Total implements Stages {
        private long most;

        @Override
        public void reached(Stage stage, long done) {
            most = Math.max(most, stage.total());
        }
    }

    private static long work(OnnxModel model, int fitted, int held) {
        Site site = Sites.of(model).sites().get(0);
        Offers offers = new Forms(new TruncatedSvd(), LayerCase.backend(), true)
                .of(site.read(), site.arrangement().forms(site.shape()), Optional.empty(), SEED);
        Replacement cut = Replacement.of(
                site,
                offers.factors(offers.decomposition().candidates().stream()
                        .filter(candidate -> candidate.label().equals("rank 2"))
                        .findFirst()
                        .orElseThrow()));
        Total total = new Total();
        Refit refit = new Refit(
                LayerCase.backend(), 1, SEED, samples(model, fitted), samples(model, held), total, MatrixStore.MEMORY);
        refit.of(model, List.of(cut));
        assertTrue(total.most > 0);
        return total.most;
    }

    @Test
    void moreSamplesOfManyRowsAreNoMoreWork() {
        OnnxModel model = model("N", 64, WIDTH);
        assertEquals(work(model, 256, 128), work(model, 600, 300));
    }

    @Test
    void allRowsAreFittedToWhereASampleIsOne() {
        OnnxModel model = model("N", WIDTH);
        assertEquals(2 * work(model, 300, 150), work(model, 600, 300));
    }
}

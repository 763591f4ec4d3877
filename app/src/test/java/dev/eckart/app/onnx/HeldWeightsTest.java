package dev.eckart.app.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.app.onnx.form.Factor;
import dev.eckart.app.onnx.form.Forms;
import dev.eckart.app.onnx.form.LayerStatistics;
import dev.eckart.app.onnx.form.Offers;
import dev.eckart.app.onnx.layer.Site;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.unit.Sites;
import dev.eckart.compress.decompose.OutputCovarianceSvd;
import dev.eckart.spi.Seed;
import dev.eckart.spi.compress.MatrixStore;
import dev.eckart.spi.compress.Statistics;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the offers of one layer hold on to while the other layers of a model are factorised. */
class HeldWeightsTest {
    private static final int CHANNELS = 4;

    private static OnnxModel convolution() {
        return new OnnxModel(
                Path.of("model.onnx"),
                new ModelBuilder(6)
                        .input("x", "N", CHANNELS, 5, 5)
                        .weights("w", 6, CHANNELS, 3, 3)
                        .weights("b", 6)
                        .node("Conv", "layer", List.of("x", "w", "b"), "y")
                        .output("y", "N", 6, 3, 3)
                        .build(8, 13));
    }

    @Test
    void noFormOfAConvolutionHoldsMatrices() throws InterruptedException {
        Site site = Sites.of(convolution()).sites().get(0);
        List<WeakReference<Tensor>> matrices = new ArrayList<>();
        MatrixStore elsewhere = matrix -> {
            matrices.add(new WeakReference<>(matrix));
            int columns = matrix.columns();
            double[] numbers = Tensors.copy(matrix, Precision.FLOAT64).doubles().clone();
            return () -> Tensors.wrap(numbers.length / columns, columns, numbers.clone());
        };
        Offers offers = offers(site, elsewhere, matrices);
        for (int tries = 0; tries < 50 && held(matrices) > 0; tries++) {
            System.gc();
            Thread.sleep(20);
        }
        assertEquals(0, held(matrices), "of " + matrices.size() + " matrices");
        Set<String> forms = offers.decomposition().candidates().stream()
                .map(candidate -> candidate.label().split(" ")[0])
                .collect(Collectors.toSet());
        assertTrue(forms.containsAll(Set.of("dense", "rank", "spatial", "tucker")), forms.toString());
        Reference.reachabilityFence(offers);
    }

    private static long held(List<WeakReference<Tensor>> matrices) {
        return matrices.stream().filter(matrix -> matrix.get() != null).count();
    }

    private static Offers offers(Site site, MatrixStore store, List<WeakReference<Tensor>> told) {
        Factor layer = site.read();
        int inputs = CHANNELS * 9;
        Tensor mean = Tensors.zeros(Precision.FLOAT64, 1, inputs);
        Tensor covariance = Tensors.zeros(Precision.FLOAT64, inputs, inputs);
        Tensors.fill(covariance, i -> i % (inputs + 1) == 0 ? 1 + i : 0);
        Tensor outputs = Tensors.zeros(Precision.FLOAT64, 6, 6);
        Tensors.fill(outputs, i -> i % 7 == 0 ? 1 + i : 0);
        Statistics statistics =
                new Statistics(100, mean, Optional.of(covariance), Optional.of(outputs), Optional.empty());
        List.of(layer.weights(), covariance, outputs).forEach(matrix -> told.add(new WeakReference<>(matrix)));
        LayerStatistics seen = new LayerStatistics(List.of(statistics));
        return new Forms(new OutputCovarianceSvd(), LayerCase.backend(), true, store)
                .of(layer, site.arrangement().forms(site.shape()), Optional.of(seen), new Seed(1));
    }
}

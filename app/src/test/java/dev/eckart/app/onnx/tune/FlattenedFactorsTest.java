package dev.eckart.app.onnx.tune;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.app.onnx.LayerCase;
import dev.eckart.app.onnx.ModelBuilder;
import dev.eckart.app.onnx.form.Forms;
import dev.eckart.app.onnx.form.Offers;
import dev.eckart.app.onnx.layer.Site;
import dev.eckart.app.onnx.model.Graph;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.rewrite.Replacement;
import dev.eckart.app.onnx.rewrite.Rewriter;
import dev.eckart.app.onnx.unit.Sites;
import dev.eckart.compress.decompose.TruncatedSvd;
import dev.eckart.spi.Seed;
import dev.eckart.spi.compress.Candidate;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a small convolutional network becomes whose first product is cut along the axes of the feature map before it. */
class FlattenedFactorsTest {
    private static OnnxModel network() {
        return new OnnxModel(
                Path.of("network.onnx").toAbsolutePath(),
                new ModelBuilder(4)
                        .input("x", "N", 1, 8, 8)
                        .output("y", "N", 3)
                        .weights("conv.weight", 4, 1, 3, 3)
                        .weights("first.weight", 144, 12)
                        .weights("first.bias", 12)
                        .weights("second.weight", 12, 3)
                        .node("Conv", "conv", List.of("x", "conv.weight"), "c")
                        .node("Relu", "relu", List.of("c"), "r")
                        .node("Flatten", "flatten", List.of("r"), "f")
                        .node("Gemm", "first", List.of("f", "first.weight", "first.bias"), "g")
                        .node("Relu", "relu2", List.of("g"), "h")
                        .node("MatMul", "second", List.of("h", "second.weight"), "y")
                        .valueInfo("r", "N", 4, 6, 6)
                        .build(8, 17));
    }

    /** The first product in a third of its parameters, along the axes of 4 x 6 x 6 numbers. */
    private static OnnxModel cut(OnnxModel model) {
        Site site = Sites.of(model).sites().stream()
                .filter(layer -> layer.name().equals("first"))
                .findFirst()
                .orElseThrow();
        Offers offers = new Forms(new TruncatedSvd(), LayerCase.backend(), false)
                .of(site.read(), site.arrangement().forms(site.shape()), Optional.empty(), new Seed(1));
        Candidate chosen = offers.decomposition().candidates().stream()
                .filter(candidate -> candidate.label().startsWith("tucker"))
                .filter(candidate -> candidate.parameters() < 600)
                .min(Comparator.comparingDouble(Candidate::error))
                .orElseThrow();
        return new OnnxModel(
                model.file(),
                new Rewriter(model.proto())
                        .replace(List.of(Replacement.of(site, offers.factors(chosen))))
                        .model());
    }

    @Test
    void productsAlongAxesLearn() {
        OnnxModel teacher = network();
        OnnxModel smaller = cut(teacher);
        List<String> factors = Trainables.of(smaller).names(tensor -> tensor.getValue() == Trainables.Kind.FACTOR);
        Tuned tuned = new TaughtCase(teacher, 300, 30).trained(smaller, factors, 40);
        double held = tuned.epochs().get(tuned.best() - 1).held();
        assertTrue(held < tuned.start() / 2, tuned.start() + " " + held);
        Graph before = smaller.graph();
        Graph after = Graph.of(tuned.model());
        assertTrue(factors.size() > 2, factors::toString);
        factors.forEach(factor -> assertNotEquals(before.constant(factor), after.constant(factor), factor));
        assertEquals(before.constant("conv.weight"), after.constant("conv.weight"));
    }
}

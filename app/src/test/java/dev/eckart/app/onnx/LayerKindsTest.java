package dev.eckart.app.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.app.onnx.compress.Compression;
import dev.eckart.app.onnx.compress.Compression.Compressed;
import dev.eckart.app.onnx.compress.Target;
import dev.eckart.app.onnx.compress.Tools;
import dev.eckart.app.onnx.data.RandomSamples;
import dev.eckart.app.onnx.data.SampleBatch;
import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.form.Factor;
import dev.eckart.app.onnx.kind.LayerKinds;
import dev.eckart.app.onnx.layer.LayerKind;
import dev.eckart.app.onnx.layer.Rows;
import dev.eckart.app.onnx.layer.Site;
import dev.eckart.app.onnx.layer.SkippedLayer;
import dev.eckart.app.onnx.measure.Costs;
import dev.eckart.app.onnx.measure.Macs;
import dev.eckart.app.onnx.measure.OutputChoice;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.model.Shapes;
import dev.eckart.app.onnx.progress.Stages;
import dev.eckart.app.onnx.proto.GraphProto;
import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.app.onnx.proto.NodeProto;
import dev.eckart.app.onnx.rewrite.Replacement;
import dev.eckart.app.onnx.rewrite.Rewriter;
import dev.eckart.app.onnx.runtime.OnnxSession;
import dev.eckart.app.onnx.runtime.Taps;
import dev.eckart.app.onnx.runtime.Values;
import dev.eckart.app.onnx.unit.Sites;
import dev.eckart.compress.allocate.KnapsackAllocator;
import dev.eckart.compress.decompose.OutputCovarianceSvd;
import dev.eckart.spi.Seed;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What each kind of layer answers is held against what ONNX Runtime computes; and a kind that is in the list is all there
 * is to a kind.
 */
class LayerKindsTest {
    private static final Seed SEED = new Seed(31);
    private static final LayerKinds MORE =
            new LayerKinds(Stream.concat(LayerKinds.ALL.kinds().stream(), Stream.of(new PointwiseTranspose()))
                    .toList());

    static Stream<LayerCase> cases() {
        return Stream.concat(LayerCase.all(), Stream.of(new LayerCase("a kind of the test's", pointwise())));
    }

    private static ModelProto pointwise() {
        return new ModelBuilder(9)
                .input("x", "n", 9, 3, 4)
                .output("y", "n", 7, 3, 4)
                .weights("w", 9, 7, 1, 1)
                .node("ConvTranspose", "layer", List.of("x", "w"), "y")
                .build(8, 13);
    }

    private static OnnxModel model(ModelProto proto) {
        return new OnnxModel(Path.of("model.onnx"), proto);
    }

    private static Sites sites(OnnxModel model) {
        return Sites.of(model, () -> Shapes.declared(model.proto()), MORE);
    }

    private static Samples samples(OnnxModel model, int count) {
        try (OnnxSession session = OnnxSession.open(model.proto(), model.externalData(), 1)) {
            return new RandomSamples(count, Map.of(), SEED.split("samples")).samples(session.inputs());
        }
    }

    /** The values of a model's first batch, what goes in and the named ones. */
    private static Map<String, Values> run(OnnxModel model, Samples samples, Set<String> names) {
        SampleBatch batch = samples.batches(3).get(0);
        Map<String, Values> values = new HashMap<>(batch.values());
        Set<String> made = new HashSet<>(names);
        made.removeAll(values.keySet());
        try (Taps taps = Taps.fused(model.proto(), model.externalData(), List.of(), made, 1);
                Taps.Made all = taps.run(batch.values(), Map.of())) {
            made.forEach(name -> values.put(name, all.numbers(name)));
        }
        return values;
    }

    /** Shapes of a model whose values are known. */
    private static Shapes shapes(ModelProto proto, Map<String, Values> values) {
        Map<String, List<Long>> dims = new HashMap<>(Shapes.declared(proto).dims());
        values.forEach((name, value) ->
                dims.put(name, Arrays.stream(value.dims()).boxed().toList()));
        return new Shapes(dims);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theRowsThatALayerTakesTimesItsWeightsAreThoseThatItMakes(LayerCase layer) {
        OnnxModel model = model(layer.proto());
        Site site = sites(model).sites().get(0);
        Map<String, Values> values = run(model, samples(model, 3), Set.of("y", site.input()));
        List<Rows> taken = site.taken(values.get(site.input()));
        List<Rows> made = site.made(values.get(site.output()));
        requireProducts(site.read(), taken, made);
        NodeProto node = model.proto().getGraph().getNode(site.nodes().get(0));
        Macs macs = new Macs(shapes(model.proto(), values), MORE);
        assertTrue(macs.isCounted(node));
        assertEquals(macs(site.read(), taken), macs.of(node).getAsLong());
        assertEquals("w", macs.weights(node).orElseThrow());
    }

    /** Half as many rows as the layer has are cut off, whatever that does: what is asked is where numbers go. */
    @ParameterizedTest
    @MethodSource("cases")
    void factorsAreWrittenSoThatTheLastTakesItsRows(LayerCase layer) {
        OnnxModel model = model(layer.proto());
        Site site = sites(model).sites().get(0);
        List<Factor> factors = halved(site);
        Rewriter.Rewritten rewritten = new Rewriter(model.proto()).replace(List.of(Replacement.of(site, factors)));
        OnnxModel smaller = model(rewritten.model());
        String hidden = rewritten.hidden().get(site.output());
        Map<String, Values> values = run(smaller, samples(model, 3), Set.of("y", hidden, site.input()));
        Factor last = factors.get(1);
        List<Rows> taken = site.arrangement().hidden(last.shape(), values.get(hidden));
        requireProducts(last, taken, site.made(values.get(site.output())));
        GraphProto graph = smaller.proto().getGraph();
        Macs macs = new Macs(shapes(smaller.proto(), values), MORE);
        long counted = graph.getNodeList().stream()
                .filter(macs::isCounted)
                .mapToLong(node -> macs.of(node).getAsLong())
                .sum();
        assertEquals(macs(last, taken) + macs(factors.get(0), site.taken(values.get(site.input()))), counted);
    }

    private static long macs(Factor factor, List<Rows> taken) {
        if (factor.geometry().lookup()) {
            return 0;
        }
        return taken.stream()
                .mapToLong(rows -> (long) rows.count()
                        * factor.shape().rows()
                        * factor.shape().blockOutputs())
                .sum();
    }

    /** The first half of what a layer's blocks make, each in its own place behind a second factor. */
    private static List<Factor> halved(Site site) {
        Factor layer = site.read();
        int outputs = layer.blockOutputs();
        int rank = (outputs + 1) / 2;
        int blocks = layer.geometry().blocks();
        Tensor first = Tensors.zeros(Precision.FLOAT64, layer.weights().rows(), rank * blocks);
        Tensors.fill(
                first, i -> layer.weights().get(i / (rank * blocks), i % (rank * blocks) / rank * outputs + i % rank));
        Tensor second = Tensors.zeros(Precision.FLOAT64, rank, outputs * blocks);
        Tensors.fill(second, i -> i / (outputs * blocks) == i % outputs ? 1 : 0);
        return List.of(
                new Factor(first, Optional.empty(), layer.geometry()),
                new Factor(
                        second,
                        layer.bias(),
                        site.arrangement().forms(site.shape()).behind()));
    }

    /** Each number is a sum of as many products as there are rows, and the bias, of float32. */
    private static void requireProducts(Factor factor, List<Rows> taken, List<Rows> made) {
        int blocks = factor.geometry().blocks();
        assertEquals(blocks, taken.size());
        assertEquals(blocks, made.size());
        for (int block = 0; block < blocks; block++) {
            Tensor w = factor.block(block);
            Optional<Tensor> bias = factor.blockBias(block);
            assertEquals(w.rows(), taken.get(block).width());
            assertEquals(w.columns(), made.get(block).width());
            assertEquals(taken.get(block).count(), made.get(block).count());
            double[] x = new double[w.rows()];
            double[] y = new double[w.columns()];
            for (int row = 0; row < taken.get(block).count(); row++) {
                taken.get(block).read(row, x, 0);
                made.get(block).read(row, y, 0);
                for (int j = 0; j < y.length; j++) {
                    int column = j;
                    double sum = bias.map(b -> b.get(0, column)).orElse(0.0);
                    double size = Math.abs(sum);
                    for (int i = 0; i < x.length; i++) {
                        sum += x[i] * w.get(i, j);
                        size += Math.abs(x[i] * w.get(i, j));
                    }
                    assertEquals(sum, y[j], (x.length + 2) * 0x1p-24 * size);
                }
            }
        }
    }

    /** A kind that no case is of is not tested. */
    @Test
    void thereIsACaseOfEachKind() {
        Set<String> operators = LayerCase.all()
                .map(layer -> sites(model(layer.proto())).sites().get(0).operator())
                .collect(Collectors.toSet());
        for (LayerKind kind : LayerKinds.ALL.kinds()) {
            assertTrue(operators.contains(kind.operator()), kind.operator() + " has no case");
        }
    }

    /** Weights that are an input with a default are left alone by every kind, with the reason. */
    @ParameterizedTest
    @MethodSource("cases")
    void weightsThatMayBeOverriddenAreLeftAloneWithTheReason(LayerCase layer) {
        ModelProto.Builder open = layer.proto().toBuilder();
        layer.proto().getGraph().getInitializerList().stream()
                .filter(tensor -> tensor.getName().equals("w"))
                .forEach(tensor -> open.getGraphBuilder()
                        .addInput(new ModelBuilder(1)
                                .input("w", tensor.getDimsList().toArray())
                                .graph()
                                .getInput(0)));
        Sites found = sites(model(open.build()));
        assertEquals(List.of(), found.sites());
        SkippedLayer skipped = found.skipped().get(0);
        assertEquals("layer", skipped.name());
        assertTrue(skipped.reason().contains("override"), skipped.reason());
    }

    @Test
    void aNewKindIsCompressedWithoutAnythingElse() {
        OnnxModel model = model(pointwise());
        assertEquals(List.of(), Sites.of(model).sites());
        Sites found = sites(model);
        Tools tools = new Tools(new OutputCovarianceSvd(), new KnapsackAllocator(), LayerCase.backend(), 1, SEED);
        Compressed compressed = new Compression(
                        tools,
                        model,
                        found.units(),
                        Optional.of(samples(model, 40)),
                        OutputChoice.USUAL,
                        note -> {},
                        Stages.none())
                .to(new Target.Ratio(1.5));
        String note = compressed.layers().get(0).note().orElse("");
        assertFalse(note.contains("not observed"), note);
        List<NodeProto> nodes = compressed.model().getGraph().getNodeList();
        assertEquals(
                List.of("ConvTranspose", "ConvTranspose"),
                nodes.stream().map(NodeProto::getOpType).toList());
        long parameters = compressed.model().getGraph().getInitializerList().stream()
                .filter(Costs::isWeight)
                .mapToLong(tensor -> tensor.getDims(0) * tensor.getDims(1))
                .sum();
        assertTrue(parameters * 1.5 <= 63, parameters + " of 63");
    }
}

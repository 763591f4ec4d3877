package dev.eckart.app.onnx;

import static dev.eckart.app.onnx.ModelBuilder.attribute;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.app.onnx.array.SampleArray;
import dev.eckart.app.onnx.compress.Compression;
import dev.eckart.app.onnx.compress.Compression.Compressed;
import dev.eckart.app.onnx.compress.Target;
import dev.eckart.app.onnx.compress.Tools;
import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.measure.Comparison;
import dev.eckart.app.onnx.measure.OutputChoice;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.progress.Stages;
import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.app.onnx.runtime.OnnxSession;
import dev.eckart.app.onnx.runtime.Values;
import dev.eckart.app.onnx.tensor.DataType;
import dev.eckart.app.onnx.tensor.ExternalData;
import dev.eckart.app.onnx.unit.Sites;
import dev.eckart.compress.allocate.KnapsackAllocator;
import dev.eckart.compress.decompose.OutputCovarianceSvd;
import dev.eckart.compress.decompose.TruncatedSvd;
import dev.eckart.compress.decompose.TwoSidedSvd;
import dev.eckart.spi.Seed;
import dev.eckart.spi.compress.Decomposer;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Tables whose rows are taken by indices. */
class TablesTest {
    private static final Seed SEED = new Seed(14);
    private static final int ROWS = 90;
    private static final int WIDTH = 24;
    private static final int RANK = 5;

    /** A table of low rank. */
    private static ModelBuilder lowRankTable() {
        SplittableRandom random = SEED.random();
        double[][] factors = new double[2][];
        for (int i = 0; i < 2; i++) {
            factors[i] = random.doubles((long) RANK * (i == 0 ? ROWS : WIDTH))
                    .map(ignored -> random.nextGaussian())
                    .toArray();
        }
        double[] table = new double[ROWS * WIDTH];
        for (int i = 0; i < table.length; i++) {
            for (int k = 0; k < RANK; k++) {
                table[i] += factors[0][i / WIDTH * RANK + k] * factors[1][k * WIDTH + i % WIDTH];
            }
        }
        return new ModelBuilder(3)
                .input("ids", DataType.INT64, "N", 6)
                .tensor("table", DataType.FLOAT, table, ROWS, WIDTH)
                .node("Gather", "rows", List.of("table", "ids"), "e")
                .node("Tanh", "tanh", List.of("e"), "t");
    }

    /** A table of low rank, and a product behind it. */
    private static ModelProto lowRank() {
        return lowRankTable()
                .output("y", "N", 6, 20)
                .weights("w", WIDTH, 20)
                .node("MatMul", "head", List.of("t", "w"), "y")
                .build(8, 17);
    }

    /** The same with scores of all rows: products with the transposed table, by an operator or by Gemm. */
    private static ModelProto scored(boolean gemm) {
        ModelBuilder model = lowRankTable();
        return (gemm
                        ? model.integers("rows-of-all", -1, WIDTH)
                                .output("y", "M", ROWS)
                                .weights("b", ROWS)
                                .node("Reshape", "flat", List.of("t", "rows-of-all"), "f")
                                .node("Gemm", "head", List.of("f", "table", "b"), "y", attribute("transB", 1))
                        : model.output("y", "N", 6, ROWS)
                                .node("Transpose", "turn", List.of("table"), "turned", attribute("perm", 1, 0))
                                .node("MatMul", "head", List.of("t", "turned"), "y"))
                .build(8, 17);
    }

    /** Indices of all rows from one on, some counted from the end. */
    private static Samples indices(OnnxModel model, int from) {
        SplittableRandom random = SEED.split("ids").random();
        double[] ids = random.doubles(40 * 6)
                .map(ignored -> random.nextInt(from, ROWS) - (random.nextBoolean() ? ROWS : 0))
                .toArray();
        try (OnnxSession session = OnnxSession.open(model.proto(), model.externalData(), 1)) {
            SampleArray array = SampleArray.of(new Values(new long[] {40, 6}, ids));
            return Samples.of(session.inputs(), Map.of("ids", array), Optional.empty());
        }
    }

    static Stream<Decomposer> decomposers() {
        return Stream.of(new TruncatedSvd(), new OutputCovarianceSvd(), new TwoSidedSvd());
    }

    /** As many parameters as the table's true rank takes, and the other layer whole: nothing is lost, of no row. */
    @ParameterizedTest
    @MethodSource("decomposers")
    void aTableIsCutToItsRankAndMakesTheSame(Decomposer decomposer) {
        OnnxModel model = new OnnxModel(Path.of("table.onnx"), lowRank());
        Compressed compressed = compressed(model, decomposer, RANK * (ROWS + WIDTH) + WIDTH * 20);
        assertSame(model, compressed);
    }

    /** The table is one decision with the layer that scores its rows, and both have one set of factors. */
    @ParameterizedTest
    @CsvSource({"false, 0", "false, 1", "false, 2", "true, 0", "true, 2"})
    void aTableThatScoresItsRowsTooIsCutForBoth(boolean gemm, int decomposer) {
        OnnxModel model = new OnnxModel(Path.of("scored.onnx"), scored(gemm));
        Compressed compressed =
                compressed(model, decomposers().toList().get(decomposer), RANK * (ROWS + WIDTH) + (gemm ? ROWS : 0));
        assertEquals(1, compressed.layers().size());
        assertSame(model, compressed);
        List<Long> elements = compressed.model().getGraph().getInitializerList().stream()
                .map(tensor -> tensor.getDimsList().stream().reduce(1L, (a, b) -> a * b))
                .toList();
        assertEquals(1, Collections.frequency(elements, (long) ROWS * RANK), elements::toString);
        assertEquals(0, Collections.frequency(elements, (long) ROWS * WIDTH), elements::toString);
    }

    private static Compressed compressed(OnnxModel model, Decomposer decomposer, long parameters) {
        Tools tools = new Tools(decomposer, new KnapsackAllocator(), LayerCase.backend(), 1, SEED);
        return new Compression(
                        tools,
                        model,
                        Sites.of(model).units(),
                        Optional.of(indices(model, ROWS / 2)),
                        OutputChoice.USUAL,
                        note -> {},
                        Stages.none())
                .to(new Target.Parameters(parameters));
    }

    private static void assertSame(OnnxModel model, Compressed compressed) {
        assertEquals("rank " + RANK, compressed.layers().get(0).chosen().label());
        ExternalData data = model.externalData();
        try (OnnxSession before = OnnxSession.open(model.proto(), data, 1);
                OnnxSession after = OnnxSession.open(compressed.model(), data, 1)) {
            double off = Comparison.of(before, after, indices(model, 0), OutputChoice.USUAL, Stages.none())
                    .relative();
            assertTrue(off < 64 * WIDTH * 0x1p-24, "off by " + off);
        }
    }

    @Test
    void twoLookupsOfOneTableAreOneDecision() {
        ModelBuilder twice = new ModelBuilder(3)
                .input("ids", DataType.INT64, "N", 6)
                .input("others", DataType.INT64, "N", 6)
                .output("y", "N", 6, WIDTH)
                .weights("table", ROWS, WIDTH)
                .node("Gather", "one", List.of("table", "ids"), "e")
                .node("Gather", "two", List.of("table", "others"), "f")
                .node("Add", "sum", List.of("e", "f"), "y");
        Sites both = Sites.of(new OnnxModel(Path.of("twice.onnx"), twice.build(8, 17)));
        assertEquals(1, both.units().size());
        assertEquals(2, both.units().get(0).uses().size());
    }

    @Test
    void whatPicksSizesIsNoLayerAndAFewRowsAreNotWorthIt() {
        ModelBuilder model = new ModelBuilder(3)
                .input("ids", DataType.INT64, "N", 6)
                .output("y", "N", 6, WIDTH)
                .output("size", DataType.INT64)
                .weights("table", 2, WIDTH)
                .tensor("zero", DataType.INT64, new double[] {0})
                .node("Shape", "shape", List.of("ids"), "dims")
                .node("Gather", "pick", List.of("dims", "zero"), "size")
                .node("Gather", "rows", List.of("table", "ids"), "y");
        Sites found = Sites.of(new OnnxModel(Path.of("few.onnx"), model.build(8, 17)));
        assertEquals(List.of(), found.sites());
        assertEquals(1, found.skipped().size());
        assertTrue(found.skipped().get(0).reason().contains("2 rows"), found.skipped()::toString);
    }
}

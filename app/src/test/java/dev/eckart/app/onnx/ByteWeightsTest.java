package dev.eckart.app.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.app.onnx.compress.AllowedForms;
import dev.eckart.app.onnx.compress.Compression;
import dev.eckart.app.onnx.compress.Compression.Compressed;
import dev.eckart.app.onnx.compress.EightBits;
import dev.eckart.app.onnx.compress.Target;
import dev.eckart.app.onnx.compress.TargetMissedException;
import dev.eckart.app.onnx.compress.Tools;
import dev.eckart.app.onnx.data.RandomSamples;
import dev.eckart.app.onnx.data.SampleBatch;
import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.form.Bytes;
import dev.eckart.app.onnx.form.Factor;
import dev.eckart.app.onnx.layer.Rows;
import dev.eckart.app.onnx.layer.Site;
import dev.eckart.app.onnx.measure.OutputChoice;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.progress.Stages;
import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.app.onnx.rewrite.Replacement;
import dev.eckart.app.onnx.rewrite.Rewriter;
import dev.eckart.app.onnx.runtime.OnnxSession;
import dev.eckart.app.onnx.runtime.Values;
import dev.eckart.app.onnx.tensor.DataType;
import dev.eckart.app.onnx.tensor.ExternalData;
import dev.eckart.app.onnx.unit.Sites;
import dev.eckart.compress.allocate.KnapsackAllocator;
import dev.eckart.compress.decompose.TruncatedSvd;
import dev.eckart.spi.EckartException;
import dev.eckart.spi.Seed;
import dev.eckart.spi.compress.Storage.Form;
import dev.eckart.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Weights that are stored in bytes, alone and as what is chosen from. */
class ByteWeightsTest {
    private static final Seed SEED = new Seed(5);

    @TempDir
    Path directory;

    private OnnxModel written(ModelProto proto, String name) throws IOException {
        Path file = directory.resolve(name + ".onnx");
        Files.write(file, proto.toByteArray());
        return OnnxModel.read(file);
    }

    private static Samples samples(OnnxModel model) {
        try (OnnxSession session = OnnxSession.open(model, 1)) {
            return new RandomSamples(6, Map.of(), SEED).samples(session.inputs());
        }
    }

    static Stream<LayerCase> inBytes() {
        return LayerCase.all().filter(layer -> form(layer) != Form.NUMBERS);
    }

    private static Form form(LayerCase layer) {
        Site site = Sites.of(new OnnxModel(Path.of("m.onnx"), layer.proto()))
                .sites()
                .get(0);
        boolean young = OnnxModel.opset(layer.proto()) >= 11;
        return young ? site.arrangement().bytes(site.shape()) : Form.NUMBERS;
    }

    /** Each number is off by no more than what its weights and what they meet were rounded by. */
    @ParameterizedTest
    @MethodSource("inBytes")
    void aLayerInBytesMakesTheSameButForWhatWasRounded(LayerCase layer) throws IOException {
        OnnxModel model = written(layer.proto(), "before");
        Site site = Sites.of(model).sites().get(0);
        Form form = form(layer);
        Factor factor = site.read().stored(form);
        ModelProto smaller = new Rewriter(model.proto())
                .replace(List.of(Replacement.of(site, List.of(factor))))
                .model();
        assertTrue(
                smaller.getGraph().getInitializerList().stream()
                        .anyMatch(tensor -> tensor.getDataType() == DataType.INT8.code()),
                "no bytes in " + layer.name());
        for (SampleBatch batch : samples(model).batches(3)) {
            Values y = run(model.proto(), batch);
            Values z = run(smaller, batch);
            Rows taken = site.taken(flat(site, batch.values().get("x"))).get(0);
            Rows made = site.made(y).get(0);
            Rows remade = site.made(z).get(0);
            requireClose(factor, taken, made, remade);
        }
    }

    /** What a layer takes that is not the input itself: that input flattened, which moves no number. */
    private static Values flat(Site site, Values x) {
        long samples = x.dims()[0];
        return site.input().equals("x") ? x : x.shaped(samples, x.numbers().length / samples);
    }

    private static Values run(ModelProto model, SampleBatch batch) {
        try (OnnxSession session = OnnxSession.open(model, new ExternalData(Path.of(".")), 1)) {
            return session.run(batch.values(), Set.of("y")).get("y");
        }
    }

    private static void requireClose(Factor factor, Rows taken, Rows made, Rows remade) {
        boolean products = factor.form() == Form.BYTE_PRODUCTS;
        Tensor w = factor.weights();
        Tensor read =
                products ? Bytes.ofProducts(w).asProducts() : Bytes.ofRows(w).asRows();
        double step = products ? step(taken) : 0;
        double[] x = new double[w.rows()];
        double[] y = new double[w.columns()];
        double[] z = new double[w.columns()];
        for (int row = 0; row < taken.count(); row++) {
            taken.read(row, x, 0);
            made.read(row, y, 0);
            remade.read(row, z, 0);
            for (int j = 0; j < y.length; j++) {
                double bound = 0;
                double size = Math.abs(y[j]);
                for (int i = 0; i < x.length; i++) {
                    bound += Math.abs(x[i]) * Math.abs(w.get(i, j) - read.get(i, j)) + step * Math.abs(read.get(i, j));
                    size += (Math.abs(x[i]) + step) * Math.abs(w.get(i, j));
                }
                assertEquals(y[j], z[j], bound + (x.length + 8) * 0x1p-23 * size);
            }
        }
    }

    /** A number is off by half a step, and another half where the zero of the bytes was rounded. */
    private static double step(Rows taken) {
        double least = 0;
        double most = 0;
        double[] x = new double[taken.width()];
        for (int row = 0; row < taken.count(); row++) {
            taken.read(row, x, 0);
            for (double number : x) {
                least = Math.min(least, number);
                most = Math.max(most, number);
            }
        }
        return (most - least) / 255;
    }

    private static ModelProto model(long opset) {
        return new ModelBuilder(9)
                .input("x", DataType.INT64, "N", 6)
                .output("y", "N", 6, 40)
                .weights("table", 400, 64)
                .weights("w", 64, 40)
                .weights("b", 40)
                .weights("scale", 40)
                .node("Gather", "rows", List.of("table", "x"), "e")
                .node("MatMul", "product", List.of("e", "w"), "p")
                .node("Add", "", List.of("p", "b"), "s")
                .node("Mul", "", List.of("s", "scale"), "y")
                .build(8, opset);
    }

    private Compression compression(OnnxModel model, boolean bytes) {
        Tools tools = new Tools(new TruncatedSvd(), new KnapsackAllocator(), LayerCase.backend(), 1, SEED)
                .with(AllowedForms.USUAL.with(bytes ? EightBits.PRODUCTS : EightBits.TABLES));
        return new Compression(
                tools, model, Sites.of(model).units(), Optional.empty(), OutputChoice.USUAL, note -> {}, Stages.none());
    }

    private static List<String> labels(Compressed compressed) {
        return compressed.layers().stream().map(layer -> layer.chosen().label()).toList();
    }

    @Test
    void aShareOfTheFileIsKeptToWithAllThatIsInIt() throws IOException {
        OnnxModel model = written(model(17), "before");
        long file = Files.size(model.file());
        for (double share : new double[] {0.2, 0.31, 0.5, 0.9}) {
            Compressed compressed = compression(model, true).to(new Target.Bytes(share, true));
            long is = Files.size(written(compressed.model(), "after").file());
            assertTrue(is <= share * file, is + " of " + file + " for " + share);
        }
        Compressed same = compression(model, true).to(new Target.Bytes(file, false));
        assertEquals(List.of("dense", "dense"), labels(same));
    }

    /** Nothing is cut where bytes are enough; products are of bytes only if they are asked for. */
    @Test
    void bytesCostLessThanRanks() throws IOException {
        OnnxModel model = written(model(17), "before");
        Target target = new Target.Bytes(0.36, true);
        assertEquals(
                List.of("dense, 8 bits", "dense"),
                labels(compression(model, false).to(target)));
        Target smaller = new Target.Bytes(0.3, true);
        assertEquals(
                List.of("dense, 8 bits", "dense, 8 bits"),
                labels(compression(model, true).to(smaller)));
        assertEquals(
                List.of("dense, 8 bits", "dense, 8 bits"),
                labels(compression(model, true).to(new Target.Ratio(1))));
        assertEquals(List.of("dense", "dense"), labels(compression(model, false).to(new Target.Ratio(1))));
    }

    @Test
    void whatCannotBeHadIsRefusedWithTheLeastThatCan() throws IOException {
        OnnxModel model = written(model(17), "before");
        TargetMissedException missed = assertThrows(
                TargetMissedException.class, () -> compression(model, false).to(new Target.Bytes(900, false)));
        String least = missed.getMessage()
                .replaceAll(".*it can have is ([0-9,]+).*", "$1")
                .replace(",", "");
        assertTrue(missed.getMessage().contains("--int8"), missed.getMessage());
        Target possible = new Target.Bytes(Long.parseLong(least), false);
        Compressed compressed = compression(model, false).to(possible);
        assertEquals(
                Long.parseLong(least),
                Files.size(written(compressed.model(), "least").file()));
    }

    @Test
    void productsOfBytesNeedOperatorsThatThereAre() throws IOException {
        OnnxModel model = written(model(10), "before");
        EckartException refused = assertThrows(
                EckartException.class, () -> compression(model, true).to(new Target.Ratio(1)));
        assertTrue(refused.getMessage().contains("11"), refused.getMessage());
    }
}

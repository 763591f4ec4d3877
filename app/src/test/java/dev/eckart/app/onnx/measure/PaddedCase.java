package dev.eckart.app.onnx.measure;

import static dev.eckart.app.onnx.ModelBuilder.attribute;

import dev.eckart.app.onnx.ModelBuilder;
import dev.eckart.app.onnx.array.SampleArray;
import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.proto.AttributeProto;
import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.app.onnx.runtime.OnnxSession;
import dev.eckart.app.onnx.runtime.Values;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** Samples of different lengths, filled up to one length, with a mask that says how far they go, and a model for them. */
final class PaddedCase {
    static final int WIDTH = 4;
    static final int LONGEST = 6;
    static final int[] LENGTHS = {2, 6, 3, 2, 5};

    /** Each position's own product, and the sum of those that count: what stands at padding reaches no other position. */
    static ModelBuilder masked(Object positions) {
        return new ModelBuilder(1)
                .input("x", "N", positions, WIDTH)
                .input("attention_mask", "N", positions)
                .output("tokens", "N", positions, 3)
                .output("sentence", "N", 3)
                .weights("w", WIDTH, 3)
                .node("MatMul", "layer", List.of("x", "w"), "tokens")
                .node("Einsum", "pool", List.of("tokens", "attention_mask"), "sentence", equation("nlo,nl->no"));
    }

    static AttributeProto equation(String letters) {
        return attribute("equation", letters);
    }

    static Samples samples(OnnxSession session, int[] lengths) {
        SplittableRandom random = new SplittableRandom(7);
        double[] x =
                random.doubles((long) lengths.length * LONGEST * WIDTH, -1, 1).toArray();
        double[] mask = new double[lengths.length * LONGEST];
        for (int i = 0; i < mask.length; i++) {
            mask[i] = i % LONGEST < lengths[i / LONGEST] ? 1 : 0;
        }
        Map<String, SampleArray> arrays = new LinkedHashMap<>();
        arrays.put("x", SampleArray.of(new Values(new long[] {lengths.length, LONGEST, WIDTH}, x)));
        arrays.put("attention_mask", SampleArray.of(new Values(new long[] {lengths.length, LONGEST}, mask)));
        return Samples.of(session.inputs(), arrays, Optional.empty());
    }

    static OnnxSession open(Path directory, String name, ModelProto model) throws IOException {
        Path file = directory.resolve(name);
        Files.write(file, model.toByteArray());
        return OnnxSession.open(OnnxModel.read(file), 1);
    }

    private PaddedCase() {}
}

package dev.eckart.app.onnx.observe;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.app.onnx.ModelBuilder;
import dev.eckart.app.onnx.array.SampleArray;
import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.runtime.OnnxSession;
import dev.eckart.app.onnx.runtime.Values;
import dev.eckart.app.onnx.tensor.DataType;
import dev.eckart.app.onnx.unit.Sites;
import dev.eckart.compress.decompose.OutputCovarianceSvd;
import dev.eckart.spi.Seed;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How samples are divided. */
class ShardTest {
    private static final int POSITIONS = 40;
    private static final int WORDS = 50;
    private static final int WIDTH = 300;

    private final OnnxModel model = new OnnxModel(
            Path.of("model.onnx"),
            new ModelBuilder(3)
                    .input("ids", DataType.INT64, "N", POSITIONS)
                    .weights("table", WORDS, WIDTH)
                    .weights("w", WIDTH, WIDTH)
                    .node("Gather", "words", List.of("table", "ids"), "x")
                    .node("MatMul", "layer", List.of("x", "w"), "y")
                    .output("y", "N", POSITIONS, WIDTH)
                    .build(8, 17));

    /** Samples of zeros, which are made when they are read. */
    private Samples samples(int count) {
        SampleArray zeros = new SampleArray() {
            @Override
            public long[] dims() {
                return new long[] {count, POSITIONS};
            }

            @Override
            public Values read(int from, int to) {
                return new Values(new long[] {to - from, POSITIONS}, new double[(to - from) * POSITIONS]);
            }
        };
        try (OnnxSession session = OnnxSession.open(model.proto(), model.externalData(), 1)) {
            return Samples.of(session.inputs(), Map.of("ids", zeros), Optional.empty());
        }
    }

    private int shards(long count) {
        return Observed.of(model, Sites.of(model).units(), new OutputCovarianceSvd(), samples((int) count))
                .shards()
                .size();
    }

    /** A row takes three products of its width and itself, and one more where a table makes it. */
    @Test
    void soMuchWorkIsAShard() {
        double sample = POSITIONS * (4.0 * WIDTH * WIDTH + 1);
        long one = (long) Math.ceil(0x1p41 / sample);
        assertEquals(1, shards(1000));
        assertEquals(1, shards(2 * one - 2));
        assertEquals(2, shards(2 * one));
        assertEquals(5, shards(5 * one));
    }

    @Test
    void eachSampleIsInOneShard() {
        Samples all = samples(11);
        int[] found = Shard.all(3, 11).stream()
                .flatMapToInt(shard -> Arrays.stream(shard.of(all).numbers()))
                .sorted()
                .toArray();
        assertArrayEquals(all.numbers(), found);
    }

    /** The first shard draws what is drawn where there is no other. */
    @Test
    void shardsDrawWhatTheyDrawAlone() {
        Seed seed = new Seed(5);
        List<Shard> shards = Shard.all(3, 11);
        assertEquals(seed, shards.get(0).seed(seed));
        assertNotEquals(shards.get(1).seed(seed), shards.get(2).seed(seed));
        assertTrue(shards.stream().skip(1).noneMatch(shard -> shard.seed(seed).equals(seed)));
    }
}

package dev.eckart.app.onnx.compress;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.eckart.app.onnx.layer.SkippedLayer;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TargetMissedExceptionTest {
    /** A quantised transformer has 72 products of integers: one line that a person reads does not name all. */
    @Test
    void namesTheFirstLayersOfEachReason() {
        List<SkippedLayer> left = Stream.concat(
                        IntStream.rangeClosed(1, 72)
                                .mapToObj(i -> new SkippedLayer("q" + i, "MatMulInteger", "it has integers")),
                        Stream.of(new SkippedLayer("r", "LSTM", "it has steps")))
                .toList();
        assertEquals(
                "there is no layer that can be factorised, so the model cannot get smaller; q1 (MatMulInteger),"
                        + " q2 (MatMulInteger), q3 (MatMulInteger), ... (72 layers): it has integers;"
                        + " r (LSTM): it has steps",
                TargetMissedException.nothing(left).getMessage());
    }
}

package dev.eckart.app.onnx.gradient;

import static dev.eckart.app.onnx.gradient.GradientCase.of;

import dev.eckart.app.onnx.tensor.DataType;
import java.util.List;
import java.util.stream.Stream;

/** Attention, and positions in it. ONNX Runtime has float32 kernels only. */
final class AttentionCases {
    private AttentionCases() {}

    static List<GradientCase> all() {
        return Stream.of(attention(), rotary()).flatMap(List::stream).toList();
    }

    private static GradientCase recent(String operator) {
        return of(operator).single().opset(23);
    }

    private static List<GradientCase> attention() {
        double[] some = {1, 0, 1, 1, 1, 1, 0, 1, 0, 1, 1, 1};
        return List.of(
                recent("Attention").input(2, 2, 3, 4).input(2, 2, 5, 4).input(2, 2, 5, 3),
                recent("Attention")
                        .input(1, 2, 3, 4)
                        .input(1, 2, 4, 4)
                        .input(1, 2, 4, 2)
                        .attribute("scale", 0.75f)
                        .attribute("is_causal", 1),
                recent("Attention")
                        .input(2, 3, 8)
                        .input(2, 4, 8)
                        .input(2, 4, 4)
                        .attribute("q_num_heads", 2)
                        .attribute("kv_num_heads", 2),
                recent("Attention")
                        .input(1, 3, 8)
                        .input(1, 4, 4)
                        .input(1, 4, 6)
                        .attribute("q_num_heads", 4)
                        .attribute("kv_num_heads", 2),
                recent("Attention")
                        .input(2, 4, 3, 2)
                        .input(2, 2, 4, 2)
                        .input(2, 2, 4, 3)
                        .attribute("softcap", 1.5f),
                recent("Attention")
                        .input(1, 2, 3, 4)
                        .input(1, 2, 4, 4)
                        .input(1, 2, 4, 2)
                        .input(3, 4),
                recent("Attention")
                        .input(2, 2, 3, 4)
                        .input(2, 2, 4, 4)
                        .input(2, 2, 4, 2)
                        .input(2, 1, 3, 4)
                        .attribute("softcap", 2f)
                        .attribute("is_causal", 1),
                recent("Attention")
                        .input(1, 2, 3, 4)
                        .input(1, 2, 4, 4)
                        .input(1, 2, 4, 2)
                        .constant(DataType.BOOL, some, 3, 4),
                recent("Attention")
                        .input(1, 2, 3, 4)
                        .input(1, 2, 4, 4)
                        .input(1, 2, 4, 2)
                        .constant(DataType.BOOL, some, 1, 1, 3, 4)
                        .attribute("softcap", 2f),
                recent("Attention").input(1, 2, 3, 4).again(0).again(0));
    }

    private static List<GradientCase> rotary() {
        double[] places = {2, 0, 1, 1, 0, 4};
        return List.of(
                recent("RotaryEmbedding").input(2, 2, 3, 4).input(2, 3, 2).input(2, 3, 2),
                recent("RotaryEmbedding")
                        .input(2, 2, 3, 4)
                        .input(5, 2)
                        .input(5, 2)
                        .constant(DataType.INT64, places, 2, 3)
                        .attribute("interleaved", 1),
                recent("RotaryEmbedding")
                        .input(2, 3, 8)
                        .input(2, 3, 2)
                        .input(2, 3, 2)
                        .attribute("num_heads", 2),
                recent("RotaryEmbedding")
                        .input(2, 3, 12)
                        .input(5, 2)
                        .input(5, 2)
                        .constant(DataType.INT64, places, 2, 3)
                        .attribute("num_heads", 2)
                        .attribute("rotary_embedding_dim", 4));
    }
}

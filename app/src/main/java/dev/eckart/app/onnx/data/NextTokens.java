package dev.eckart.app.onnx.data;

import dev.eckart.app.onnx.array.SampleArray;
import dev.eckart.app.onnx.array.SampleLabels;
import dev.eckart.app.onnx.runtime.Values;
import dev.eckart.app.onnx.tensor.OnnxException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Labels of a causal language model: at each position of a text the token that follows there. */
final class NextTokens {
    /** Inputs of tokens, with the mask that goes with each; of two the one whose tokens are predicted. */
    private static final List<List<String>> INPUTS =
            List.of(List.of("decoder_input_ids", "decoder_attention_mask"), List.of("input_ids", "attention_mask"));

    private NextTokens() {}

    /** What is right for samples; what follows the last token, or is padding, does not count. */
    static SampleLabels of(Samples samples) {
        List<String> names = INPUTS.stream()
                .filter(input -> samples.arrays().containsKey(input.get(0)))
                .findFirst()
                .orElseThrow(() -> new OnnxException("there are no next tokens: no input that takes samples is called '"
                        + INPUTS.get(0).get(0) + "' or '" + INPUTS.get(1).get(0) + "'"));
        Values tokens = samples.arrays().get(names.get(0)).whole();
        if (tokens.dims().length != 2) {
            throw new OnnxException("there are no next tokens: '" + names.get(0) + "' is "
                    + Arrays.toString(tokens.dims()) + ", not samples by positions");
        }
        Optional<Values> mask = Optional.ofNullable(samples.arrays().get(names.get(1)))
                .map(SampleArray::whole)
                .filter(values -> Arrays.equals(values.dims(), tokens.dims()));
        int positions = (int) tokens.dims()[1];
        int[] labels = new int[tokens.numbers().length];
        for (int i = 0; i < labels.length; i++) {
            boolean ends = i % positions + 1 >= end(samples, i / positions, positions);
            boolean counts = !ends && (mask.isEmpty() || mask.get().numbers()[i + 1] != 0);
            labels[i] = counts ? (int) tokens.numbers()[i + 1] : SampleLabels.NOT_COUNTED;
        }
        return new SampleLabels(tokens.dims(), labels);
    }

    private static int end(Samples samples, int sample, int positions) {
        return samples.lengths().isPresent() ? samples.length(sample) : positions;
    }
}

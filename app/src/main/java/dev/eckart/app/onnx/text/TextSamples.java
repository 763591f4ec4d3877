package dev.eckart.app.onnx.text;

import dev.eckart.app.onnx.data.GivenData;
import dev.eckart.app.onnx.data.SampleArray;
import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.model.OnnxException;
import dev.eckart.app.onnx.runtime.Port;
import dev.eckart.spi.text.Tokens;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gives tokens to the inputs of a model that are called as those of language models are. */
public final class TextSamples {
    private TextSamples() {}

    /**
     * Makes samples of texts.
     *
     * @param inputs what the model takes
     * @param texts the tokens of each text, at least one text
     * @param set values of other inputs, as text, by the inputs' names
     * @return a sample for each text, whose number is that of the text
     * @throws OnnxException if an input is called otherwise and not set, or cannot take so many tokens
     */
    public static Samples of(List<Port> inputs, List<Tokens> texts, Map<String, String> set) {
        int longest = texts.stream().mapToInt(Tokens::count).max().orElseThrow();
        Map<String, SampleArray> arrays = new LinkedHashMap<>();
        for (Port input : inputs) {
            if (!set.containsKey(input.name())) {
                arrays.put(input.name(), new TokenArray(TokenInput.of(input), texts, longest));
            }
        }
        GivenData given = new GivenData(
                List.copyOf(arrays.keySet()),
                (input, name) -> Optional.ofNullable(arrays.get(input.name())),
                set,
                Optional.empty());
        return Samples.of(inputs, given);
    }
}

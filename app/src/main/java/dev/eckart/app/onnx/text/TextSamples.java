package dev.eckart.app.onnx.text;

import dev.eckart.app.onnx.array.SampleArray;
import dev.eckart.app.onnx.array.SampleLabels;
import dev.eckart.app.onnx.data.GivenData;
import dev.eckart.app.onnx.data.Lengths;
import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.runtime.Port;
import dev.eckart.app.onnx.tensor.OnnxException;
import dev.eckart.spi.text.Tokens;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/** Gives tokens to the inputs of a model that are called as those of language models are. */
public final class TextSamples {
    private TextSamples() {}

    /**
     * Makes samples of texts. Where the model takes any number of tokens, a sample is as long as its text, and batches are of
     * one length; where it takes a fixed number, what is behind the text is padding, which a mask must say.
     *
     * @param inputs what the model takes
     * @param texts the tokens of each text, at least one text
     * @param labels the class of each text, if they are known
     * @param set values of other inputs, as text, by the inputs' names
     * @return a sample for each text, the longest first, whose number is that of the text
     * @throws OnnxException if an input is called otherwise and not set, or cannot take so many tokens
     */
    public static Samples of(
            List<Port> inputs, List<Tokens> texts, Optional<SampleLabels> labels, Map<String, String> set) {
        Map<Port, TokenInput> filled = new LinkedHashMap<>();
        inputs.stream()
                .filter(input -> !set.containsKey(input.name()))
                .forEach(input -> filled.put(input, TokenInput.of(input)));
        if (!filled.containsValue(TokenInput.INPUT_IDS)) {
            throw new OnnxException("the model takes no '" + TokenInput.INPUT_IDS.called() + "', so no text; it takes "
                    + inputs.stream().map(Port::name).toList());
        }
        int longest = texts.stream().mapToInt(Tokens::count).max().orElseThrow();
        Optional<Port> fixed = filled.keySet().stream()
                .filter(input -> input.dims().get(1) >= 0)
                .findFirst();
        int positions = fixed.map(input -> input.dims().get(1).intValue()).orElse(longest);
        fixed.ifPresent(input -> requirePlace(input, texts, filled));
        Map<String, SampleArray> arrays = new LinkedHashMap<>();
        filled.forEach((input, taken) -> arrays.put(input.name(), new TokenArray(taken, texts, positions)));
        Samples samples = Samples.of(inputs, given(arrays, labels, set));
        int[] lengths = texts.stream().mapToInt(Tokens::count).toArray();
        return fixed.isPresent()
                ? samples
                : samples.inLengths(new Lengths(lengths, along(inputs, filled.keySet(), samples), true));
    }

    private static GivenData given(
            Map<String, SampleArray> arrays, Optional<SampleLabels> labels, Map<String, String> set) {
        return new GivenData(
                List.copyOf(arrays.keySet()),
                (input, name) -> Optional.ofNullable(arrays.get(input.name())),
                set,
                labels);
    }

    /** Of a text that is shorter than what the model takes, the rest must be known not to count. */
    private static void requirePlace(Port fixed, List<Tokens> texts, Map<Port, TokenInput> filled) {
        long most = fixed.dims().get(1);
        for (int i = 0; i < texts.size(); i++) {
            int count = texts.get(i).count();
            if (count > most) {
                throw new OnnxException("text " + i + " has " + count + " tokens, but input '" + fixed.name()
                        + "' takes " + most + "; the tokenizer's file can say that texts are cut (truncation)");
            }
            if (count < most && !filled.containsValue(TokenInput.ATTENTION_MASK)) {
                throw new OnnxException("text " + i + " has " + count + " tokens, but input '" + fixed.name()
                        + "' takes " + most + ", and the model has no '" + TokenInput.ATTENTION_MASK.called()
                        + "' that would say where a text ends");
            }
        }
    }

    /** What has something for each token: what is filled, and what is set for an axis of the same name. */
    private static Set<String> along(List<Port> inputs, Set<Port> filled, Samples samples) {
        Set<String> names = new TreeSet<>();
        Set<String> axes = new TreeSet<>();
        for (Port input : filled) {
            names.add(input.name());
            axes.add(input.symbols().get(1));
        }
        axes.remove("");
        inputs.stream()
                .filter(input -> samples.arrays().containsKey(input.name()))
                .filter(input ->
                        input.batch().equals(OptionalInt.of(0)) && input.dims().size() > 1)
                .filter(input -> axes.contains(input.symbols().get(1)))
                .forEach(input -> names.add(input.name()));
        return names;
    }
}

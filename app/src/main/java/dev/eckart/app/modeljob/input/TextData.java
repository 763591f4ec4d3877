package dev.eckart.app.modeljob.input;

import dev.eckart.app.onnx.array.SampleLabels;
import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.runtime.Port;
import dev.eckart.app.onnx.text.TextSamples;
import dev.eckart.spi.text.Tokens;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Texts of a file, made into tokens.
 *
 * @param facts what there is to say of them
 * @param texts the texts
 * @param tokens those of each text
 * @param labels the class of each text, if they are known
 * @param set values of further inputs
 * @param tokenizer makes tokens of other texts
 */
public record TextData(
        TextFacts facts,
        List<String> texts,
        List<Tokens> tokens,
        Optional<SampleLabels> labels,
        Map<String, String> set,
        Function<List<String>, List<Tokens>> tokenizer)
        implements ModelData {
    @Override
    public String name() {
        return Path.of(facts.file()).getFileName().toString();
    }

    @Override
    public Optional<TextFacts> text() {
        return Optional.of(facts);
    }

    @Override
    public Optional<String> textOf(int number) {
        return Optional.of(texts.get(number));
    }

    @Override
    public Samples calibration(List<Port> inputs) {
        return TextSamples.of(inputs, tokens, labels, set);
    }

    @Override
    public Samples test(List<Port> inputs) {
        return calibration(inputs);
    }

    /** The same texts with their classes. */
    TextData with(Optional<SampleLabels> known) {
        return new TextData(facts, texts, tokens, known, set, tokenizer);
    }

    /**
     * Other texts, by the same tokenizer.
     *
     * @param inputs what a model takes
     * @param others texts, at least one
     * @return a sample for each, the longest first, whose number is that of the text
     */
    public Samples samples(List<Port> inputs, List<String> others) {
        return TextSamples.of(inputs, tokenizer.apply(others), Optional.empty(), set);
    }
}

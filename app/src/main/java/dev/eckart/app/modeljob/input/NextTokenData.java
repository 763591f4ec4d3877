package dev.eckart.app.modeljob.input;

import dev.eckart.app.batch.Augmentation;
import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.runtime.Port;
import java.util.List;
import java.util.Optional;

/**
 * Texts, or arrays of tokens, whose labels are the tokens that follow: what a causal language model predicts.
 *
 * @param tokens the same without these labels
 */
record NextTokenData(ModelData tokens) implements ModelData {
    @Override
    public String name() {
        return tokens.name();
    }

    @Override
    public Optional<String> textOf(int number) {
        return tokens.textOf(number);
    }

    @Override
    public Optional<TextFacts> text() {
        return tokens.text();
    }

    @Override
    public Samples calibration(List<Port> inputs) {
        return tokens.calibration(inputs).predicting();
    }

    @Override
    public Samples learning(List<Port> inputs, Augmentation augmentation) {
        return tokens.learning(inputs, augmentation).predicting();
    }

    @Override
    public Samples test(List<Port> inputs) {
        return tokens.test(inputs).predicting();
    }
}

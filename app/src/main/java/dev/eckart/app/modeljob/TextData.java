package dev.eckart.app.modeljob;

import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.runtime.Port;
import dev.eckart.app.onnx.text.TextSamples;
import dev.eckart.spi.text.Tokens;
import java.util.List;
import java.util.Map;

/**
 * Texts of a file, made into tokens.
 *
 * @param name the file's
 * @param texts the texts
 * @param tokens those of each text
 * @param set values of further inputs
 */
public record TextData(String name, List<String> texts, List<Tokens> tokens, Map<String, String> set)
        implements ModelData {
    @Override
    public Samples calibration(List<Port> inputs) {
        return TextSamples.of(inputs, tokens, set);
    }

    @Override
    public Samples test(List<Port> inputs) {
        return calibration(inputs);
    }
}

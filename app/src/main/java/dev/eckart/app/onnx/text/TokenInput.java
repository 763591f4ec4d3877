package dev.eckart.app.onnx.text;

import dev.eckart.app.onnx.runtime.Port;
import dev.eckart.app.onnx.tensor.OnnxException;
import dev.eckart.spi.text.Tokens;
import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** What inputs of language models take of a text, by what Hugging Face's models and exporters call them. */
enum TokenInput {
    /** The number of each token. */
    INPUT_IDS,
    /** That a token counts. */
    ATTENTION_MASK,
    /** The part of the text that each token is of. */
    TOKEN_TYPE_IDS,
    /** The place of each token, from 0. */
    POSITION_IDS;

    String called() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What an input takes. */
    static TokenInput of(Port input) {
        TokenInput found = Arrays.stream(values())
                .filter(kind -> kind.called().equals(input.name()))
                .findFirst()
                .orElseThrow(() -> new OnnxException("input '" + input.name() + "', which takes " + input.text()
                        + ", cannot be filled from text; "
                        + Arrays.stream(values()).map(TokenInput::called).collect(Collectors.joining(", "))
                        + " can, and --set " + input.name() + "=VALUE gives it a value"));
        if (input.dims().size() != 2
                || !input.batch().equals(OptionalInt.of(0))
                || input.type().isEmpty()) {
            throw new OnnxException("input '" + input.name() + "' takes " + input.text()
                    + ", but text is given as numbers, texts along the first axis and their tokens along the second");
        }
        return found;
    }

    /** What it takes of a token. */
    int of(Tokens tokens, int position) {
        return switch (this) {
            case INPUT_IDS -> tokens.ids()[position];
            case ATTENTION_MASK -> 1;
            case TOKEN_TYPE_IDS -> tokens.types()[position];
            case POSITION_IDS -> position;
        };
    }
}

package dev.eckart.app.modeljob.token;

import dev.eckart.app.console.Lines;
import dev.eckart.app.modeljob.input.TextFacts;

/**
 * What became of a model and its tokenizer without the tokens that no text needs.
 *
 * @param schema version of this form; 1
 * @param eckart version of Eckart
 * @param model the model's file
 * @param output the smaller model's file
 * @param tokenizer the smaller tokenizer's file
 * @param text the texts whose tokens stayed
 * @param tokensBefore tokens of the tokenizer
 * @param tokensAfter those that stayed
 * @param parametersBefore parameters of the model
 * @param parametersAfter those of the smaller one
 * @param bytesBefore bytes of the model
 * @param bytesAfter those of the smaller one
 * @param compared texts on which both models' outputs were the same to the bit
 */
public record TokenReport(
        int schema,
        String eckart,
        String model,
        String output,
        String tokenizer,
        TextFacts text,
        int tokensBefore,
        int tokensAfter,
        long parametersBefore,
        long parametersAfter,
        long bytesBefore,
        long bytesAfter,
        int compared) {
    /** For a person. */
    String render() {
        return text.line()
                + Lines.line(
                        "Tokens:     %,d -> %,d, all that the texts need and all letters", tokensBefore, tokensAfter)
                + Lines.line("Parameters: %,d -> %,d", parametersBefore, parametersAfter)
                + Lines.line("Bytes:      %,d -> %,d", bytesBefore, bytesAfter)
                + Lines.line("Tokenizer:  %s, which belongs to %s and to no other model", tokenizer, output)
                + Lines.line(
                        "Verdict: all %,d texts become the same tokens under other numbers, and outputs on %,d of them are the"
                                + " same to the bit",
                        text.texts(), compared);
    }
}

package dev.eckart.app.onnx.text;

import dev.eckart.app.onnx.array.SampleArray;
import dev.eckart.app.onnx.runtime.Values;
import dev.eckart.spi.text.Tokens;
import java.util.Arrays;
import java.util.List;

/**
 * What an input takes of texts, 0 behind the end of each: as long as the longest, though no more is kept than there is.
 *
 * @param taken what it takes
 * @param texts the tokens of each text
 * @param positions how many a sample has
 */
record TokenArray(TokenInput taken, List<Tokens> texts, int positions) implements SampleArray {
    @Override
    public Kind kind() {
        return Kind.INTEGERS;
    }

    @Override
    public long[] dims() {
        return new long[] {texts.size(), positions};
    }

    @Override
    public Values read(int from, int to) {
        double[] numbers = new double[(to - from) * positions];
        for (int i = from; i < to; i++) {
            Tokens tokens = texts.get(i);
            for (int position = 0; position < tokens.count(); position++) {
                numbers[(i - from) * positions + position] = taken.of(tokens, position);
            }
        }
        return new Values(new long[] {to - from, positions}, numbers);
    }

    @Override
    public SampleArray chosen(int[] numbers) {
        return new TokenArray(taken, Arrays.stream(numbers).mapToObj(texts::get).toList(), positions);
    }
}

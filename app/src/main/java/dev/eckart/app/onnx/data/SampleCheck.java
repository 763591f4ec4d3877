package dev.eckart.app.onnx.data;

import dev.eckart.app.onnx.runtime.Port;
import dev.eckart.app.onnx.runtime.Values;
import dev.eckart.app.onnx.tensor.OnnxException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Finds what cannot be given to a model: what is not a number, and numbers that the input's type does not have.
 *
 * <p>Infinities may be given: masks of attention are made of them.
 */
final class SampleCheck {
    private SampleCheck() {}

    /** Checks samples, along the first axis, which are called by their numbers in the data. */
    static void samples(Port input, Values values, int[] numbers, int from) {
        int each = values.numbers().length / (int) values.dims()[0];
        for (int i = 0; i < values.numbers().length; i++) {
            if (isWrong(input, values.numbers()[i])) {
                long[] sample = Arrays.copyOfRange(values.dims(), 1, values.dims().length);
                throw wrong(
                        "sample " + numbers[from + i / each] + " of input '" + input.name() + "'",
                        input,
                        values.numbers()[i],
                        place(sample, i % each));
            }
        }
    }

    /** Checks a value that is the same for all samples. */
    static void value(Port input, Values values) {
        for (int i = 0; i < values.numbers().length; i++) {
            if (isWrong(input, values.numbers()[i])) {
                throw wrong("input '" + input.name() + "'", input, values.numbers()[i], place(values.dims(), i));
            }
        }
    }

    private static boolean isWrong(Port input, double number) {
        return Double.isNaN(number)
                || input.type().map(type -> !type.holds(number)).orElse(false);
    }

    private static OnnxException wrong(String where, Port input, double number, String place) {
        String type = input.type().orElseThrow().name().toLowerCase(Locale.ROOT);
        String what = Double.isNaN(number) ? "NaN" : number + ", which no " + type + " is,";
        return new OnnxException(where + " has " + what + " at position " + place);
    }

    private static String place(long[] dims, int index) {
        List<Long> place = new ArrayList<>();
        long rest = index;
        for (int i = dims.length - 1; i >= 0; i--) {
            place.add(0, rest % dims[i]);
            rest /= dims[i];
        }
        return place.size() == 1 ? place.get(0).toString() : place.isEmpty() ? "0" : place.toString();
    }
}

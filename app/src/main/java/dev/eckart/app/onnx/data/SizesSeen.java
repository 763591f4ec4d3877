package dev.eckart.app.onnx.data;

import dev.eckart.app.onnx.array.SampleArray;
import dev.eckart.app.onnx.runtime.Port;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Which sizes samples have of what a model takes in any size, such as the length of a sequence. */
public final class SizesSeen {
    private SizesSeen() {}

    /**
     * What is not seen where a model is open and its samples are not: a layer that has a row for each position sees nothing of
     * the positions behind the last.
     *
     * @param samples for a model
     * @return a sentence without a full stop, if all samples are of one size along an open axis; it names the first
     */
    public static Optional<String> single(Samples samples) {
        Samples seen = samples.shortened();
        return seen.inputs().stream()
                .filter(port -> seen.arrays().containsKey(port.name()))
                .flatMap(port -> single(port, seen))
                .findFirst()
                .map(
                        axis -> "all samples have one size along an open axis of the model, " + axis
                                + ": what is lost at other sizes was not seen; give samples of the sizes that it will be run at");
    }

    private static Stream<String> single(Port port, Samples samples) {
        List<Long> open = port.sample();
        SampleArray array = samples.arrays().get(port.name());
        Optional<Lengths> lengths = samples.lengths().filter(all -> all.along().contains(port.name()));
        if (array.dims().length != open.size() + 1) {
            return Stream.empty();
        }
        return IntStream.range(0, open.size())
                .filter(axis -> open.get(axis) < 0)
                .filter(axis -> axis > 0 || lengths.map(Lengths::areOne).orElse(true))
                .mapToObj(axis -> String.format(
                        Locale.ROOT,
                        "%,d along axis %d of input '%s'",
                        axis > 0
                                ? array.dims()[axis + 1]
                                : lengths.map(Lengths::first).orElse(array.dims()[1]),
                        port.batch().isPresent() && port.batch().getAsInt() <= axis ? axis + 1 : axis,
                        port.name()));
    }
}

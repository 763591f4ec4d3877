package dev.eckart.app.modeljob.input;

import dev.eckart.app.batch.Augmentation;
import dev.eckart.app.config.ConfigurationException;
import dev.eckart.app.onnx.array.ArrayFile;
import dev.eckart.app.onnx.array.SampleArray;
import dev.eckart.app.onnx.array.SampleArray.Kind;
import dev.eckart.app.onnx.array.SampleLabels;
import dev.eckart.app.onnx.data.Fitting;
import dev.eckart.app.onnx.data.GivenData;
import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.runtime.Port;
import dev.eckart.app.onnx.runtime.Values;
import dev.eckart.app.onnx.tensor.DataType;
import dev.eckart.app.onnx.tensor.OnnxException;
import dev.eckart.registry.Nearest;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Arrays of a file. Bytes that go into a floating point input are pixels, and so are other whole numbers if a scale is
 * asked for; floating point numbers are taken as they are.
 *
 * @param file the file
 * @param request what becomes of pixels and pictures, and values of further inputs
 * @param key name of the array of labels
 * @param labels the labels, if there are any
 * @param notes told what a user should know, a line each
 */
record ArrayData(ArrayFile file, DataRequest request, String key, Optional<SampleLabels> labels, Consumer<String> notes)
        implements ModelData {
    private static final int PICTURES = 4;
    private static final double LARGEST_PIXEL = 255;

    static ArrayData of(ArrayFile file, DataRequest request, Consumer<String> notes) {
        String key = request.labels().orElse(LABELS);
        if (request.labels().isPresent() && !file.names().contains(key)) {
            throw new OnnxException("'" + file.file() + "' has no array '" + key + "' of labels"
                    + Nearest.didYouMean(key, file.names()) + "; it has " + file.names());
        }
        String near = Nearest.didYouMean(key, file.names());
        if (!file.names().contains(key) && !near.isEmpty()) {
            notes.accept("there are no labels: no array is called '" + key + "'" + near + "; --labels names another");
        }
        return new ArrayData(file, request, key, labels(file, request, key, notes), notes);
    }

    /** An array that only happens to be called as labels are need not hold any. */
    private static Optional<SampleLabels> labels(
            ArrayFile file, DataRequest request, String key, Consumer<String> notes) {
        try {
            return file.labels(key);
        } catch (OnnxException e) {
            if (request.labels().isPresent()) {
                throw e;
            }
            notes.accept("there are no labels: " + e.getMessage());
            return Optional.empty();
        }
    }

    @Override
    public String name() {
        return file.file().getFileName().toString();
    }

    @Override
    public Samples test(List<Port> inputs) {
        return calibration(inputs);
    }

    @Override
    public Samples calibration(List<Port> inputs) {
        return learning(inputs, Augmentation.NONE);
    }

    @Override
    public Samples learning(List<Port> inputs, Augmentation augmentation) {
        List<String> names =
                file.names().stream().filter(name -> !name.equals(key)).toList();
        Set<String> done = new HashSet<>();
        GivenData given = new GivenData(
                names,
                (input, name) -> file.array(name)
                        .map(array -> moving(input, name, array, augmentation))
                        .map(array -> scaled(input, name, laidOut(input, array, done), done)),
                request.set(),
                labels);
        Samples samples = Samples.of(inputs, given);
        if (request.scale().isPresent() && !done.contains("scale")) {
            throw new ConfigurationException("--scale: no array of '" + name() + "' that a floating point input takes"
                    + " holds whole numbers, which pixels are; other numbers are taken as they are");
        }
        if (request.layout().isPresent() && !done.contains("layout")) {
            throw new ConfigurationException("--layout: no array of '" + name()
                    + "' that the model takes has four axes, samples, channels, height and width in some order");
        }
        return samples;
    }

    private boolean isPixels(Port input, SampleArray array) {
        boolean real = input.type().map(DataType::isReal).orElse(false);
        boolean pixels = array.kind() == Kind.BYTES
                || array.kind() == Kind.INTEGERS && request.scale().isPresent();
        return real && pixels && array.dims().length > 0;
    }

    private SampleArray moving(Port input, String name, SampleArray array, Augmentation augmentation) {
        return Optional.of(array)
                .filter(pixels -> isPixels(input, pixels))
                .flatMap(pixels -> MovingPictures.Planes.of(pixels.dims(), request.layout()))
                .<SampleArray>map(planes ->
                        MovingPictures.of(array.mapped(values -> requirePixels(name, values)), planes, augmentation))
                .orElse(array);
    }

    private SampleArray scaled(Port input, String name, SampleArray array, Set<String> done) {
        if (!isPixels(input, array)) {
            return array;
        }
        done.add("scale");
        if (request.scale().isEmpty()) {
            notes.accept("array '" + name + "' holds bytes, which are taken for pixels and made 0 to 1; --scale says"
                    + " otherwise, such as --scale raw");
        }
        PixelScale scale = request.scale().orElse(PixelScale.UNIT);
        int axis = channels(name, array, scale);
        return array.mapped(values -> pixels(scale, axis, requirePixels(name, values)));
    }

    /** The axis of the channels, if they are told apart: the one behind the samples, where both it and the last could be. */
    private static int channels(String name, SampleArray array, PixelScale scale) {
        long[] dims = array.dims();
        return IntStream.of(1, PICTURES - 1)
                .filter(axis -> scale.channels() == 1 || dims.length == PICTURES && dims[axis] == scale.channels())
                .findFirst()
                .orElseThrow(() -> new ConfigurationException("--scale: " + scale.channels()
                        + " channels have a mean and a deviation, but array '" + name + "' is " + Arrays.toString(dims)
                        + ": of its four axes, the second or the last would have as many"));
    }

    private static Values requirePixels(String name, Values values) {
        for (double pixel : values.numbers()) {
            if (pixel < 0 || pixel > LARGEST_PIXEL) {
                throw new OnnxException("--scale: array '" + name + "' holds " + (long) pixel
                        + ", which no pixel is: they are 0 to 255");
            }
        }
        return values;
    }

    private static Values pixels(PixelScale scale, int axis, Values values) {
        double[] numbers = new double[values.numbers().length];
        int behind = scale.channels() == 1
                ? 1
                : Values.count(Arrays.copyOfRange(values.dims(), axis + 1, values.dims().length));
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = scale.of(values.numbers()[i], i / behind % scale.channels());
        }
        return new Values(values.dims(), numbers);
    }

    /** Where both orders fit, a model is taken to have the channels first, as the format's own convolutions have. */
    private SampleArray laidOut(Port input, SampleArray array, Set<String> done) {
        if (request.layout().isEmpty() || array.dims().length != PICTURES) {
            return array;
        }
        done.add("layout");
        boolean last = request.layout().get() == Layout.NHWC;
        SampleArray other = last ? array.moved(3, 1) : array.moved(1, 3);
        boolean fits = Fitting.samples(input, array).isPresent();
        boolean otherFits = Fitting.samples(input, other).isPresent();
        return otherFits && (last || !fits) ? other : array;
    }
}

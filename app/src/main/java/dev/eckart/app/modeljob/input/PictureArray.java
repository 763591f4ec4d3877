package dev.eckart.app.modeljob.input;

import dev.eckart.app.batch.Augmentation;
import dev.eckart.app.data.Pictures;
import dev.eckart.app.onnx.array.SampleArray;
import dev.eckart.app.onnx.array.SampleLabels;
import dev.eckart.app.onnx.data.Fitting;
import dev.eckart.app.onnx.data.GivenData;
import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.runtime.Port;
import dev.eckart.app.onnx.runtime.Values;
import dev.eckart.app.onnx.tensor.OnnxException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Pictures as an array, scaled when they are read.
 *
 * @param pictures the pictures
 * @param scale what becomes of their pixels
 * @param augmentation how far they are moved where they may vary
 */
record PictureArray(Pictures pictures, PixelScale scale, Augmentation augmentation) {
    /** Pixels as they are. */
    private record Pixels(Pictures pictures) implements SampleArray {
        @Override
        public long[] dims() {
            return new long[] {pictures.count(), pictures.size()};
        }

        @Override
        public Values read(int from, int to) {
            int size = pictures.size();
            double[] numbers = new double[(to - from) * size];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = pictures.pixel(from + i / size, i % size);
            }
            return new Values(new long[] {to - from, size}, numbers);
        }
    }

    private SampleArray scaled() {
        MovingPictures.Planes planes = new MovingPictures.Planes(1, pictures.height(), pictures.width(), false);
        return MovingPictures.of(new Pixels(pictures), planes, augmentation)
                .mapped(values -> new Values(
                        values.dims(),
                        Arrays.stream(values.numbers())
                                .map(pixel -> scale.of(pixel, 0))
                                .toArray()));
    }

    /** The pictures in the form that a model's one input that is not set asks for, with their labels. */
    Samples samples(List<Port> inputs, Map<String, String> set) {
        List<Port> open =
                inputs.stream().filter(input -> !set.containsKey(input.name())).toList();
        if (open.size() != 1) {
            throw new OnnxException("the model takes " + open.size()
                    + " inputs, pictures can be given to one only; --set NAME=VALUE gives others a value");
        }
        Port input = open.get(0);
        SampleArray scaled = scaled();
        SampleArray fitted = forms().stream()
                .map(form -> Fitting.samples(input, scaled.shaped(form)))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> new OnnxException("grey pictures of " + pictures.height() + " x " + pictures.width()
                        + " do not fit input '" + input.name() + "', which takes " + input.text()));
        int[] labels = IntStream.range(0, pictures.count()).map(pictures::label).toArray();
        GivenData given = new GivenData(
                List.of(input.name()), (port, name) -> Optional.of(fitted), set, Optional.of(SampleLabels.of(labels)));
        return Samples.of(inputs, given);
    }

    /** Flat, or with one channel in front or behind, or with none. */
    private List<long[]> forms() {
        long count = pictures.count();
        long height = pictures.height();
        long width = pictures.width();
        return List.of(
                new long[] {count, 1, height, width},
                new long[] {count, height, width, 1},
                new long[] {count, height, width},
                new long[] {count, height * width});
    }
}

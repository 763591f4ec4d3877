package dev.eckart.app.modeljob.input;

import dev.eckart.app.batch.Augmentation;
import dev.eckart.app.batch.Warp;
import dev.eckart.app.onnx.array.SampleArray;
import dev.eckart.app.onnx.array.Variation;
import dev.eckart.app.onnx.runtime.Values;
import dev.eckart.spi.Seed;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Pictures as they were taken, before anything is made of their pixels: 0 is the background that comes in where they are
 * moved, and all channels of a picture are moved alike.
 *
 * @param pixels samples of 0 to 255
 * @param planes where the pixels of a picture are
 * @param augmentation how far they move
 * @param numbers what number each has in the data, by which it moves
 */
record MovingPictures(SampleArray pixels, Planes planes, Augmentation augmentation, int[] numbers)
        implements SampleArray {
    static MovingPictures of(SampleArray pixels, Planes planes, Augmentation augmentation) {
        int[] numbers = IntStream.range(0, (int) pixels.dims()[0]).toArray();
        return new MovingPictures(pixels, planes, augmentation, numbers);
    }

    /**
     * How the pixels of a picture follow each other.
     *
     * @param channels channels
     * @param height rows of each
     * @param width columns of each
     * @param last whether the channels of a pixel stand together, rather than the pixels of a channel
     */
    record Planes(int channels, int height, int width, boolean last) {
        /** Pictures that are not said to have their channels last or first have no more where it is plain which they are. */
        private static final int FEW = 4;

        private static final int WITH_CHANNELS = 4;

        /**
         * Of samples that are pictures: rows and columns, with or without an axis of channels.
         *
         * @param dims sizes, samples first
         * @param layout where the channels are, if that is said
         * @return empty if they are none, or it is not plain where the channels are
         */
        static Optional<Planes> of(long[] dims, Optional<Layout> layout) {
            if (dims.length == WITH_CHANNELS - 1) {
                return of(1, dims[1], dims[2], false);
            } else if (dims.length != WITH_CHANNELS) {
                return Optional.empty();
            }
            boolean first = layout.map(Layout.NCHW::equals).orElse(dims[1] <= FEW);
            if (first) {
                return of(dims[1], dims[2], dims[3], false);
            }
            return layout.isPresent() || dims[3] <= FEW ? of(dims[3], dims[1], dims[2], true) : Optional.empty();
        }

        private static Optional<Planes> of(long channels, long height, long width, boolean last) {
            return Math.max(height, width) <= Warp.LARGEST
                    ? Optional.of(new Planes((int) channels, (int) height, (int) width, last))
                    : Optional.empty();
        }

        int size() {
            return height * width;
        }

        private int at(int channel, int pixel) {
            return last ? pixel * channels + channel : channel * size() + pixel;
        }
    }

    @Override
    public Kind kind() {
        return pixels.kind();
    }

    @Override
    public long[] dims() {
        return pixels.dims();
    }

    @Override
    public SampleArray along(int axis) {
        return axis == 0 ? this : pixels.along(axis);
    }

    @Override
    public SampleArray chosen(int[] chosen) {
        return new MovingPictures(
                pixels.chosen(chosen),
                planes,
                augmentation,
                Arrays.stream(chosen).map(sample -> numbers[sample]).toArray());
    }

    @Override
    public Values read(int from, int to) {
        return pixels.read(from, to);
    }

    @Override
    public Optional<SampleArray> varied(Variation variation) {
        return augmentation.none() ? Optional.empty() : Optional.of(new Moved(this, variation));
    }

    /**
     * Pictures that have been moved.
     *
     * @param pictures where they were
     * @param variation how
     */
    private record Moved(MovingPictures pictures, Variation variation) implements SampleArray {
        @Override
        public long[] dims() {
            return pictures.dims();
        }

        @Override
        public Values read(int from, int to) {
            Values read = pictures.read(from, to);
            Planes planes = pictures.planes;
            Warp warp = new Warp(pictures.augmentation.times(variation.share()), planes.height, planes.width);
            double[] moved = new double[read.numbers().length];
            for (int sample = from; sample < to; sample++) {
                int first = (sample - from) * planes.channels * planes.size();
                for (int channel = 0; channel < planes.channels; channel++) {
                    move(warp, variation.seed().split(pictures.numbers[sample]), read.numbers(), moved, first, channel);
                }
            }
            return new Values(read.dims(), moved);
        }

        private void move(Warp warp, Seed own, double[] from, double[] to, int first, int channel) {
            Planes planes = pictures.planes;
            byte[] plane = new byte[planes.size()];
            int[] moved = new int[planes.size()];
            for (int i = 0; i < plane.length; i++) {
                plane[i] = (byte) from[first + planes.at(channel, i)];
            }
            warp.apply(plane, 0, own, moved);
            for (int i = 0; i < plane.length; i++) {
                to[first + planes.at(channel, i)] = moved[i] / (double) Warp.ONE;
            }
        }
    }
}

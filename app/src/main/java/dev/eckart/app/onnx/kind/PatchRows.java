package dev.eckart.app.onnx.kind;

import dev.eckart.app.onnx.form.Window;
import dev.eckart.app.onnx.form.Window.Axis;
import dev.eckart.app.onnx.layer.Rows;
import dev.eckart.app.onnx.runtime.Values;
import java.util.List;

/** What a convolution's window covers at each position of its output, zeros of the padding included. */
final class PatchRows implements Rows {
    private final Values values;
    private final int first;
    private final int channels;
    private final List<Axis> axes;
    private final int[] sizes;
    private final int[] begin;
    private final int[] outputs;
    private final int[] offsets;
    private final int positions;

    /**
     * The patches of one group.
     *
     * @param values samples x channels x positions
     * @param window what the convolution looks at
     * @param first first channel of the group
     * @param channels channels of the group
     */
    PatchRows(Values values, Window window, int first, int channels) {
        this.values = values;
        this.first = first;
        this.channels = channels;
        this.axes = window.axes();
        this.sizes = new int[axes.size()];
        this.begin = new int[axes.size()];
        this.outputs = new int[axes.size()];
        this.offsets = new int[axes.size()];
        int all = 1;
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = (int) values.dims()[i + 2];
            int padding = padding(window, i, sizes[i]);
            begin[i] = begin(window, i, padding);
            outputs[i] =
                    (sizes[i] + padding - axes.get(i).extent()) / axes.get(i).stride() + 1;
            all *= outputs[i];
        }
        this.positions = all;
    }

    /** Zeros along an axis, before and after together. */
    private static int padding(Window window, int i, int size) {
        Axis axis = window.axes().get(i);
        return switch (window.autoPad()) {
            case "SAME_UPPER", "SAME_LOWER" -> {
                int outputs = (size + axis.stride() - 1) / axis.stride();
                yield Math.max(0, (outputs - 1) * axis.stride() + axis.extent() - size);
            }
            case "VALID" -> 0;
            default -> axis.padBegin() + axis.padEnd();
        };
    }

    private static int begin(Window window, int i, int padding) {
        return switch (window.autoPad()) {
            case "SAME_UPPER", "VALID" -> padding / 2;
            case "SAME_LOWER" -> padding - padding / 2;
            default -> window.axes().get(i).padBegin();
        };
    }

    @Override
    public int count() {
        return (int) values.dims()[0] * positions;
    }

    @Override
    public int width() {
        return channels * axes.stream().mapToInt(Axis::kernel).reduce(1, (a, b) -> a * b);
    }

    @Override
    public void read(int row, double[] into, int at) {
        int rest = row % positions;
        for (int i = sizes.length - 1; i >= 0; i--) {
            offsets[i] = rest % outputs[i] * axes.get(i).stride() - begin[i];
            rest /= outputs[i];
        }
        int to = at;
        long sample = (long) (row / positions) * values.dims()[1] + first;
        for (int channel = 0; channel < channels; channel++) {
            to = read((int) sample + channel, 0, true, into, to);
        }
    }

    /** The part of a patch below one axis; {@code from} counts in units of that axis. */
    private int read(int from, int axis, boolean inside, double[] into, int at) {
        if (axis == sizes.length) {
            into[at] = inside ? values.numbers()[from] : 0;
            return at + 1;
        }
        int to = at;
        Axis along = axes.get(axis);
        for (int k = 0; k < along.kernel(); k++) {
            int index = offsets[axis] + k * along.dilation();
            boolean within = inside && index >= 0 && index < sizes[axis];
            to = read(within ? from * sizes[axis] + index : 0, axis + 1, within, into, to);
        }
        return to;
    }

    /** Number by number of the window instead of row by row: each is a sum over every so manyth number of the picture. */
    @Override
    public void addTo(double[] sums) {
        int each = width() / channels;
        for (int sample = 0; sample < values.dims()[0]; sample++) {
            for (int channel = 0; channel < channels; channel++) {
                int from = (int) (sample * values.dims()[1]) + first + channel;
                for (int number = 0; number < each; number++) {
                    sums[channel * each + number] += sum(from, 0, number, each);
                }
            }
        }
    }

    /** What one number of the window covers below an axis; {@code numbers} are those of the window from there on. */
    private double sum(int from, int axis, int number, int numbers) {
        Axis along = axes.get(axis);
        int inner = numbers / along.kernel();
        int at = number / inner * along.dilation() - begin[axis];
        double sum = 0;
        for (int position = 0; position < outputs[axis]; position++) {
            if (at >= 0 && at < sizes[axis]) {
                int index = from * sizes[axis] + at;
                sum += axis + 1 == sizes.length ? values.numbers()[index] : sum(index, axis + 1, number % inner, inner);
            }
            at += along.stride();
        }
        return sum;
    }
}

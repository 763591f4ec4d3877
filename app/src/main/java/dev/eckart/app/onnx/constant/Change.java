package dev.eckart.app.onnx.constant;

import dev.eckart.app.onnx.model.AxisOrder;
import dev.eckart.app.onnx.tensor.DataType;
import dev.eckart.app.onnx.tensor.TensorValues;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What one operator makes of a constant: the sizes and the type are known without its numbers. */
public sealed interface Change {
    /** Sizes of the result. */
    default List<Long> dims(List<Long> dims) {
        return dims;
    }

    /** Element type of the result. */
    default DataType type(DataType type) {
        return type;
    }

    /** Tensors that it takes besides. */
    default Stream<StoredTensor> tensors() {
        return Stream.empty();
    }

    /** Numbers of the result; the array that is given may become that of the result. */
    double[] numbers(TensorValues values);

    /** The result. */
    default TensorValues of(TensorValues values) {
        return new TensorValues(dims(values.dims()), type(values.type()), numbers(values));
    }

    /** The axes in another order. */
    record Reordered(AxisOrder order) implements Change {
        @Override
        public List<Long> dims(List<Long> dims) {
            return order.sizes(dims);
        }

        @Override
        public double[] numbers(TensorValues values) {
            return order.elements(values.dims(), values.values());
        }
    }

    /** The same numbers, row by row, with other axes. */
    record Reshaped(List<Long> sizes) implements Change {
        @Override
        public List<Long> dims(List<Long> dims) {
            return sizes;
        }

        @Override
        public double[] numbers(TensorValues values) {
            return values.values();
        }
    }

    /** One number at each place of other axes. */
    record Repeated(List<Long> sizes) implements Change {
        @Override
        public List<Long> dims(List<Long> dims) {
            return sizes;
        }

        @Override
        public double[] numbers(TensorValues values) {
            double[] all = new double[(int) ConstantValue.elements(sizes)];
            Arrays.fill(all, values.values()[0]);
            return all;
        }
    }

    /** The same numbers as a type that holds them all. */
    record Widened(DataType to) implements Change {
        @Override
        public DataType type(DataType type) {
            return to;
        }

        @Override
        public double[] numbers(TensorValues values) {
            return values.values();
        }
    }

    /** Each number times a factor. */
    record Scaled(double factor) implements Change {
        @Override
        public double[] numbers(TensorValues values) {
            double[] all = values.values();
            for (int i = 0; i < all.length; i++) {
                all[i] *= factor;
            }
            return all;
        }
    }

    /**
     * {@code (x - zero point) scale}.
     *
     * @param scale one scale, or one for each slice along an axis
     * @param zero as many zero points, if there are any
     * @param axis the axis
     */
    record Dequantized(ConstantValue scale, Optional<ConstantValue> zero, int axis) implements Change {
        @Override
        public Stream<StoredTensor> tensors() {
            return Stream.concat(Stream.of(scale), zero.stream()).flatMap(ConstantValue::tensors);
        }

        @Override
        public DataType type(DataType type) {
            return scale.type().isReal() ? scale.type() : DataType.FLOAT;
        }

        @Override
        public double[] numbers(TensorValues values) {
            double[] scales = scale.read().values();
            double[] zeros = zero.map(points -> points.read().values()).orElse(new double[scales.length]);
            List<Long> dims = values.dims();
            int inner = scales.length == 1 ? 1 : (int) ConstantValue.elements(dims.subList(axis + 1, dims.size()));
            double[] all = values.values();
            for (int i = 0; i < all.length; i++) {
                int slice = i / inner % scales.length;
                all[i] = (all[i] - zeros[slice]) * scales[slice];
            }
            return all;
        }
    }
}

package dev.eckart.app.onnx.rewrite;

import dev.eckart.app.onnx.constant.Change;
import dev.eckart.app.onnx.constant.ConstantValue;
import dev.eckart.app.onnx.proto.TensorProto;
import dev.eckart.app.onnx.tensor.ExternalData;
import dev.eckart.app.onnx.tensor.TensorRun;
import dev.eckart.app.onnx.tensor.TensorValues;
import java.util.ArrayList;
import java.util.List;

/**
 * Slices of a constant that lie side by side along one axis. Two are equal if they have the same numbers of the same tensor,
 * for which nothing is read.
 *
 * @param whole the constant
 * @param axis along which it is cut, from 0
 * @param from the first slice, from 0
 * @param size how many slices
 * @param single whether the part does not have that axis, of size 1, any more
 */
record WeightPart(ConstantValue whole, int axis, long from, long size, boolean single) {
    /** Whether all is known that a part is taken of, and the part is not empty. */
    boolean isSound() {
        return whole.isReadable()
                && whole.changes().stream()
                        .allMatch(change -> change instanceof Change.Reordered || change instanceof Change.Reshaped)
                && from >= 0
                && size > 0
                && from + size <= whole.dims().get(axis);
    }

    long elements() {
        return whole.elements() / whole.dims().get(axis) * size;
    }

    /** Bytes that have to be read and written anew; none of those that lie one behind the other. */
    long copied() {
        return isRun() && !isTyped() ? 0 : elements() * whole.type().bytes();
    }

    private boolean isRun() {
        return whole.changes().isEmpty() && ConstantValue.elements(whole.dims().subList(0, axis)) == 1;
    }

    private boolean isTyped() {
        TensorProto tensor = whole.stored().tensor();
        return !ExternalData.isExternal(tensor) && !tensor.hasRawData();
    }

    private List<Long> dims() {
        List<Long> dims = new ArrayList<>(whole.dims());
        dims.set(axis, size);
        if (single) {
            dims.remove(axis);
        }
        return dims;
    }

    private long inner() {
        return ConstantValue.elements(
                whole.dims().subList(axis + 1, whole.dims().size()));
    }

    /** The part as a tensor, with bit for bit the same numbers. */
    TensorProto tensor(String name) {
        ExternalData beside = ExternalData.of(whole.stored().file());
        return isRun() && !isTyped()
                ? new TensorRun(whole.stored().tensor(), from * inner(), dims())
                        .proto(name, beside)
                        .orElseThrow()
                : copy().proto(name);
    }

    private TensorValues copy() {
        double[] all = whole.read().values();
        double[] numbers = new double[(int) elements()];
        int row = (int) (whole.dims().get(axis) * inner());
        int length = (int) (size * inner());
        int first = (int) (from * inner());
        for (int i = 0; i * length < numbers.length; i++) {
            System.arraycopy(all, i * row + first, numbers, i * length, length);
        }
        return new TensorValues(dims(), whole.type(), numbers);
    }
}

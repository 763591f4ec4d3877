package dev.eckart.app.onnx.runtime;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import dev.eckart.app.onnx.tensor.DataType;
import dev.eckart.app.onnx.tensor.OnnxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * A tensor outside of the heap that any number of sessions take from, or write to, without copying it. Its numbers may change
 * between runs.
 */
public final class SharedTensor implements AutoCloseable {
    private final ByteBuffer bytes;
    private final OnnxTensor tensor;

    private SharedTensor(ByteBuffer bytes, OnnxTensor tensor) {
        this.bytes = bytes;
        this.tensor = tensor;
    }

    /**
     * A tensor of zeros.
     *
     * @param type type of its elements
     * @param dims sizes of its axes
     * @return the tensor
     * @throws OnnxException if it takes more than 2 GiB, or ONNX Runtime does not take it
     */
    public static SharedTensor of(DataType type, List<Long> dims) {
        long size = dims.stream().reduce((long) type.bytes(), (a, b) -> a * b);
        if (size > Integer.MAX_VALUE) {
            throw new OnnxException("a tensor of " + dims + " takes " + size + " bytes, more than the 2 GiB that can be"
                    + " given to a model at once");
        }
        ByteBuffer bytes = ByteBuffer.allocateDirect(Math.max(1, (int) size)).order(ByteOrder.nativeOrder());
        bytes.limit((int) size);
        long[] sizes = dims.stream().mapToLong(Long::longValue).toArray();
        try {
            return new SharedTensor(
                    bytes,
                    OnnxTensor.createTensor(OpenedRuntime.open(), bytes, sizes, OnnxJavaType.valueOf(type.name())));
        } catch (OrtException e) {
            throw OrtSessions.refused("does not take a tensor", e);
        }
    }

    /**
     * Its elements, to be read and written.
     *
     * @return they row by row, in the machine's byte order
     */
    public ByteBuffer bytes() {
        return bytes.duplicate().order(ByteOrder.nativeOrder());
    }

    OnnxTensor tensor() {
        return tensor;
    }

    @Override
    public void close() {
        tensor.close();
    }
}

package dev.eckart.backend.nd4j;

import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A tensor's copy in native memory, made once, because making it costs as much as a small product.
 *
 * <p>Elements go to and fro by {@code put} and {@code get} of the buffer's pointer, which copy at the speed of memory;
 * every other way of ND4J's is ten times slower or more.
 */
final class Mirror {
    private final Tensor tensor;
    final INDArray array;
    private final Pointer elements;
    private long version = Long.MIN_VALUE;

    /** A mirror that is behind: nothing has been copied yet, and a result need not be. */
    Mirror(Tensor tensor) {
        this.tensor = tensor;
        DataType type = tensor.precision() == Precision.FLOAT32 ? DataType.FLOAT : DataType.DOUBLE;
        array = Nd4j.createUninitializedDetached(type, 'c', tensor.rows(), tensor.columns());
        elements = array.data().addressPointer();
    }

    /** Brings the copy up to date if the tensor has changed since. */
    Mirror refreshed() {
        if (version != tensor.version()) {
            switch (tensor.precision()) {
                case FLOAT32 -> ((FloatPointer) elements).put(tensor.floats(), 0, tensor.size());
                case FLOAT64 -> ((DoublePointer) elements).put(tensor.doubles(), 0, tensor.size());
            }
            version = tensor.version();
        }
        return this;
    }

    /** Writes the copy back; tensor and copy are in step afterwards. */
    void fetch() {
        switch (tensor.precision()) {
            case FLOAT32 -> ((FloatPointer) elements).get(tensor.floatsToWrite(), 0, tensor.size());
            case FLOAT64 -> ((DoublePointer) elements).get(tensor.doublesToWrite(), 0, tensor.size());
        }
        version = tensor.version();
    }
}

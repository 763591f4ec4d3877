package dev.eckart.app.onnx.runtime;

import dev.eckart.app.onnx.tensor.DataType;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.EnumSet;
import java.util.Set;

/**
 * A tensor as ONNX Runtime has it, to be given to it again bit for bit.
 *
 * @param type type of the elements
 * @param dims sizes of the axes
 * @param bytes the elements row by row, in the machine's byte order, from the buffer's position to its limit
 */
public record RawValue(DataType type, long[] dims, ByteBuffer bytes) {
    /** The library's interface for Java makes no tensors of these. */
    private static final Set<DataType> NOT_GIVEN = EnumSet.of(DataType.UINT16, DataType.UINT32, DataType.UINT64);

    /**
     * Whether tensors of a type can be given to ONNX Runtime as they are.
     *
     * @param type type of the elements
     * @return true if so
     */
    public static boolean isGiven(DataType type) {
        return !NOT_GIVEN.contains(type);
    }

    /**
     * The elements as numbers.
     *
     * @return in float64
     */
    public Values numbers() {
        double[] numbers = new double[Values.count(dims)];
        if (type == DataType.FLOAT) {
            FloatBuffer floats = bytes.duplicate().order(bytes.order()).asFloatBuffer();
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = floats.get(i);
            }
            return new Values(dims, numbers);
        }
        int from = bytes.position();
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = type.get(bytes, from + i * type.bytes());
        }
        return new Values(dims, numbers);
    }
}

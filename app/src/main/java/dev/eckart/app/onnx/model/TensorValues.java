package dev.eckart.app.onnx.model;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.Arrays;

/**
 * A tensor's elements, wherever they lie; decoded when asked for.
 *
 * @param shape its sizes
 * @param type what its elements are
 * @param bytes the elements, packed and little-endian
 */
public record TensorValues(Shape shape, ElementType type, TensorBytes bytes) {
    private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

    /**
     * Whether all elements fit into one array.
     *
     * @return true up to about 2<sup>31</sup> elements
     */
    public boolean fitsArray() {
        return shape.elements() <= LARGEST_ARRAY;
    }

    /**
     * All elements as float64, exactly, integers beyond 2<sup>53</sup> rounded.
     *
     * @return a new array in row-major order
     * @throws OnnxException if the elements are not numbers of at least a byte, or too many for an array
     */
    public double[] doubles() {
        if (type.isInteger()) {
            return Arrays.stream(integers()).asDoubleStream().toArray();
        }
        double[] values = new double[count()];
        decode((buffer, from, to, at) -> {
            for (int i = from; i < to; i++) {
                values[at + i - from] = real(buffer, i);
            }
        });
        return values;
    }

    /**
     * All elements as float32, exactly.
     *
     * @return a new array in row-major order
     * @throws OnnxException if the type is not float16, bfloat16 or float32, or the elements are too many for an array
     */
    public float[] floats() {
        if (!type.isReal() || type == ElementType.FLOAT64) {
            throw new OnnxException("a tensor of " + type.label() + " cannot be read as float32 without loss");
        }
        float[] values = new float[count()];
        decode((buffer, from, to, at) -> {
            for (int i = from; i < to; i++) {
                values[at + i - from] = (float) real(buffer, i);
            }
        });
        return values;
    }

    /**
     * All elements as whole numbers, those of uint64 by their bits.
     *
     * @return a new array in row-major order
     * @throws OnnxException if the elements are not whole numbers, or too many for an array
     */
    public long[] integers() {
        if (!type.isInteger()) {
            throw new OnnxException("a tensor of " + type.label() + " has no whole numbers");
        }
        long[] values = new long[count()];
        if (type.bits() < 8) {
            int perByte = 8 / type.bits();
            for (int i = 0; i < values.length; i++) {
                values[i] = small(bytes.parts().get(0).get(i / perByte) >> i % perByte * type.bits());
            }
            return values;
        }
        decode((buffer, from, to, at) -> {
            for (int i = from; i < to; i++) {
                values[at + i - from] = integer(buffer, i);
            }
        });
        return values;
    }

    /**
     * The elements as {@code raw_data} holds them.
     *
     * @return packed, little-endian
     */
    ByteString raw() {
        ByteString all = ByteString.EMPTY;
        for (ByteBuffer part : bytes.parts()) {
            all = all.concat(ByteString.copyFrom(part.duplicate().clear()));
        }
        return all;
    }

    void writeTo(WritableByteChannel channel) throws IOException {
        bytes.writeTo(channel);
    }

    private int count() {
        if (!fitsArray()) {
            throw new OnnxException("a tensor of " + shape + " has more elements than one array can hold");
        }
        return (int) shape.elements();
    }

    /** Elements {@code from} to {@code to} of a part; the first of them is element {@code at} of the tensor. */
    private interface Step {
        void decode(ByteBuffer part, int from, int to, int at);
    }

    private void decode(Step step) {
        if (type.bits() == 0) {
            throw new OnnxException("strings cannot be read as numbers");
        }
        int at = 0;
        for (ByteBuffer part : bytes.parts()) {
            int elements = part.capacity() / (Math.max(8, type.bits()) / 8);
            step.decode(part, 0, elements, at);
            at += elements;
        }
    }

    private double real(ByteBuffer buffer, int i) {
        return switch (type) {
            case FLOAT32 -> buffer.getFloat(i * Float.BYTES);
            case FLOAT64 -> buffer.getDouble(i * Double.BYTES);
            case FLOAT16 -> SmallFloat.FLOAT16.decode(buffer.getShort(i * Short.BYTES));
            case BFLOAT16 -> SmallFloat.BFLOAT16.decode(buffer.getShort(i * Short.BYTES));
            default -> throw new OnnxException("elements of " + type.label() + " cannot be read as numbers");
        };
    }

    private long integer(ByteBuffer buffer, int i) {
        return switch (type) {
            case INT8 -> buffer.get(i);
            case UINT8, BOOL -> Byte.toUnsignedLong(buffer.get(i));
            case INT16 -> buffer.getShort(i * Short.BYTES);
            case UINT16 -> Short.toUnsignedLong(buffer.getShort(i * Short.BYTES));
            case INT32 -> buffer.getInt(i * Integer.BYTES);
            case UINT32 -> Integer.toUnsignedLong(buffer.getInt(i * Integer.BYTES));
            default -> buffer.getLong(i * Long.BYTES);
        };
    }

    /** The lowest bits, as many as the type has. */
    private long small(int bits) {
        int unused = Integer.SIZE - type.bits();
        boolean signed = type == ElementType.INT4 || type == ElementType.INT2;
        return signed ? bits << unused >> unused : bits << unused >>> unused;
    }
}

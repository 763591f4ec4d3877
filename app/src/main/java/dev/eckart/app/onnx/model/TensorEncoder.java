package dev.eckart.app.onnx.model;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import dev.eckart.app.onnx.proto.TensorProto;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Makes tensors of numbers. */
public final class TensorEncoder {
    private TensorEncoder() {}

    /**
     * A tensor with its elements inside the message, each rounded to the nearest of the type, ties to even.
     *
     * @param name its name
     * @param type float16, bfloat16, float32, float64 or int64
     * @param shape its sizes
     * @param values the elements in row-major order
     * @return the tensor
     * @throws OnnxException if a finite value is too large for the type, or the bytes for one message
     */
    public static TensorProto encode(String name, ElementType type, Shape shape, double[] values) {
        if (shape.elements() != values.length) {
            throw new IllegalArgumentException(values.length + " values are not " + shape);
        }
        long bytes = type.bytes(values.length);
        if (bytes > Integer.MAX_VALUE - 8) {
            throw new OnnxException("tensor '" + name + "' would take " + bytes + " bytes, too many for one message");
        }
        ByteBuffer buffer = ByteBuffer.allocate((int) bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (double value : values) {
            put(buffer, name, type, value);
        }
        return tensor(name, type, shape, UnsafeByteOperations.unsafeWrap(buffer.flip()));
    }

    /** A tensor over bytes that are packed and little-endian. */
    static TensorProto tensor(String name, ElementType type, Shape shape, ByteString raw) {
        return TensorProto.newBuilder()
                .setName(name)
                .setDataType(type.code())
                .addAllDims(shape.sizes())
                .setRawData(raw)
                .build();
    }

    private static void put(ByteBuffer to, String name, ElementType type, double value) {
        if (Double.isFinite(value) && !Double.isFinite(round(type, value))) {
            throw new OnnxException(
                    "tensor '" + name + "' would hold " + value + ", which is too large for " + type.label());
        }
        switch (type) {
            case FLOAT64 -> to.putDouble(value);
            case FLOAT32 -> to.putFloat((float) value);
            case FLOAT16 -> to.putShort(SmallFloat.FLOAT16.encode(value));
            case BFLOAT16 -> to.putShort(SmallFloat.BFLOAT16.encode(value));
            case INT64 -> to.putLong((long) value);
            default -> throw new IllegalArgumentException("no numbers are written as " + type.label());
        }
    }

    /**
     * A number as a type holds it.
     *
     * @param type the type
     * @param value any number
     * @return the nearest one of the type, ties to even; the number itself if the type is not one of the real ones
     */
    public static double round(ElementType type, double value) {
        return switch (type) {
            case FLOAT32 -> (float) value;
            case FLOAT16 -> SmallFloat.FLOAT16.decode(SmallFloat.FLOAT16.encode(value));
            case BFLOAT16 -> SmallFloat.BFLOAT16.decode(SmallFloat.BFLOAT16.encode(value));
            default -> value;
        };
    }
}

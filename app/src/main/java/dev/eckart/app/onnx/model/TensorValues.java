package dev.eckart.app.onnx.model;

import com.google.protobuf.ByteString;
import dev.eckart.app.onnx.proto.TensorProto;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;

/**
 * The numbers of a tensor.
 *
 * @param dims sizes of its axes
 * @param type type of its elements
 * @param values the elements in float64, row by row; integers of 64 bits beyond 2^53 are rounded
 */
public record TensorValues(List<Long> dims, DataType type, double[] values) {
    /**
     * Reads a tensor.
     *
     * @param tensor the tensor, its data inline or in another file
     * @param directory where its model lies
     * @return its numbers
     * @throws OnnxException if its sizes and its data disagree, its data cannot be read, or its type is not one of
     *     {@link DataType}
     */
    public static TensorValues read(TensorProto tensor, ExternalData directory) {
        DataType type = DataType.of(tensor.getDataType())
                .orElseThrow(() -> new OnnxException(
                        named(tensor) + " has elements of type " + tensor.getDataType() + ", which are not numbers"));
        int count = count(tensor);
        return new TensorValues(tensor.getDimsList(), type, values(tensor, type, count, directory));
    }

    /**
     * Elements that a tensor's sizes say it has.
     *
     * @param tensor a tensor
     * @return the product of its sizes
     * @throws OnnxException if a size is negative or the product is more than an array can hold
     */
    public static int count(TensorProto tensor) {
        long count = 1;
        for (long dim : tensor.getDimsList()) {
            if (dim < 0) {
                throw new OnnxException(named(tensor) + " has an axis of size " + dim);
            }
            if (dim > 0 && count > Integer.MAX_VALUE / dim) {
                throw new OnnxException(named(tensor) + " is " + sizes(tensor) + ", more than can be worked on here");
            }
            count *= dim;
        }
        return (int) count;
    }

    /**
     * The tensor in the format.
     *
     * @param name its name
     * @return a tensor with its data inline, each number rounded to the type
     */
    public TensorProto proto(String name) {
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(values.length, type.bytes()))
                .order(ByteOrder.LITTLE_ENDIAN);
        for (double value : values) {
            switch (type) {
                case FLOAT -> bytes.putFloat((float) value);
                case DOUBLE -> bytes.putDouble(value);
                case FLOAT16 -> bytes.putShort(Halves.toHalf(value));
                case BFLOAT16 -> bytes.putShort(Halves.toBrain(value));
                case INT64 -> bytes.putLong((long) value);
                default -> throw new IllegalStateException("tensors of " + type + " are not made here");
            }
        }
        return TensorProto.newBuilder()
                .addAllDims(dims)
                .setDataType(type.code())
                .setName(name)
                .setRawData(ByteString.copyFrom(bytes.flip()))
                .build();
    }

    private static double[] values(TensorProto tensor, DataType type, int count, ExternalData directory) {
        if (ExternalData.isExternal(tensor)) {
            return decoded(tensor, type, count, directory.bytes(tensor));
        }
        if (tensor.hasRawData()) {
            return decoded(tensor, type, count, tensor.getRawData().asReadOnlyByteBuffer());
        }
        return switch (type) {
            case FLOAT -> typed(tensor, count, tensor.getFloatDataCount(), tensor::getFloatData);
            case DOUBLE -> typed(tensor, count, tensor.getDoubleDataCount(), tensor::getDoubleData);
            case INT64 -> typed(tensor, count, tensor.getInt64DataCount(), tensor::getInt64Data);
            case FLOAT16 ->
                typed(tensor, count, tensor.getInt32DataCount(), i -> Halves.fromHalf((short) tensor.getInt32Data(i)));
            case BFLOAT16 ->
                typed(tensor, count, tensor.getInt32DataCount(), i -> Halves.fromBrain((short) tensor.getInt32Data(i)));
            default -> typed(tensor, count, tensor.getInt32DataCount(), tensor::getInt32Data);
        };
    }

    private static double[] typed(TensorProto tensor, int count, int held, IntToDoubleFunction element) {
        requireHeld(tensor, count, held, "elements");
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = element.applyAsDouble(i);
        }
        return values;
    }

    private static double[] decoded(TensorProto tensor, DataType type, int count, ByteBuffer held) {
        requireHeld(tensor, (long) count * type.bytes(), held.remaining(), "bytes");
        ByteBuffer bytes = held.order(ByteOrder.LITTLE_ENDIAN);
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = switch (type) {
                case FLOAT -> bytes.getFloat();
                case DOUBLE -> bytes.getDouble();
                case FLOAT16 -> Halves.fromHalf(bytes.getShort());
                case BFLOAT16 -> Halves.fromBrain(bytes.getShort());
                case INT64 -> bytes.getLong();
                case INT32 -> bytes.getInt();
                case INT16 -> bytes.getShort();
                case UINT16 -> Short.toUnsignedInt(bytes.getShort());
                case INT8 -> bytes.get();
                case UINT8, BOOL -> Byte.toUnsignedInt(bytes.get());
            };
        }
        return values;
    }

    private static void requireHeld(TensorProto tensor, long said, long held, String what) {
        if (said != held) {
            throw new OnnxException(named(tensor) + " is " + sizes(tensor) + ", which takes " + said + " " + what
                    + ", but holds " + held);
        }
    }

    private static String sizes(TensorProto tensor) {
        return tensor.getDimsList().stream().map(String::valueOf).collect(Collectors.joining(" x "));
    }

    private static String named(TensorProto tensor) {
        return "tensor '" + tensor.getName() + "'";
    }
}

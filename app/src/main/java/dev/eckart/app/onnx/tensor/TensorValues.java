package dev.eckart.app.onnx.tensor;

import com.google.protobuf.ByteString;
import dev.eckart.app.onnx.proto.TensorProto;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.util.List;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The numbers of a tensor.
 *
 * @param dims sizes of its axes
 * @param type type of its elements
 * @param values the elements in float64, row by row; integers of 64 bits beyond 2^53 are rounded
 */
public record TensorValues(List<Long> dims, DataType type, double[] values) {
    private static final int MOST = Integer.MAX_VALUE - 8;

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
                .orElseThrow(() -> new OnnxException("tensor '" + tensor.getName() + "' has elements of type "
                        + tensor.getDataType() + ", which are not numbers"));
        int count = count(tensor);
        new TensorCheck(directory).check(tensor);
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
        Shape shape = Shape.of(tensor);
        if (shape.elements() > MOST) {
            throw new OnnxException(
                    "tensor '" + tensor.getName() + "' is " + shape + ", more than can be worked on here");
        }
        return (int) shape.elements();
    }

    /**
     * Elements that a tensor's sizes say it has, however many.
     *
     * @param tensor a tensor
     * @return the product of its sizes
     * @throws OnnxException if a size is negative or the product larger than any file
     */
    public static long elements(TensorProto tensor) {
        return Shape.of(tensor).elements();
    }

    /**
     * Bytes that a tensor's elements take, packed.
     *
     * @param tensor a tensor
     * @return bytes; of a type that is not known here, and of strings, those that the whole tensor takes in the file
     */
    public static long bytes(TensorProto tensor) {
        return ElementType.of(tensor.getDataType())
                .filter(type -> type != ElementType.STRING)
                .map(type -> type.bytes(elements(tensor)))
                .orElseGet(() -> (long) tensor.getSerializedSize());
    }

    /**
     * The tensor in the format.
     *
     * @param name its name
     * @return a tensor with its data inline, each number rounded to the type
     * @throws OnnxException if a finite number is too large for the type
     */
    public TensorProto proto(String name) {
        long size = (long) values.length * type.bytes();
        if (size > Integer.MAX_VALUE) {
            throw new OnnxException("tensor '" + name + "' would take " + size
                    + " bytes, more than the 2 GiB that one message can hold; leave its layer out with --exclude");
        }
        ByteBuffer bytes = ByteBuffer.allocate((int) size).order(ByteOrder.LITTLE_ENDIAN);
        for (double value : values) {
            requireFits(name, value);
            type.put(bytes, value);
        }
        return TensorProto.newBuilder()
                .addAllDims(dims)
                .setDataType(type.code())
                .setName(name)
                .setRawData(ByteString.copyFrom(bytes.flip()))
                .build();
    }

    private void requireFits(String name, double value) {
        double stored = type.round(value);
        if (Double.isFinite(value) && !Double.isFinite(stored)) {
            throw new OnnxException("tensor '" + name + "' would hold " + value + ", which is too large for "
                    + type.name().toLowerCase(Locale.ROOT) + " numbers");
        }
    }

    private static double[] values(TensorProto tensor, DataType type, int count, ExternalData directory) {
        if (ExternalData.isExternal(tensor)) {
            return decoded(directory.bytes(tensor), type, count);
        }
        if (tensor.hasRawData()) {
            return decoded(TensorBytes.of(tensor), type, count);
        }
        IntToDoubleFunction element = switch (type) {
            case FLOAT -> tensor::getFloatData;
            case DOUBLE -> tensor::getDoubleData;
            case INT64 -> tensor::getInt64Data;
            case UINT32, UINT64 -> i -> DataType.unsigned(tensor.getUint64Data(i));
            case FLOAT16 -> i -> Halves.fromHalf((short) tensor.getInt32Data(i));
            case BFLOAT16 -> i -> Halves.fromBrain((short) tensor.getInt32Data(i));
            default -> tensor::getInt32Data;
        };
        return IntStream.range(0, count).mapToDouble(element::applyAsDouble).toArray();
    }

    private static double[] decoded(TensorBytes bytes, DataType type, int count) {
        double[] values = new double[count];
        DoubleBuffer left = DoubleBuffer.wrap(values);
        bytes.forEach(piece -> {
            for (int at = 0; at < piece.limit(); at += type.bytes()) {
                left.put(type.get(piece, at));
            }
        });
        return values;
    }
}

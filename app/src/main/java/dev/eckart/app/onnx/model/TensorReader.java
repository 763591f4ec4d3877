package dev.eckart.app.onnx.model;

import com.google.protobuf.ByteString;
import dev.eckart.app.onnx.proto.TensorProto;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import java.util.function.ObjIntConsumer;

/** Reads the tensors of one model, in whichever of the four ways they are stored. */
public final class TensorReader {
    private final ExternalData external;

    TensorReader(ExternalData external) {
        this.external = external;
    }

    /**
     * A tensor's elements. Those in a file beside the model are mapped, not read.
     *
     * @param tensor a tensor of the model
     * @return its elements
     * @throws OnnxException if shape, type and data disagree, the type is not known, or a file is missing
     */
    public TensorValues values(TensorProto tensor) {
        Shape shape = shape(tensor);
        ElementType type = type(tensor)
                .filter(known -> known != ElementType.STRING)
                .orElseThrow(() -> new OnnxException("tensor '" + tensor.getName() + "' has elements of type "
                        + tensor.getDataType() + ", which cannot be read as numbers"));
        check(tensor);
        return new TensorValues(shape, type, bytes(tensor, type, type.bytes(shape.elements())));
    }

    /**
     * A tensor's sizes.
     *
     * @param tensor any tensor
     * @return its shape
     * @throws OnnxException if a size is negative or the tensor larger than any file
     */
    public Shape shape(TensorProto tensor) {
        List<Long> sizes = tensor.getDimsList();
        try {
            if (sizes.stream().allMatch(size -> size >= 0)
                    && new Shape(sizes).elements() <= Long.MAX_VALUE / Long.SIZE / 2) {
                return new Shape(sizes);
            }
        } catch (ArithmeticException e) {
            // Said below.
        }
        throw new OnnxException("tensor '" + tensor.getName() + "' has the impossible dimensions " + sizes);
    }

    /**
     * What a tensor's elements are.
     *
     * @param tensor any tensor
     * @return their type, or empty if it is not known here
     */
    public static Optional<ElementType> type(TensorProto tensor) {
        return ElementType.of(tensor.getDataType());
    }

    /** Finds out whether shape, type and data agree, without reading the data; an unknown type is let pass. */
    void check(TensorProto tensor) {
        long elements = shape(tensor).elements();
        type(tensor).ifPresent(type -> check(tensor, type, elements));
    }

    private void check(TensorProto tensor, ElementType type, long elements) {
        if (type == ElementType.STRING) {
            require(tensor, tensor.getStringDataCount(), elements, "strings");
        } else if (ExternalData.isExternal(tensor)) {
            external.range(tensor, type.bytes(elements));
        } else if (tensor.hasRawData()) {
            require(tensor, tensor.getRawData().size(), type.bytes(elements), "bytes");
        } else {
            long entries = type.bits() < Byte.SIZE ? type.bytes(elements) : elements * parts(type);
            require(tensor, typed(tensor, type), entries, "values");
        }
    }

    private static void require(TensorProto tensor, long found, long expected, String what) {
        if (found != expected) {
            throw new OnnxException("tensor '" + tensor.getName() + "' has " + found + " " + what
                    + ", but its dimensions " + tensor.getDimsList() + " and type make " + expected
                    + "; the file is damaged");
        }
    }

    /** A complex number is stored as two real ones. */
    private static int parts(ElementType type) {
        return type == ElementType.COMPLEX64 || type == ElementType.COMPLEX128 ? 2 : 1;
    }

    private static int typed(TensorProto tensor, ElementType type) {
        return switch (type) {
            case FLOAT32, COMPLEX64 -> tensor.getFloatDataCount();
            case FLOAT64, COMPLEX128 -> tensor.getDoubleDataCount();
            case INT64 -> tensor.getInt64DataCount();
            case UINT32, UINT64 -> tensor.getUint64DataCount();
            default -> tensor.getInt32DataCount();
        };
    }

    private TensorBytes bytes(TensorProto tensor, ElementType type, long length) {
        if (ExternalData.isExternal(tensor)) {
            return external.map(external.range(tensor, length), tensor.getName());
        }
        if (tensor.hasRawData()) {
            ByteString raw = tensor.getRawData();
            return TensorBytes.of(raw.asReadOnlyByteBuffer());
        }
        return TensorBytes.of(packed(tensor, type, Math.toIntExact(length)));
    }

    private static ByteBuffer packed(TensorProto tensor, ElementType type, int length) {
        ByteBuffer packed = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        ObjIntConsumer<ByteBuffer> put = entry(tensor, type);
        for (int i = 0; i < typed(tensor, type); i++) {
            put.accept(packed, i);
        }
        return packed.flip();
    }

    private static ObjIntConsumer<ByteBuffer> entry(TensorProto tensor, ElementType type) {
        return switch (type) {
            case FLOAT32, COMPLEX64 -> (to, i) -> to.putFloat(tensor.getFloatData(i));
            case FLOAT64, COMPLEX128 -> (to, i) -> to.putDouble(tensor.getDoubleData(i));
            case INT64 -> (to, i) -> to.putLong(tensor.getInt64Data(i));
            case UINT64 -> (to, i) -> to.putLong(tensor.getUint64Data(i));
            case UINT32 -> (to, i) -> to.putInt((int) tensor.getUint64Data(i));
            case INT32 -> (to, i) -> to.putInt(tensor.getInt32Data(i));
            case INT16, UINT16, FLOAT16, BFLOAT16 -> (to, i) -> to.putShort((short) tensor.getInt32Data(i));
            default -> (to, i) -> to.put((byte) tensor.getInt32Data(i));
        };
    }
}

package dev.eckart.app.onnx.tensor;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The element types of ONNX's tensors that can be read as numbers. */
public enum DataType {
    /** IEEE binary32. */
    FLOAT(1, 4),
    /** Unsigned byte. */
    UINT8(2, 1),
    /** Signed byte. */
    INT8(3, 1),
    /** Unsigned 16-bit integer. */
    UINT16(4, 2),
    /** Signed 16-bit integer. */
    INT16(5, 2),
    /** Signed 32-bit integer. */
    INT32(6, 4),
    /** Signed 64-bit integer. */
    INT64(7, 8),
    /** A byte that is 0 or 1. */
    BOOL(9, 1),
    /** IEEE binary16. */
    FLOAT16(10, 2),
    /** IEEE binary64. */
    DOUBLE(11, 8),
    /** Unsigned 32-bit integer. */
    UINT32(12, 4),
    /** Unsigned 64-bit integer. */
    UINT64(13, 8),
    /** The upper half of a binary32. */
    BFLOAT16(16, 2);

    private final int code;
    private final int bytes;

    DataType(int code, int bytes) {
        this.code = code;
        this.bytes = bytes;
    }

    /**
     * The type of a number in the format.
     *
     * @param code {@code TensorProto.DataType}
     * @return the type, if its elements can be read here
     */
    public static Optional<DataType> of(int code) {
        return Arrays.stream(values()).filter(type -> type.code == code).findFirst();
    }

    /**
     * What a type is called, whether its elements can be read here or not.
     *
     * @param code {@code TensorProto.DataType}
     * @return such as {@code float32} or {@code int4}; of a type of a version that is not known here, its number
     */
    public static String name(int code) {
        return ElementType.of(code)
                .map(type -> type.name().toLowerCase(Locale.ROOT))
                .orElse("type " + code);
    }

    /**
     * The number in the format.
     *
     * @return {@code TensorProto.DataType}
     */
    public int code() {
        return code;
    }

    /**
     * Size of an element.
     *
     * @return bytes
     */
    public int bytes() {
        return bytes;
    }

    /**
     * Whether weights of this type can be factorised.
     *
     * @return true of the floating point types
     */
    public boolean isReal() {
        return this == FLOAT || this == FLOAT16 || this == DOUBLE || this == BFLOAT16;
    }

    /**
     * The largest number that is not rounded to infinity.
     *
     * @return a positive number
     * @throws IllegalStateException if the type is no floating point type
     */
    public double largest() {
        return switch (this) {
            case FLOAT -> Float.MAX_VALUE;
            case FLOAT16 -> 65504;
            case BFLOAT16 -> 0x1.FEp127;
            case DOUBLE -> Double.MAX_VALUE;
            default -> throw new IllegalStateException(this + " is not a floating point type");
        };
    }

    /**
     * Unit roundoff of a floating point type.
     *
     * @return half the distance from 1 to the next number
     * @throws IllegalStateException if the type is no floating point type
     */
    public double unitRoundoff() {
        return switch (this) {
            case FLOAT -> 0x1p-24;
            case FLOAT16 -> 0x1p-11;
            case BFLOAT16 -> 0x1p-8;
            case DOUBLE -> 0x1p-53;
            default -> throw new IllegalStateException(this + " is not a floating point type");
        };
    }

    /**
     * Writes a number as an element.
     *
     * @param bytes where to, at its position and in its byte order
     * @param value any number; rounded, or cut to a whole number that the type holds
     */
    public void put(ByteBuffer bytes, double value) {
        switch (this) {
            case FLOAT -> bytes.putFloat((float) value);
            case DOUBLE -> bytes.putDouble(value);
            case FLOAT16 -> bytes.putShort(Halves.toHalf(value));
            case BFLOAT16 -> bytes.putShort(Halves.toBrain(value));
            case INT64, UINT64 -> bytes.putLong((long) value);
            case INT32, UINT32 -> bytes.putInt((int) (long) value);
            case INT16, UINT16 -> bytes.putShort((short) value);
            case INT8, UINT8, BOOL -> bytes.put((byte) value);
        }
    }

    /**
     * Reads an element as a number.
     *
     * @param bytes where from, in its byte order
     * @param at index of the element's first byte
     * @return its value, rounded if it has more bits than a float64 has
     */
    public double get(ByteBuffer bytes, int at) {
        return switch (this) {
            case FLOAT -> bytes.getFloat(at);
            case DOUBLE -> bytes.getDouble(at);
            case FLOAT16 -> Halves.fromHalf(bytes.getShort(at));
            case BFLOAT16 -> Halves.fromBrain(bytes.getShort(at));
            case INT64 -> bytes.getLong(at);
            case UINT64 -> unsigned(bytes.getLong(at));
            case INT32 -> bytes.getInt(at);
            case UINT32 -> Integer.toUnsignedLong(bytes.getInt(at));
            case INT16 -> bytes.getShort(at);
            case UINT16 -> Short.toUnsignedInt(bytes.getShort(at));
            case INT8 -> bytes.get(at);
            case UINT8, BOOL -> Byte.toUnsignedInt(bytes.get(at));
        };
    }

    /**
     * Whether a number can be an element, rounded if the type is a floating point one.
     *
     * @param value any number
     * @return false of what is too large, and of what is no whole number where the type has no others
     */
    public boolean holds(double value) {
        if (isReal()) {
            return !Double.isFinite(value) || Math.abs(round(value)) <= largest();
        }
        double low = signed() ? -Math.scalb(1.0, 8 * bytes - 1) : 0;
        double beyond = this == BOOL ? 2 : Math.scalb(1.0, 8 * bytes - (signed() ? 1 : 0));
        return value == Math.rint(value) && value >= low && value < beyond;
    }

    /**
     * An unsigned integer as a number.
     *
     * @param bits its 64 bits
     * @return its value, rounded if it has more bits than a float64 has
     */
    public static double unsigned(long bits) {
        return bits >= 0 ? bits : (bits >>> 1) * 2.0;
    }

    private boolean signed() {
        return this == INT8 || this == INT16 || this == INT32 || this == INT64;
    }

    /**
     * A number as this type holds it.
     *
     * @param value any number
     * @return the nearest of a floating point type, ties to even, infinite if too large; of others the number itself
     */
    public double round(double value) {
        return switch (this) {
            case FLOAT -> (float) value;
            case FLOAT16 -> Halves.fromHalf(Halves.toHalf(value));
            case BFLOAT16 -> Halves.fromBrain(Halves.toBrain(value));
            default -> value;
        };
    }
}

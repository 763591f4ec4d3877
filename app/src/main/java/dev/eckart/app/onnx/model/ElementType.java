package dev.eckart.app.onnx.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What the elements of a tensor are, by ONNX's {@code TensorProto.DataType}. */
public enum ElementType {
    /** IEEE 754 binary32. */
    FLOAT32(1, 32),
    /** Unsigned, 8 bits. */
    UINT8(2, 8),
    /** Signed, 8 bits. */
    INT8(3, 8),
    /** Unsigned, 16 bits. */
    UINT16(4, 16),
    /** Signed, 16 bits. */
    INT16(5, 16),
    /** Signed, 32 bits. */
    INT32(6, 32),
    /** Signed, 64 bits. */
    INT64(7, 64),
    /** Byte strings. */
    STRING(8, 0),
    /** Truth values, a byte each. */
    BOOL(9, 8),
    /** IEEE 754 binary16. */
    FLOAT16(10, 16),
    /** IEEE 754 binary64. */
    FLOAT64(11, 64),
    /** Unsigned, 32 bits. */
    UINT32(12, 32),
    /** Unsigned, 64 bits. */
    UINT64(13, 64),
    /** Two binary32. */
    COMPLEX64(14, 64),
    /** Two binary64. */
    COMPLEX128(15, 128),
    /** The upper half of a binary32. */
    BFLOAT16(16, 16),
    /** Eight bits, four of them for the exponent. */
    FLOAT8E4M3FN(17, 8),
    /** Eight bits, four of them for the exponent, no negative zero. */
    FLOAT8E4M3FNUZ(18, 8),
    /** Eight bits, five of them for the exponent. */
    FLOAT8E5M2(19, 8),
    /** Eight bits, five of them for the exponent, no negative zero. */
    FLOAT8E5M2FNUZ(20, 8),
    /** Unsigned, two in a byte. */
    UINT4(21, 4),
    /** Signed, two in a byte. */
    INT4(22, 4),
    /** Four bits, two in a byte. */
    FLOAT4E2M1(23, 4),
    /** An exponent alone. */
    FLOAT8E8M0(24, 8),
    /** Unsigned, four in a byte. */
    UINT2(25, 2),
    /** Signed, four in a byte. */
    INT2(26, 2);

    private final int code;
    private final int bits;

    ElementType(int code, int bits) {
        this.code = code;
        this.bits = bits;
    }

    /**
     * Finds a type by its number in a file.
     *
     * @param code a {@code data_type} or {@code elem_type}
     * @return the type, or empty if the number is of a version of ONNX that is not known here
     */
    public static Optional<ElementType> of(int code) {
        return Arrays.stream(values()).filter(type -> type.code == code).findFirst();
    }

    /**
     * The number in a file.
     *
     * @return ONNX's {@code data_type}
     */
    public int code() {
        return code;
    }

    /**
     * Size of one element.
     *
     * @return bits, 0 for strings, which have no fixed size
     */
    public int bits() {
        return bits;
    }

    /**
     * The name for people and reports.
     *
     * @return such as {@code float32}
     */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Whether weights of this type can be factorised.
     *
     * @return true for float16, bfloat16, float32 and float64
     */
    public boolean isReal() {
        return this == FLOAT32 || this == FLOAT64 || this == FLOAT16 || this == BFLOAT16;
    }

    /**
     * Whether the elements are whole numbers of at least a byte, truth values included.
     *
     * @return true for those that {@link TensorValues#integers()} reads
     */
    public boolean isInteger() {
        return switch (this) {
            case UINT8, INT8, UINT16, INT16, INT32, INT64, UINT32, UINT64, BOOL, UINT4, INT4, UINT2, INT2 -> true;
            default -> false;
        };
    }

    /**
     * The largest relative error of rounding a number to this type.
     *
     * @return half the distance from 1 to the next number
     * @throws IllegalStateException if the type is not one of {@link #isReal()}
     */
    public double unitRoundoff() {
        return switch (this) {
            case FLOAT64 -> 0x1p-53;
            case FLOAT32 -> 0x1p-24;
            case FLOAT16 -> 0x1p-11;
            case BFLOAT16 -> 0x1p-8;
            default -> throw new IllegalStateException(label() + " has no unit roundoff");
        };
    }

    /**
     * Bytes that many elements take, packed.
     *
     * @param elements how many, at least 0
     * @return bytes, rounded up
     * @throws ArithmeticException if they exceed 2<sup>63</sup> - 1 bits
     */
    public long bytes(long elements) {
        return Math.addExact(Math.multiplyExact(elements, (long) bits), 7) / 8;
    }
}

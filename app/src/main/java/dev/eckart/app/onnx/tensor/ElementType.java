package dev.eckart.app.onnx.tensor;

import java.util.Arrays;
import java.util.Optional;

/** How the format stores the elements of each of its types, also of those that are never read as numbers here. */
enum ElementType {
    FLOAT32(1, 32, Field.FLOATS, 1),
    UINT8(2, 8, Field.INT32S, 1),
    INT8(3, 8, Field.INT32S, 1),
    UINT16(4, 16, Field.INT32S, 1),
    INT16(5, 16, Field.INT32S, 1),
    INT32(6, 32, Field.INT32S, 1),
    INT64(7, 64, Field.INT64S, 1),
    STRING(8, 0, Field.STRINGS, 1),
    BOOL(9, 8, Field.INT32S, 1),
    FLOAT16(10, 16, Field.INT32S, 1),
    FLOAT64(11, 64, Field.DOUBLES, 1),
    UINT32(12, 32, Field.UINT64S, 1),
    UINT64(13, 64, Field.UINT64S, 1),
    COMPLEX64(14, 64, Field.FLOATS, 2),
    COMPLEX128(15, 128, Field.DOUBLES, 2),
    BFLOAT16(16, 16, Field.INT32S, 1),
    FLOAT8E4M3FN(17, 8, Field.INT32S, 1),
    FLOAT8E4M3FNUZ(18, 8, Field.INT32S, 1),
    FLOAT8E5M2(19, 8, Field.INT32S, 1),
    FLOAT8E5M2FNUZ(20, 8, Field.INT32S, 1),
    UINT4(21, 4, Field.INT32S, 1),
    INT4(22, 4, Field.INT32S, 1),
    FLOAT4E2M1(23, 4, Field.INT32S, 1),
    FLOAT8E8M0(24, 8, Field.INT32S, 1),
    UINT2(25, 2, Field.INT32S, 1),
    INT2(26, 2, Field.INT32S, 1);

    /** The field of a tensor that holds elements which are not raw bytes. */
    enum Field {
        FLOATS,
        DOUBLES,
        INT32S,
        INT64S,
        UINT64S,
        STRINGS
    }

    private final int code;
    private final int bits;
    private final Field field;
    private final int entries;

    ElementType(int code, int bits, Field field, int entries) {
        this.code = code;
        this.bits = bits;
        this.field = field;
        this.entries = entries;
    }

    /** The type of a number in the format, unless it is of a version that is not known here. */
    static Optional<ElementType> of(int code) {
        return Arrays.stream(values()).filter(type -> type.code == code).findFirst();
    }

    Field field() {
        return field;
    }

    /** Bytes that elements take, packed; at most 2^56 elements. */
    long bytes(long elements) {
        return (elements * bits + Byte.SIZE - 1) / Byte.SIZE;
    }

    /** Entries of the typed field that elements take: types of less than a byte are packed there too. */
    long entries(long elements) {
        return bits > 0 && bits < Byte.SIZE ? bytes(elements) : elements * entries;
    }
}

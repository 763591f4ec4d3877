package dev.eckart.app.onnx.data;

import dev.eckart.app.onnx.model.Halves;
import dev.eckart.app.onnx.model.OnnxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The type of an array's elements, as NumPy describes it.
 *
 * @param kind {@code f} of floating point numbers, {@code i} and {@code u} of integers, {@code b} of truth values
 * @param bytes size of an element
 * @param order order of its bytes
 */
record NpyType(char kind, int bytes, ByteOrder order) {
    private static final Pattern DESCRIPTION = Pattern.compile("([<>|=])([fiub])([1248])");

    /** The type of a description such as {@code <f4}, or empty if its elements are no numbers. */
    static Optional<NpyType> of(String description) {
        Matcher parts = DESCRIPTION.matcher(description);
        if (!parts.matches()) {
            return Optional.empty();
        }
        char kind = parts.group(2).charAt(0);
        int bytes = Integer.parseInt(parts.group(3));
        ByteOrder order = switch (parts.group(1)) {
            case ">" -> ByteOrder.BIG_ENDIAN;
            case "=" -> ByteOrder.nativeOrder();
            default -> ByteOrder.LITTLE_ENDIAN;
        };
        boolean exists = kind == 'f' ? bytes > 1 : kind != 'b' || bytes == 1;
        return exists ? Optional.of(new NpyType(kind, bytes, order)) : Optional.empty();
    }

    /**
     * An element, exactly.
     *
     * @throws OnnxException if it is an integer that float64 cannot hold
     */
    double read(ByteBuffer data, int index) {
        int at = index * bytes;
        return switch (kind) {
            case 'f' ->
                switch (bytes) {
                    case 2 -> Halves.fromHalf(data.getShort(at));
                    case 4 -> data.getFloat(at);
                    default -> data.getDouble(at);
                };
            case 'u', 'b' ->
                switch (bytes) {
                    case 1 -> Byte.toUnsignedInt(data.get(at));
                    case 2 -> Short.toUnsignedInt(data.getShort(at));
                    case 4 -> Integer.toUnsignedLong(data.getInt(at));
                    default -> exact(data.getLong(at), true);
                };
            default ->
                switch (bytes) {
                    case 1 -> data.get(at);
                    case 2 -> data.getShort(at);
                    case 4 -> data.getInt(at);
                    default -> exact(data.getLong(at), false);
                };
        };
    }

    private static double exact(long element, boolean unsigned) {
        double number = element;
        if ((long) number != element || unsigned && element < 0 || number == Long.MAX_VALUE) {
            throw new OnnxException("the integer " + (unsigned ? Long.toUnsignedString(element) : element)
                    + " is too large: integers are kept in float64 here");
        }
        return number;
    }
}

package dev.eckart.app.onnx.array;

import dev.eckart.app.onnx.tensor.Halves;
import dev.eckart.app.onnx.tensor.OnnxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The type of an array's elements, as NumPy describes it.
 *
 * @param kind {@code f} of floating point numbers, {@code i} and {@code u} of integers, {@code b} of truth values,
 *     {@code U} of texts in Unicode, {@code S} of texts of bytes
 * @param bytes size of an element
 * @param order order of its bytes
 */
record NpyType(char kind, int bytes, ByteOrder order) {
    private static final Pattern DESCRIPTION =
            Pattern.compile("([<>|=]?)([A-Za-z?])([0-9]{0,8})(\\[[0-9]*[a-zA-Z]*])?");

    /** Types that hold no numbers and no texts of a fixed size, by what NumPy calls their kind. */
    private static final Map<Character, String> OTHERS = Map.of(
            'M',
            "dates",
            'm',
            "durations",
            'O',
            "Python objects (astype(str) makes texts of them)",
            'V',
            "records",
            'c',
            "complex numbers",
            'T',
            "texts");

    /** The type of a description such as {@code <f4}, or empty if its elements are no numbers and no texts. */
    static Optional<NpyType> of(String description) {
        Matcher parts = DESCRIPTION.matcher(description);
        if (!parts.matches() || parts.group(3).isEmpty()) {
            return Optional.empty();
        }
        char kind = parts.group(2).charAt(0);
        int number = Integer.parseInt(parts.group(3));
        ByteOrder order = switch (parts.group(1)) {
            case ">" -> ByteOrder.BIG_ENDIAN;
            case "=" -> ByteOrder.nativeOrder();
            default -> ByteOrder.LITTLE_ENDIAN;
        };
        boolean exists = switch (kind) {
            case 'f' -> number == 2 || number == 4 || number == 8;
            case 'i', 'u' -> number == 1 || number == 2 || number == 4 || number == 8;
            case 'b' -> number == 1;
            case 'U', 'S' -> true;
            default -> false;
        };
        return exists ? Optional.of(new NpyType(kind, kind == 'U' ? 4 * number : number, order)) : Optional.empty();
    }

    /** What elements of a description are that are neither numbers nor texts. */
    static String other(String description) {
        Matcher parts = DESCRIPTION.matcher(description);
        String what = parts.matches() ? OTHERS.get(parts.group(2).charAt(0)) : OTHERS.get('V');
        return "type " + description + ", " + (what == null ? "which is not known here" : what);
    }

    boolean isText() {
        return kind == 'U' || kind == 'S';
    }

    /** A text, without the zeros that NumPy fills it up with; bytes are those of UTF-8. */
    String text(IntUnaryOperator octet) {
        byte[] octets = new byte[bytes];
        for (int i = 0; i < bytes; i++) {
            octets[i] = (byte) octet.applyAsInt(i);
        }
        String text = new String(octets, kind == 'S' ? StandardCharsets.UTF_8 : units());
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == 0) {
            end--;
        }
        return text.substring(0, end);
    }

    private Charset units() {
        return Charset.forName(order == ByteOrder.BIG_ENDIAN ? "UTF-32BE" : "UTF-32LE");
    }

    /**
     * An element, exactly.
     *
     * @throws OnnxException if it is an integer that float64 cannot hold
     */
    double read(ByteBuffer data, int at) {
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

package dev.eckart.app.onnx.array;

import dev.eckart.app.onnx.tensor.OnnxException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What NumPy's format says of an array, versions 1 to 3.
 *
 * <p>The format is described in NumPy's own documentation ({@code numpy.lib.format}): a magic word, two bytes of version,
 * the length of a header, the header as a literal of a Python dictionary, and the elements.
 *
 * @param dims sizes of the axes
 * @param type type of the elements
 * @param columnsFirst whether the first axis is the one that runs fastest
 * @param length bytes up to the first element
 */
record NpyHeader(long[] dims, NpyType type, boolean columnsFirst, long length) {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int NEWEST = 3;
    private static final int LONGEST = 1 << 20;
    private static final String ENTRY = "(?:'descr'\\s*:\\s*(?:'[^']*'|\\[.*])|'fortran_order'\\s*:\\s*(?:True|False)"
            + "|'shape'\\s*:\\s*\\([0-9,\\sL]*\\))";
    private static final Pattern HEADER =
            Pattern.compile("\\{\\s*(?:" + ENTRY + "\\s*,\\s*){2}" + ENTRY + "\\s*,?\\s*}\\s*");
    private static final Pattern TYPE = Pattern.compile("'descr'\\s*:\\s*(?:'([^']*)'|(\\[.*]))");
    private static final Pattern SIZES = Pattern.compile("'shape'\\s*:\\s*\\(([^)]*)\\)");
    private static final Pattern COLUMNS_FIRST = Pattern.compile("'fortran_order'\\s*:\\s*True");

    /**
     * Reads what comes before the elements.
     *
     * @param in the beginning of an array's file
     * @throws OnnxException if it describes no array of numbers or texts
     */
    static NpyHeader read(InputStream in) throws IOException {
        ByteBuffer start = bytes(in, MAGIC.length + 2);
        int version = start.get(MAGIC.length);
        if (!Arrays.equals(Arrays.copyOf(start.array(), MAGIC.length), MAGIC) || version < 1 || version > NEWEST) {
            throw new OnnxException("not an array of NumPy's, or of a version that is not known here");
        }
        int sized = version > 1 ? Integer.BYTES : Short.BYTES;
        ByteBuffer size = bytes(in, sized);
        long length = version > 1 ? Integer.toUnsignedLong(size.getInt()) : Short.toUnsignedInt(size.getShort());
        if (length > LONGEST) {
            throw new OnnxException("its header is longer than any that describes numbers");
        }
        String header = new String(bytes(in, (int) length).array(), StandardCharsets.UTF_8);
        return parsed(header.strip(), MAGIC.length + 2 + sized + length);
    }

    private static ByteBuffer bytes(InputStream in, int count) throws IOException {
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw new OnnxException("not an array of NumPy's: its header is cut off");
        }
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static NpyHeader parsed(String header, long length) {
        Matcher sizes = SIZES.matcher(header);
        Matcher described = TYPE.matcher(header);
        if (!HEADER.matcher(header).matches() || !sizes.find() || !described.find()) {
            throw new OnnxException("its header describes no array of numbers: " + header);
        }
        String description = described.group(1) == null ? described.group(2) : described.group(1);
        NpyType type = NpyType.of(description)
                .orElseThrow(() -> new OnnxException(
                        "its elements are of " + NpyType.other(description) + "; numbers and texts can be given"));
        long[] dims = sizes(sizes.group(1));
        NpyHeader found =
                new NpyHeader(dims, type, COLUMNS_FIRST.matcher(header).find(), length);
        found.bytes();
        return found;
    }

    private static long[] sizes(String text) {
        try {
            return Arrays.stream(text.replace("L", "").split(","))
                    .map(String::strip)
                    .filter(size -> !size.isEmpty())
                    .mapToLong(Long::parseLong)
                    .toArray();
        } catch (NumberFormatException e) {
            throw new OnnxException("its shape is (" + text + "), which are no sizes", e);
        }
    }

    /**
     * Bytes that the elements take.
     *
     * @throws OnnxException if they are more than any file has
     */
    long bytes() {
        long bytes = Math.max(1, type.bytes());
        for (long dim : dims) {
            if (dim > Integer.MAX_VALUE || dim > 0 && bytes > Long.MAX_VALUE / 2 / dim) {
                throw new OnnxException(
                        "an array of " + Arrays.toString(dims) + " has more elements than can be worked on here");
            }
            bytes *= dim;
        }
        return type.bytes() == 0 ? 0 : bytes;
    }
}

package dev.eckart.app.onnx.data;

import dev.eckart.app.onnx.model.OnnxException;
import dev.eckart.app.onnx.runtime.Values;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An array in NumPy's format, versions 1 to 3, whose elements become numbers when they are asked for.
 *
 * <p>The format is described in NumPy's own documentation ({@code numpy.lib.format}): a magic word, two bytes of version,
 * the length of a header, the header as a literal of a Python dictionary, and the elements.
 */
final class Npy implements SampleArray {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int NEWEST = 3;
    private static final String ENTRY =
            "(?:'descr'\\s*:\\s*'[^']*'|'fortran_order'\\s*:\\s*(?:True|False)|'shape'\\s*:\\s*\\([0-9,\\sL]*\\))";
    private static final Pattern HEADER =
            Pattern.compile("\\{\\s*(?:" + ENTRY + "\\s*,\\s*){2}" + ENTRY + "\\s*,?\\s*}\\s*");
    private static final Pattern TYPE = Pattern.compile("'descr'\\s*:\\s*'([^']*)'");
    private static final Pattern SIZES = Pattern.compile("'shape'\\s*:\\s*\\(([^)]*)\\)");
    private static final Pattern COLUMNS_FIRST = Pattern.compile("'fortran_order'\\s*:\\s*True");

    private final long[] dims;
    private final NpyType type;
    private final boolean columnsFirst;
    private final ByteBuffer data;

    private Npy(long[] dims, NpyType type, boolean columnsFirst, ByteBuffer data) {
        this.dims = dims;
        this.type = type;
        this.columnsFirst = columnsFirst;
        this.data = data;
    }

    /**
     * The array that some bytes hold.
     *
     * @param bytes all of a file, used, not copied
     * @throws OnnxException if they are no array of numbers, or fewer or more than it takes
     */
    static Npy of(ByteBuffer bytes) {
        ByteBuffer in = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
        String header = header(in);
        if (!HEADER.matcher(header).matches()) {
            throw new OnnxException("its header describes no array of numbers: " + header.strip());
        }
        String description = part(TYPE, header);
        NpyType type = NpyType.of(description)
                .orElseThrow(() ->
                        new OnnxException("its elements are of type '" + description + "', which are no numbers"));
        long[] dims = sizes(part(SIZES, header));
        long count = count(dims);
        if (in.remaining() != count * type.bytes()) {
            throw new OnnxException("an array of " + Arrays.toString(dims) + " takes " + count * type.bytes()
                    + " bytes, but there are " + in.remaining());
        }
        boolean columnsFirst = COLUMNS_FIRST.matcher(header).find();
        return new Npy(dims, type, columnsFirst, in.slice().order(type.order()));
    }

    private static String header(ByteBuffer in) {
        byte[] magic = new byte[MAGIC.length];
        if (in.remaining() < MAGIC.length + 4) {
            throw new OnnxException("not an array of NumPy's");
        }
        in.get(magic);
        int version = in.get();
        in.get();
        if (!Arrays.equals(magic, MAGIC) || version < 1 || version > NEWEST) {
            throw new OnnxException("not an array of NumPy's, or of a version that is not known here");
        }
        boolean isLong = version > 1;
        if (isLong && in.remaining() < Integer.BYTES) {
            throw new OnnxException("its header is cut off");
        }
        long length = isLong ? Integer.toUnsignedLong(in.getInt()) : Short.toUnsignedInt(in.getShort());
        if (length > in.remaining()) {
            throw new OnnxException("its header is cut off");
        }
        byte[] text = new byte[(int) length];
        in.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }

    private static String part(Pattern pattern, String header) {
        Matcher found = pattern.matcher(header);
        if (!found.find()) {
            throw new OnnxException("its header describes no array of numbers: " + header.strip());
        }
        return found.group(1);
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

    private static long count(long[] dims) {
        long count = 1;
        for (long dim : dims) {
            if (dim > 0 && count > Integer.MAX_VALUE / dim) {
                throw new OnnxException(
                        "an array of " + Arrays.toString(dims) + " has more elements than can be worked on here");
            }
            count *= dim;
        }
        return count;
    }

    @Override
    public long[] dims() {
        return dims.clone();
    }

    /**
     * The integers of an array.
     *
     * @return one an element, row by row, or empty if there is another number among its elements
     */
    Optional<int[]> integers() {
        double[] elements =
                dims.length == 0 ? new double[0] : read(0, (int) dims[0]).numbers();
        int[] integers = new int[elements.length];
        for (int i = 0; i < integers.length; i++) {
            integers[i] = (int) elements[i];
            if (integers[i] != elements[i]) {
                return Optional.empty();
            }
        }
        return Optional.of(integers);
    }

    @Override
    public Values read(int from, int to) {
        long[] part = dims.clone();
        part[0] = to - from;
        int count = (int) dims[0];
        int each = count == 0 ? 0 : (int) (count(dims) / count);
        double[] numbers = new double[(to - from) * each];
        int[] place = places(each);
        for (int i = 0; i < numbers.length; i++) {
            int sample = from + i / each;
            int element = i % each;
            numbers[i] = type.read(data, columnsFirst ? sample + count * place[element] : sample * each + element);
        }
        return new Values(part, numbers);
    }

    /** Where each element of a sample is among the sample's, if the first axis is the one that runs fastest. */
    private int[] places(int each) {
        int[] places = new int[columnsFirst ? each : 0];
        for (int i = 0; i < places.length; i++) {
            int rest = i;
            int stride = each;
            for (int axis = dims.length - 1; axis > 0; axis--) {
                stride /= (int) dims[axis];
                places[i] += rest % (int) dims[axis] * stride;
                rest /= (int) dims[axis];
            }
        }
        return places;
    }
}

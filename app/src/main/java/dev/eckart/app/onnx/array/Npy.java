package dev.eckart.app.onnx.array;

import dev.eckart.app.onnx.runtime.Values;
import dev.eckart.app.onnx.tensor.OnnxException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** An array of NumPy's, whose elements are fetched when they are asked for, and become numbers a few samples at a time. */
final class Npy implements SampleArray {
    private final NpyHeader header;
    private final Source source;
    private final int axis;
    private final int samples;
    private Places places = new Places(new long[0], 0);

    /** Where the elements are. */
    interface Source {
        /** Whether those of some samples cost as much to fetch as those of all. */
        boolean isWhole();

        /** The elements of chosen samples, ascending, in the order that the array has them. */
        StoredElements fetched(StoredElements.Kept kept);
    }

    /** Where elements of a sample lie, from its first one, and how far samples are apart. */
    private record Places(long[] offsets, long stride) {}

    Npy(NpyHeader header, Source source) {
        this(header, source, 0, header.dims().length == 0 ? 1 : (int) header.dims()[0]);
    }

    private Npy(NpyHeader header, Source source, int axis, int samples) {
        this.header = header;
        this.source = source;
        this.axis = axis;
        this.samples = samples;
    }

    @Override
    public Kind kind() {
        return switch (header.type().kind()) {
            case 'f' -> Kind.REALS;
            case 'b' -> Kind.TRUTHS;
            case 'U', 'S' -> Kind.TEXTS;
            default -> header.type().kind() == 'u' && header.type().bytes() == 1 ? Kind.BYTES : Kind.INTEGERS;
        };
    }

    @Override
    public long[] dims() {
        long[] dims = header.dims().clone();
        if (dims.length > 0) {
            System.arraycopy(header.dims(), 0, dims, 1, axis);
            dims[0] = samples;
        }
        return dims;
    }

    @Override
    public SampleArray along(int other) {
        return new Npy(header, source, other, (int) header.dims()[other]);
    }

    @Override
    public SampleArray chosen(int[] numbers) {
        if (source.isWhole()) {
            return SampleArray.super.chosen(numbers);
        }
        StoredElements some = source.fetched(kept(numbers));
        long[] dims = header.dims().clone();
        dims[axis] = numbers.length;
        NpyHeader fewer = new NpyHeader(dims, header.type(), header.columnsFirst(), header.length());
        return new Npy(fewer, new Whole(some), axis, numbers.length);
    }

    /** All elements of an array: they have been fetched, or the file is mapped, and no more is in memory than is looked at. */
    record Whole(StoredElements elements) implements Source {
        @Override
        public boolean isWhole() {
            return true;
        }

        @Override
        public StoredElements fetched(StoredElements.Kept kept) {
            return elements;
        }
    }

    private StoredElements.Kept kept(int[] numbers) {
        long[] dims = header.dims();
        long before = product(dims, 0, axis);
        long behind = product(dims, Math.min(axis + 1, dims.length), dims.length);
        return header.columnsFirst()
                ? new StoredElements.Kept(
                        behind, samples, before * header.type().bytes(), numbers)
                : new StoredElements.Kept(
                        before, samples, behind * header.type().bytes(), numbers);
    }

    private static long product(long[] dims, int from, int to) {
        return Arrays.stream(dims, from, to).reduce(1, (a, b) -> a * b);
    }

    @Override
    public Values whole() {
        if (header.dims().length > 0) {
            return SampleArray.super.whole();
        }
        Values only = values(new long[] {1}, 0, 1);
        return only.shaped();
    }

    @Override
    public Values read(int from, int to) {
        if (!source.isWhole()) {
            return chosen(IntStream.range(from, to).toArray()).read(0, to - from);
        }
        long[] dims = dims();
        dims[0] = to - from;
        return values(dims, from, to);
    }

    private Values values(long[] dims, int from, int to) {
        StoredElements elements =
                source.fetched(kept(IntStream.range(0, samples).toArray()));
        Places at = places();
        int bytes = header.type().bytes();
        int each = at.offsets().length;
        int count = Math.multiplyExact(to - from, each);
        if (header.type().isText()) {
            List<String> texts = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                long element = (from + i / each) * at.stride() + at.offsets()[i % each];
                texts.add(elements.text(header.type(), element * bytes));
            }
            return Values.of(dims, texts);
        }
        double[] numbers = new double[count];
        for (int i = 0; i < count; i++) {
            long element = (from + i / each) * at.stride() + at.offsets()[i % each];
            numbers[i] = elements.read(header.type(), element * bytes);
        }
        return new Values(dims, numbers);
    }

    /** Found once: an array is read in many parts. */
    private Places places() {
        if (places.stride() == 0) {
            long[] dims = header.dims();
            long[] strides = new long[dims.length];
            long stride = 1;
            for (int i = 0; i < dims.length; i++) {
                int next = header.columnsFirst() ? i : dims.length - 1 - i;
                strides[next] = stride;
                stride *= dims[next];
            }
            long[] offsets = {0};
            for (int i = 0; i < dims.length; i++) {
                if (i != axis) {
                    offsets = spread(offsets, dims[i], strides[i]);
                }
            }
            places = new Places(offsets, dims.length == 0 ? 1 : Math.max(1, strides[axis]));
        }
        return places;
    }

    private static long[] spread(long[] offsets, long size, long stride) {
        if (offsets.length * size > Integer.MAX_VALUE - 8) {
            throw new OnnxException(
                    "a sample of " + offsets.length * size + " numbers is more than can be worked on here");
        }
        long[] all = new long[(int) (offsets.length * size)];
        for (int i = 0; i < all.length; i++) {
            all[i] = offsets[i / (int) size] + i % size * stride;
        }
        return all;
    }
}

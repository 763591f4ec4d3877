package dev.eckart.app.data;

import java.nio.ByteBuffer;

/**
 * The two kinds of IDX file that MNIST is made of.
 *
 * <p>A file is a big-endian magic number {@code 0x000008dd} (08: unsigned bytes, dd: dimensions), the size of each
 * dimension as a big-endian 32-bit number, and the bytes, last dimension fastest (LeCun, Cortes and Burges, "The MNIST
 * database of handwritten digits").
 */
enum IdxFormat {
    /** Pictures: count, height, width. */
    IMAGES(3, "pictures"),
    /** Labels: count. */
    LABELS(1, "labels");

    private final int dimensions;
    private final String content;

    IdxFormat(int dimensions, String content) {
        this.dimensions = dimensions;
        this.content = content;
    }

    /**
     * What the file starts with.
     *
     * @return 2051 for pictures, 2049 for labels
     */
    int magic() {
        return 0x0800 | dimensions;
    }

    /**
     * Sizes in the header.
     *
     * @return 3 for pictures, 1 for labels
     */
    int dimensions() {
        return dimensions;
    }

    /**
     * What the file holds, for messages.
     *
     * @return a plural noun
     */
    String content() {
        return content;
    }

    /**
     * Length of the header.
     *
     * @return bytes
     */
    int headerLength() {
        return 4 + 4 * dimensions;
    }

    /**
     * The header of a file of the given sizes.
     *
     * @param sizes one for each dimension
     * @return {@link #headerLength()} bytes
     */
    byte[] header(int... sizes) {
        ByteBuffer header = ByteBuffer.allocate(headerLength()).putInt(magic());
        for (int size : sizes) {
            header.putInt(size);
        }
        return header.array();
    }
}

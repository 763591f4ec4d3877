package dev.eckart.app.data;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.zip.ZipException;

/**
 * One IDX file, read and checked.
 *
 * @param path where it lies
 * @param sizes one for each dimension, all at least 1
 * @param data as many bytes as the product of the sizes
 */
record IdxFile(Path path, int[] sizes, byte[] data) {
    private static final long LARGEST_ARRAY = Integer.MAX_VALUE - 8;

    /**
     * Reads a file, compressed by gzip or not, and believes nothing it says of itself.
     *
     * @param path the file
     * @param format what it must hold
     * @return its content
     * @throws DataException if the file cannot be read, is not of that format, or is not as long as its header says
     */
    static IdxFile read(Path path, IdxFormat format) {
        boolean gzip = false;
        try {
            gzip = Gzip.is(path);
            try (InputStream in = Gzip.open(path)) {
                IdxFile file = read(in, path, format);
                if (gzip && Gzip.statedLength(path) != format.headerLength() + (long) file.data.length) {
                    throw bad(path, "has bytes after its compressed data", "it is damaged: fetch it again");
                }
                return file;
            }
        } catch (EOFException e) {
            throw new DataException(path + " is a truncated gzip file; fetch it again", e);
        } catch (ZipException e) {
            throw new DataException(path + " is a damaged gzip file (" + e.getMessage() + "); fetch it again", e);
        } catch (IOException e) {
            throw new DataException(
                    "cannot read " + path + ": " + Causes.of(e) + "; check that it is a readable file", e);
        }
    }

    /**
     * How many entries the file has.
     *
     * @return the first size
     */
    int count() {
        return sizes[0];
    }

    private static IdxFile read(InputStream in, Path path, IdxFormat format) throws IOException {
        ByteBuffer header = header(in, path, format);
        int[] sizes = new int[format.dimensions()];
        long length = 1;
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = header.getInt();
            length = extended(length, sizes[i], path, 4 + 4 * i);
        }
        // Grows with what is there, so a header that promises too much allocates nothing.
        byte[] data = in.readNBytes((int) length);
        if (data.length < length) {
            throw bad(
                    path,
                    "ends " + data.length + " bytes after its header, which promises " + length,
                    "it is truncated: fetch it again");
        }
        if (in.read() >= 0) {
            throw bad(
                    path,
                    "has bytes after offset " + (format.headerLength() + length) + ", where its header says it ends",
                    "it is damaged: fetch it again");
        }
        return new IdxFile(path, sizes, data);
    }

    private static ByteBuffer header(InputStream in, Path path, IdxFormat format) throws IOException {
        byte[] bytes = in.readNBytes(format.headerLength());
        ByteBuffer header = ByteBuffer.wrap(bytes);
        if (bytes.length >= 4 && header.getInt() != format.magic()) {
            throw bad(
                    path,
                    "starts with " + header.getInt(0) + " where an IDX file of " + format.content() + " starts with "
                            + format.magic(),
                    "put the right file there");
        }
        if (bytes.length < format.headerLength()) {
            throw bad(
                    path,
                    "has " + bytes.length + " bytes, less than the " + format.headerLength() + " of an IDX header",
                    "fetch it again");
        }
        return header;
    }

    private static long extended(long length, int size, Path path, int offset) {
        if (size == 0) {
            throw bad(path, "is empty: the size at offset " + offset + " is 0", "put a file with data there");
        }
        if (size < 0 || length * size > LARGEST_ARRAY) {
            throw bad(
                    path,
                    "claims an impossible size of " + Integer.toUnsignedString(size) + " at offset " + offset,
                    "it is damaged: fetch it again");
        }
        return length * size;
    }

    private static DataException bad(Path path, String what, String remedy) {
        return new DataException(path + " " + what + "; " + remedy);
    }
}

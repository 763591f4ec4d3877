package dev.eckart.app.data;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Files that may be compressed. The first two bytes decide (RFC 1952, section 2.3.1), not the name: no IDX file starts so. */
final class Gzip {
    private static final int BUFFER = 1 << 16;

    private Gzip() {}

    /**
     * Whether a file is compressed.
     *
     * @param file the file
     * @return true if it starts as gzip does
     * @throws IOException if the file cannot be read
     */
    static boolean is(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.read() == 0x1f && in.read() == 0x8b;
        }
    }

    /**
     * Opens a file, uncompressing if it is compressed.
     *
     * @param file the file
     * @return its payload
     * @throws IOException if the file cannot be read or its gzip header is damaged
     */
    static InputStream open(Path file) throws IOException {
        boolean compressed = is(file);
        InputStream raw = Files.newInputStream(file);
        try {
            return compressed ? new GZIPInputStream(raw, BUFFER) : new BufferedInputStream(raw, BUFFER);
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }

    /**
     * The length of the payload as the last four bytes of a compressed file state it, modulo 2^32. Where it differs from
     * what was read, bytes follow the compressed data, which {@link GZIPInputStream} passes over in silence.
     *
     * @param file a compressed file
     * @return bytes
     * @throws IOException if the file cannot be read
     */
    static long statedLength(Path file) throws IOException {
        ByteBuffer trailer = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            channel.position(channel.size() - 4);
            while (trailer.hasRemaining() && channel.read(trailer) >= 0) {
                continue;
            }
        }
        return Integer.toUnsignedLong(trailer.getInt(0));
    }
}

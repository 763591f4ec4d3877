package dev.eckart.engine;

import dev.eckart.spi.EckartException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/**
 * Makes an array of what is written to a stream. It is written twice, first to be counted and then to be kept: an array that
 * grows as it is filled takes several times its size in memory, and what goes from process to process may be half of all
 * memory.
 */
public final class ExactBytes {
    private ExactBytes() {}

    /** Writes to a stream, the same bytes each time. */
    public interface Writing {
        /**
         * Writes all bytes.
         *
         * @param out where to
         * @throws IOException if they cannot be written
         */
        void to(OutputStream out) throws IOException;
    }

    /**
     * The bytes that are written.
     *
     * @param writing is called twice
     * @return the bytes
     * @throws EckartException if they are more than an array holds
     * @throws UncheckedIOException if they cannot be written
     */
    public static byte[] of(Writing writing) {
        Counted counted = new Counted();
        write(writing, counted);
        if (counted.bytes > Integer.MAX_VALUE - 8) {
            throw new EckartException(counted.bytes + " bytes are to be sent at once, and " + (Integer.MAX_VALUE - 8)
                    + " can be; leave the largest layers out with --exclude");
        }
        Kept kept = new Kept(new byte[(int) counted.bytes]);
        write(writing, kept);
        return kept.bytes;
    }

    private static void write(Writing writing, OutputStream out) {
        try {
            writing.to(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Counts. */
    private static final class Counted extends OutputStream {
        private long bytes;

        @Override
        public void write(int one) {
            bytes++;
        }

        @Override
        public void write(byte[] from, int offset, int count) {
            bytes += count;
        }
    }

    /** Fills an array. */
    private static final class Kept extends OutputStream {
        private final byte[] bytes;
        private int end;

        Kept(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public void write(int one) {
            bytes[end++] = (byte) one;
        }

        @Override
        public void write(byte[] from, int offset, int count) {
            System.arraycopy(from, offset, bytes, end, count);
            end += count;
        }
    }
}

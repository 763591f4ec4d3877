package dev.eckart.engine;

import dev.eckart.spi.EckartException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/**
 * Bytes that are written twice, counted first and then kept: an array that grows as it is filled takes several times what it
 * holds in the end, and what goes from process to process may be half of what memory holds.
 */
public final class ExactBytes {
    private ExactBytes() {}

    /** Writes the same bytes each time. */
    public interface Writing {
        /**
         * Writes them.
         *
         * @param out where to
         * @throws IOException if they cannot be written
         */
        void to(OutputStream out) throws IOException;
    }

    /**
     * What is written.
     *
     * @param writing writes it
     * @return the bytes
     * @throws EckartException if they are more than an array holds
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

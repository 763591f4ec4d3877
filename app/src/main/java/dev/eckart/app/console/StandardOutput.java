package dev.eckart.app.console;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Optional;

/**
 * Stdout that remembers why it could not be written: a full disk must be told from a reader, such as {@code head}, that
 * has seen enough.
 */
public final class StandardOutput extends FilterOutputStream {
    private Optional<IOException> failure = Optional.empty();

    /**
     * The same for any stream.
     *
     * @param stream where to write
     */
    StandardOutput(OutputStream stream) {
        super(stream);
    }

    /**
     * The process's own stdout.
     *
     * @return a stream over it
     */
    public static StandardOutput ofProcess() {
        return new StandardOutput(new FileOutputStream(FileDescriptor.out));
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] octets, int from, int length) throws IOException {
        try {
            out.write(octets, from, length);
        } catch (IOException e) {
            failure = Optional.of(e);
            throw e;
        }
    }

    /**
     * Why the result did not arrive.
     *
     * @return the reason, or empty if it did or its reader went away by itself
     */
    public Optional<String> failure() {
        return failure.map(e -> String.valueOf(e.getMessage()))
                .filter(reason -> !reason.toLowerCase(Locale.ROOT).contains("pipe"));
    }
}

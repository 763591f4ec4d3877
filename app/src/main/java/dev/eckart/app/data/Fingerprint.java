package dev.eckart.app.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A running SHA-256. */
public final class Fingerprint {
    private final MessageDigest digest;

    /** The fingerprint of nothing yet. */
    public Fingerprint() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /**
     * The fingerprint of a file as it lies, compressed or not.
     *
     * @param file the file
     * @return SHA-256 in hex
     * @throws IOException if the file cannot be read
     */
    public static String of(Path file) throws IOException {
        Fingerprint fingerprint = new Fingerprint();
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                fingerprint.digest.update(buffer, 0, n);
            }
        }
        return fingerprint.hex();
    }

    /**
     * Goes on with more bytes.
     *
     * @param bytes what comes next
     * @return this
     */
    public Fingerprint add(byte[] bytes) {
        digest.update(bytes);
        return this;
    }

    /**
     * Ends the fingerprint.
     *
     * @return 64 lower-case hexadecimal digits
     */
    public String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }
}

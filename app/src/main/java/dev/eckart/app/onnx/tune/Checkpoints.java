package dev.eckart.app.onnx.tune;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/** Where a training leaves how far it is, to go on from there if it is cut off. */
public interface Checkpoints {
    /**
     * What a training that was cut off has left.
     *
     * @param fingerprint tells the training from any other
     * @return its content; empty if there is none
     * @throws IOException if it cannot be read
     */
    Optional<InputStream> left(String fingerprint) throws IOException;

    /**
     * Keeps how far it is, in place of what was kept before: whole or not at all.
     *
     * @param fingerprint tells the training from any other
     * @param content writes it
     * @throws IOException if it cannot be written
     */
    void keep(String fingerprint, Content content) throws IOException;

    /** What is kept. */
    interface Content {
        /**
         * Writes it.
         *
         * @param out where to
         * @throws IOException if it cannot be written
         */
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Nothing is kept.
     *
     * @return where nothing ever was
     */
    static Checkpoints none() {
        return new Checkpoints() {
            @Override
            public Optional<InputStream> left(String fingerprint) {
                return Optional.empty();
            }

            @Override
            public void keep(String fingerprint, Content content) {}
        };
    }
}

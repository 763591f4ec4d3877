package dev.eckart.app.report;

import dev.eckart.app.data.Fingerprint;

/**
 * A network that was kept as an ONNX model.
 *
 * @param title what a person calls the network: {@code base}, or a level's title
 * @param file name of the file, beside the report
 * @param bytes size of the file
 * @param sha256 fingerprint of the file
 */
public record ModelReport(String title, String file, long bytes, String sha256) {
    /**
     * Describes a file.
     *
     * @param title what a person calls the network
     * @param file name of the file
     * @param content what is in it
     * @return the description
     */
    public static ModelReport of(String title, String file, byte[] content) {
        return new ModelReport(
                title, file, content.length, new Fingerprint().add(content).hex());
    }
}

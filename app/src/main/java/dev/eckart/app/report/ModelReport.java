package dev.eckart.app.report;

/**
 * A network that a run has kept as an ONNX model.
 *
 * @param title what a person calls the network: {@code base}, or a level's title
 * @param file name of the file in the run directory
 * @param bytes size of the file
 * @param sha256 fingerprint of the file
 */
public record ModelReport(String title, String file, long bytes, String sha256) {}

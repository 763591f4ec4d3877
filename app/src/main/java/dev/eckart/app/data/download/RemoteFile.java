package dev.eckart.app.data.download;

/**
 * A published file.
 *
 * @param name its name, the same on every mirror
 * @param bytes its size
 * @param sha256 SHA-256 in hex of the file as it is served
 */
public record RemoteFile(String name, long bytes, String sha256) {}

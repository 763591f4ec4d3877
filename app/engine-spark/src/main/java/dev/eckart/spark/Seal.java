package dev.eckart.spark;

import java.io.IOException;
import java.io.Serializable;
import java.net.InetAddress;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * What the driver computes with, for executors to compare with what they have.
 *
 * @param classPath files and folders of Eckart
 * @param fingerprint SHA-256 in hex of what is in them
 * @param java version of Java
 */
record Seal(List<String> classPath, String fingerprint, int java) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** That of this process. */
    static Seal of(List<Path> classPath) throws IOException {
        return new Seal(
                classPath.stream().map(Path::toString).toList(),
                fingerprintOf(classPath),
                Runtime.version().feature());
    }

    /** Why this process must not compute for the driver, if it must not. */
    Optional<String> objection() {
        if (Runtime.version().feature() != java) {
            return Optional.of("tasks run on Java " + Runtime.version().feature() + " on " + host()
                    + " and the driver on Java " + java + "; start both with one Java (JAVA_HOME)");
        }
        List<Path> files = classPath.stream().map(Path::of).toList();
        Optional<Path> unseen =
                files.stream().filter(file -> !Files.isReadable(file)).findFirst();
        if (unseen.isPresent()) {
            return Optional.of("'" + unseen.get() + "', which is a part of Eckart, is not there on " + host()
                    + "; install the same Eckart in the same place on every machine");
        }
        try {
            return fingerprintOf(files).equals(fingerprint)
                    ? Optional.empty()
                    : Optional.of("Eckart in '" + files.get(0).getParent() + "' on " + host()
                            + " is another version than the driver's; install the same one on every machine");
        } catch (IOException e) {
            return Optional.of("Eckart cannot be read on " + host() + ": " + e);
        }
    }

    /** Where Eckart is loaded from. */
    URL[] urls() {
        return classPath.stream().map(Path::of).map(Seal::url).toArray(URL[]::new);
    }

    private static URL url(Path file) {
        try {
            return file.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Jars know checksums of what is in them, so that next to nothing of them is read. */
    private static String fingerprintOf(List<Path> files) throws IOException {
        MessageDigest digest = sha256();
        for (Path file : files) {
            for (String line : Files.isDirectory(file) ? folder(file) : jar(file)) {
                digest.update(line.getBytes(StandardCharsets.UTF_8));
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static List<String> jar(Path file) throws IOException {
        List<String> lines = new ArrayList<>();
        try (ZipFile jar = new ZipFile(file.toFile())) {
            Enumeration<? extends ZipEntry> entries = jar.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                lines.add(entry.getName() + " " + entry.getSize() + " " + entry.getCrc() + "\n");
            }
        }
        return lines;
    }

    private static List<String> folder(Path folder) throws IOException {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                lines.add(folder.relativize(file) + " " + Files.size(file) + "\n");
            }
        }
        return lines;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "a worker";
        }
    }
}

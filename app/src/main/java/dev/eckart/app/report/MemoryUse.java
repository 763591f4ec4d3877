package dev.eckart.app.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Peak memory of this process.
 *
 * @param peakBytes largest resident set so far; empty where the system does not tell
 */
public record MemoryUse(Optional<Long> peakBytes) {
    private static final Path STATUS = Path.of("/proc/self/status");

    /**
     * Reads the peak so far from Linux's {@code VmHWM}.
     *
     * @return the peak, or an empty one on other systems
     */
    public static MemoryUse now() {
        try (Stream<String> lines = Files.lines(STATUS)) {
            return new MemoryUse(lines.filter(line -> line.startsWith("VmHWM:"))
                    .map(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst());
        } catch (IOException e) {
            return new MemoryUse(Optional.empty());
        }
    }
}

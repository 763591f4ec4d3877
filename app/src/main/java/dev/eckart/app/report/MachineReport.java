package dev.eckart.app.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a run ran on, without which its times say nothing.
 *
 * @param processor model of the processor, {@code unknown} where the system does not tell it
 * @param cores processors that Java sees
 * @param java name and version of the virtual machine
 * @param os operating system, its version and architecture
 */
public record MachineReport(String processor, int cores, String java, String os) {
    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

    /**
     * Describes the machine this process runs on.
     *
     * @return the description
     */
    public static MachineReport here() {
        return new MachineReport(
                processorModel(),
                Runtime.getRuntime().availableProcessors(),
                properties("java.vm.name", "java.version"),
                properties("os.name", "os.version", "os.arch"));
    }

    private static String processorModel() {
        try (Stream<String> lines = Files.lines(PROCESSORS)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.replaceFirst("[^:]*:", "").strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException elsewhere) {
            return System.getenv().getOrDefault("PROCESSOR_IDENTIFIER", "unknown");
        }
    }

    private static String properties(String... names) {
        return Stream.of(names).map(System::getProperty).collect(Collectors.joining(" "));
    }
}

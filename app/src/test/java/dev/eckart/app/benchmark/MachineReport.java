package dev.eckart.app.benchmark;

import dev.eckart.app.plugin.Plugins;
import dev.eckart.app.report.EckartVersion;
import dev.eckart.registry.Plugin;
import dev.eckart.spi.BackendProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What benchmarks ran on, without which their figures say nothing.
 *
 * @param eckart version of Eckart
 * @param processor the processor's model, where the system tells it
 * @param processors how many of them Java sees
 * @param system operating system and architecture
 * @param java version and maker of the virtual machine
 * @param libraries library and version by backend
 */
record MachineReport(
        String eckart, String processor, int processors, String system, String java, Map<String, String> libraries) {
    static MachineReport here() {
        return new MachineReport(
                EckartVersion.current(),
                processorModel(),
                Runtime.getRuntime().availableProcessors(),
                properties("os.name", "os.version", "os.arch"),
                properties("java.vm.name", "java.vm.version", "java.vm.vendor"),
                libraryVersions());
    }

    private static String processorModel() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.replaceFirst("[^:]*:", "").strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException elsewhere) {
            return System.getenv().getOrDefault("PROCESSOR_IDENTIFIER", "unknown");
        }
    }

    private static String properties(String... names) {
        return String.join(" ", Stream.of(names).map(System::getProperty).toList());
    }

    private static Map<String, String> libraryVersions() {
        Map<String, String> libraries = new TreeMap<>();
        Plugins plugins = Plugins.load(MachineReport.class.getClassLoader());
        for (Plugin<BackendProvider> backend : plugins.backends().all().values()) {
            libraries.put(
                    backend.plugin().name(),
                    backend.plugin().library().name() + " "
                            + backend.plugin().library().version());
        }
        return libraries;
    }
}

package dev.eckart.app.benchmark;

import dev.eckart.app.plugin.Plugins;
import dev.eckart.app.report.EckartVersion;
import dev.eckart.registry.Plugin;
import dev.eckart.spi.backend.BackendProvider;
import java.util.Map;
import java.util.TreeMap;

/**
 * What benchmarks ran on, without which their figures say nothing.
 *
 * @param eckart version of Eckart
 * @param machine processor, Java and system
 * @param libraries library and version by backend
 * @param variables variables of the environment by which OpenBLAS chooses, such as its kernels
 */
record MachineReport(
        String eckart,
        dev.eckart.app.report.MachineReport machine,
        Map<String, String> libraries,
        Map<String, String> variables) {
    static MachineReport here() {
        return new MachineReport(
                EckartVersion.current(), dev.eckart.app.report.MachineReport.here(), libraryVersions(), chosenBy());
    }

    private static Map<String, String> chosenBy() {
        Map<String, String> variables = new TreeMap<>(System.getenv());
        variables.keySet().removeIf(name -> !name.startsWith("OPENBLAS_"));
        return variables;
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

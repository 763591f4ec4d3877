package dev.eckart.app.html;

import dev.eckart.registry.Plugin;
import dev.eckart.registry.Registry;
import java.util.Comparator;
import java.util.List;

/**
 * The sections there are.
 *
 * @param all in the order in which they stand
 * @param failures one line for each that could not be loaded
 */
public record Sections(List<ReportSection> all, List<String> failures) {
    /**
     * Finds them.
     *
     * @param loader where to look
     * @return what was found
     * @throws dev.eckart.registry.PluginException if two have one name
     */
    public static Sections load(ClassLoader loader) {
        Registry<ReportSection> found = Registry.load(ReportSection.class, loader);
        List<ReportSection> sorted = found.all().values().stream()
                .map(Plugin::plugin)
                .sorted(Comparator.comparingInt(ReportSection::order).thenComparing(ReportSection::name))
                .toList();
        return new Sections(sorted, found.failures());
    }
}

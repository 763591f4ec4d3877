package dev.eckart.app.plugin;

import dev.eckart.app.config.ConfigurationException;
import dev.eckart.app.config.Settings;
import dev.eckart.app.config.source.Configuration;
import dev.eckart.registry.CheckedBackend;
import dev.eckart.registry.Registry;
import dev.eckart.spi.EckartException;
import dev.eckart.spi.backend.BackendProvider;
import dev.eckart.tensor.Precision;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Several backends at once, each in every precision that the configuration lets it have.
 *
 * @param opened the backends, float64 before float32, in the order of preference
 * @param skipped those that cannot be used here, where all were asked for
 */
public record BackendSet(List<Opened> opened, List<Skipped> skipped) {
    /**
     * A backend in one precision.
     *
     * @param choice what was chosen
     * @param backend the backend, its library loaded
     */
    public record Opened(BackendChoice choice, CheckedBackend backend) {}

    /**
     * A backend that cannot be used here.
     *
     * @param name its name
     * @param reason why not
     */
    public record Skipped(String name, String reason) {}

    /**
     * Opens backends.
     *
     * @param backends what there is
     * @param names which ones; none for all
     * @param configuration {@code backend} and {@code backend-preference} set the order, {@code precision} the
     *     precision, or all of a backend with {@code auto}
     * @return the backends, at least one
     * @throws dev.eckart.registry.PluginException if there is none of a name
     * @throws ConfigurationException if the backend that trains the base is not among them
     * @throws EckartException if one that was named cannot be used here, or none can
     */
    public static BackendSet open(Registry<BackendProvider> backends, List<String> names, Configuration configuration) {
        Settings settings = configuration.settings();
        Set<String> chosen =
                new LinkedHashSet<>(names.isEmpty() ? List.copyOf(backends.all().keySet()) : names);
        chosen.forEach(backends::get);
        boolean anyOrder = settings.backend().equals(Settings.AUTO);
        if (!anyOrder && !chosen.contains(settings.backend())) {
            throw new ConfigurationException(configuration.origin("backend") + ": 'backend' trains the base, but '"
                    + settings.backend() + "' is not among the backends to verify: " + String.join(", ", chosen));
        }
        List<Opened> opened = new ArrayList<>();
        List<Skipped> skipped = new ArrayList<>();
        if (names.isEmpty()) {
            backends.failures().forEach(reason -> skipped.add(new Skipped("a plug-in that could not load", reason)));
        }
        for (String name : ordered(chosen, settings)) {
            try {
                opened.addAll(open(backends.get(name), settings));
            } catch (RuntimeException | LinkageError e) {
                if (!names.isEmpty()) {
                    throw e;
                }
                skipped.add(new Skipped(name, e instanceof EckartException ? e.getMessage() : Availability.reason(e)));
            }
        }
        if (opened.isEmpty()) {
            throw new EckartException("no backend can be verified here: " + skipped);
        }
        opened.sort(
                Comparator.comparing((Opened one) -> one.choice().precision()).reversed());
        return new BackendSet(opened, skipped);
    }

    /** The one that is asked for, then the preferred ones, then the others. */
    private static List<String> ordered(Set<String> chosen, Settings settings) {
        return Stream.of(Stream.of(settings.backend()), settings.backendPreference().stream(), chosen.stream())
                .flatMap(names -> names)
                .filter(chosen::contains)
                .distinct()
                .toList();
    }

    private static List<Opened> open(BackendProvider provider, Settings settings) {
        Availability.problem(provider).ifPresent(reason -> {
            throw new EckartException("backend '" + provider.name() + "' cannot work here: " + reason);
        });
        return precisions(provider, settings).stream()
                .map(precision -> new BackendChoice(
                        provider,
                        new BackendProvider.Settings(precision, settings.backendThreads()),
                        "backend " + provider.name() + ", " + precision.label()))
                .map(choice -> new Opened(choice, choice.open()))
                .toList();
    }

    private static List<Precision> precisions(BackendProvider provider, Settings settings) {
        return settings.precision()
                .precision()
                .map(List::of)
                .orElseGet(() -> provider.precisions().stream().sorted().toList());
    }
}

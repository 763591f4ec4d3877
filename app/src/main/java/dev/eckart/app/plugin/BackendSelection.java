package dev.eckart.app.plugin;

import dev.eckart.app.config.ConfigurationException;
import dev.eckart.app.config.Settings;
import dev.eckart.app.config.source.Configuration;
import dev.eckart.registry.Plugin;
import dev.eckart.registry.Registry;
import dev.eckart.spi.EckartException;
import dev.eckart.spi.backend.BackendProvider;
import dev.eckart.spi.backend.Library;
import dev.eckart.tensor.Precision;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds the backend and the precision that follow from a configuration, without loading any library. */
public final class BackendSelection {
    private final Registry<BackendProvider> backends;

    /**
     * A selection among the given backends.
     *
     * @param backends what there is
     */
    public BackendSelection(Registry<BackendProvider> backends) {
        this.backends = backends;
    }

    /**
     * Chooses.
     *
     * @param configuration what is asked for: {@code backend}, {@code backend-preference}, {@code precision},
     *     {@code threads}
     * @return the choice and its reason
     * @throws dev.eckart.registry.PluginException if no backend has the name asked for
     * @throws ConfigurationException if the backend lacks the precision asked for
     * @throws EckartException if the backend asked for, or every backend preferred, cannot work here
     */
    public BackendChoice choose(Configuration configuration) {
        Settings settings = configuration.settings();
        return settings.backend().equals(Settings.AUTO)
                ? firstOf(settings)
                : named(backends.get(settings.backend()), configuration);
    }

    private static BackendChoice named(BackendProvider provider, Configuration configuration) {
        Settings settings = configuration.settings();
        lackedPrecision(provider, settings).ifPresent(lacked -> {
            throw new ConfigurationException(configuration.origin("precision") + ": 'precision': backend '"
                    + provider.name() + "' has no " + lacked.label() + ", it has " + offered(provider));
        });
        Availability.problem(provider).ifPresent(reason -> {
            throw new EckartException("backend '" + provider.name() + "' cannot work here: " + reason);
        });
        return choice(provider, settings, "as " + configuration.origin("backend") + " asks for");
    }

    private BackendChoice firstOf(Settings settings) {
        List<String> passed = new ArrayList<>();
        for (String name : settings.backendPreference()) {
            Optional<String> problem = problem(name, settings);
            if (problem.isEmpty()) {
                String why = passed.isEmpty() ? "the first preferred" : "passed over " + String.join("; ", passed);
                return choice(backends.get(name), settings, why);
            }
            passed.add(name + " (" + problem.get() + ")");
        }
        if (passed.isEmpty()) {
            throw new ConfigurationException(
                    "'backend-preference' is empty; name at least one backend, or set 'backend'");
        }
        throw new EckartException("none of the preferred backends can be used: " + String.join("; ", passed));
    }

    private Optional<String> problem(String name, Settings settings) {
        Plugin<BackendProvider> plugin = backends.all().get(name);
        if (plugin == null) {
            return Optional.of(
                    "not found" + (backends.failures().isEmpty() ? "" : ", could not load " + backends.failures()));
        }
        BackendProvider provider = plugin.plugin();
        return lackedPrecision(provider, settings)
                .map(lacked -> "has no " + lacked.label())
                .or(() -> Availability.problem(provider));
    }

    private static Optional<Precision> lackedPrecision(BackendProvider provider, Settings settings) {
        return settings.precision()
                .precision()
                .filter(asked -> !provider.precisions().contains(asked));
    }

    private static BackendChoice choice(BackendProvider provider, Settings settings, String why) {
        Precision precision = settings.precision()
                .precision()
                .orElse(provider.precisions().contains(Precision.FLOAT32) ? Precision.FLOAT32 : Precision.FLOAT64);
        Library library = provider.library();
        String what = provider.name() + " (" + library.name() + " " + library.version() + ", " + precision.label()
                + ", " + settings.threads() + (settings.threads() == 1 ? " thread" : " threads") + ")";
        return new BackendChoice(
                provider,
                new BackendProvider.Settings(precision, settings.backendThreads()),
                "backend " + what + ": " + why);
    }

    private static String offered(BackendProvider provider) {
        return provider.precisions().stream().map(Precision::label).sorted().collect(Collectors.joining(", "));
    }
}

package dev.eckart.registry;

import dev.eckart.spi.Named;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * All plug-ins of one interface, by name. Immutable once loaded, so that several threads may use one.
 *
 * <p>A plug-in that cannot be loaded is remembered with its reason and does not keep the others from working. Two of
 * one name are an error: nobody could say which one ran.
 *
 * @param <T> the interface
 */
public final class Registry<T extends Named> {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    private final Class<T> type;
    private final Map<String, Plugin<T>> plugins = new TreeMap<>();
    private final List<String> failures = new ArrayList<>();

    private Registry(Class<T> type) {
        this.type = type;
    }

    /**
     * Finds the plug-ins of an interface.
     *
     * @param type the interface
     * @param loader where to look
     * @param <T> the interface
     * @return what was found
     * @throws PluginException if two have one name, one class is in two jars, or a name is not proper
     * @throws java.io.UncheckedIOException if the loader cannot look
     */
    public static <T extends Named> Registry<T> load(Class<T> type, ClassLoader loader) {
        ServiceFiles.of(type, loader).requireEachClassOnce();
        Registry<T> registry = new Registry<>(type);
        Iterator<T> found = ServiceLoader.load(type, loader).iterator();
        while (registry.addNext(found)) {}
        return registry;
    }

    private boolean addNext(Iterator<T> found) {
        try {
            if (!found.hasNext()) {
                return false;
            }
            add(Plugin.of(found.next()));
        } catch (ServiceConfigurationError | LinkageError e) {
            failures.add(reason(e));
        }
        return true;
    }

    /** What the plug-in calls itself; one that fails even at that is remembered like one that cannot be loaded. */
    private Optional<String> nameOf(Plugin<T> plugin) {
        try {
            return Optional.of(plugin.plugin().name());
        } catch (RuntimeException e) {
            failures.add(plugin.described() + " has no name: " + e);
            return Optional.empty();
        }
    }

    private void add(Plugin<T> plugin) {
        nameOf(plugin).ifPresent(name -> add(name, plugin));
    }

    private void add(String name, Plugin<T> plugin) {
        if (!NAME.matcher(name).matches()) {
            throw new PluginException("the " + type.getSimpleName() + " " + plugin.described() + " is named '" + name
                    + "'; a name is lower-case letters, digits and single hyphens");
        }
        Plugin<T> other = plugins.putIfAbsent(name, plugin);
        if (other != null) {
            throw new PluginException("two " + type.getSimpleName() + "s are named '" + name + "': " + other.described()
                    + " and " + plugin.described() + "; remove one of them");
        }
    }

    private static String reason(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root == e ? String.valueOf(e.getMessage()) : e.getMessage() + " (" + root + ")";
    }

    /**
     * The plug-in of a name.
     *
     * @param name the name asked for
     * @return the plug-in
     * @throws PluginException if there is none; it says what there is and what to do
     */
    public T get(String name) {
        Plugin<T> plugin = plugins.get(name);
        if (plugin == null) {
            throw new PluginException(missing(name));
        }
        return plugin.plugin();
    }

    private String missing(String name) {
        StringBuilder message = new StringBuilder("no " + type.getSimpleName() + " is named '" + name + "'");
        message.append(Nearest.didYouMean(name, plugins.keySet()));
        message.append("; found ").append(plugins.keySet());
        if (!failures.isEmpty()) {
            message.append("; could not load ").append(failures);
        }
        if (plugins.isEmpty()) {
            message.append("; is its jar on the class path, or in the plugins folder?");
        }
        return message.toString();
    }

    /**
     * Everything that was found.
     *
     * @return plug-ins by name, in alphabetical order
     */
    public Map<String, Plugin<T>> all() {
        return Collections.unmodifiableMap(plugins);
    }

    /**
     * What could not be loaded.
     *
     * @return one line each, with the reason
     */
    public List<String> failures() {
        return List.copyOf(failures);
    }
}

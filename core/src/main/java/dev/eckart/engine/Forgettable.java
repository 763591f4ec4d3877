package dev.eckart.engine;

import java.lang.ref.SoftReference;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Things that are made once, and again if memory was short meanwhile. */
final class Forgettable {
    private final Map<String, SoftReference<Object>> made = new HashMap<>();

    /** Makes a thing unless it is there; whoever else asks meanwhile waits. */
    synchronized <T> T get(Class<T> type, String key, Supplier<T> make) {
        String name = type.getName() + " " + key;
        Optional<T> known =
                Optional.ofNullable(made.get(name)).map(SoftReference::get).map(type::cast);
        T thing = known.orElseGet(make);
        made.put(name, new SoftReference<>(thing));
        return thing;
    }
}

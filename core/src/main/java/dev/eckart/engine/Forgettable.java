package dev.eckart.engine;

import java.lang.ref.SoftReference;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Objects that are made once, and again if the garbage collector took them when memory was short. */
final class Forgettable {
    private final Map<String, SoftReference<Object>> made = new HashMap<>();

    /** Makes an object unless it is there; whoever else asks meanwhile waits. */
    synchronized <T> T get(Class<T> type, String key, Supplier<T> make) {
        String name = type.getName() + " " + key;
        Optional<T> known =
                Optional.ofNullable(made.get(name)).map(SoftReference::get).map(type::cast);
        T thing = known.orElseGet(make);
        made.put(name, new SoftReference<>(thing));
        return thing;
    }
}

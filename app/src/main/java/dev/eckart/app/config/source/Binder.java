package dev.eckart.app.config.source;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import dev.eckart.app.config.MismatchException;
import dev.eckart.app.config.Range;
import dev.eckart.registry.Nearest;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Fills records from a configuration tree, and collects everything that is wrong with it. */
final class Binder {
    private final List<String> problems;

    /** A binder that adds what is wrong to a list. */
    Binder(List<String> problems) {
        this.problems = problems;
    }

    /**
     * Fills a record.
     *
     * @return the record, or empty if something was wrong
     */
    <T> Optional<T> bind(Class<T> type, ConfigObject tree) {
        return group(type, tree, "").map(type::cast);
    }

    private Optional<Object> group(Class<?> type, ConfigObject object, String prefix) {
        Map<String, RecordComponent> components = Schema.components(type);
        reportUnknown(components, object, prefix);
        List<Object> arguments = new ArrayList<>();
        components.forEach((name, component) ->
                component(component, object.get(name), prefix + name).ifPresent(arguments::add));
        return arguments.size() == components.size() ? Optional.of(construct(type, arguments)) : Optional.empty();
    }

    private void reportUnknown(Map<String, RecordComponent> components, ConfigObject object, String prefix) {
        object.forEach((name, value) -> {
            if (!components.containsKey(name)) {
                String near = Nearest.didYouMean(name, components.keySet());
                String known = near.isEmpty() ? "; known here: " + String.join(", ", components.keySet()) : near;
                problems.add(Origins.of(value) + ": unknown key '" + prefix + name + "'" + known);
            }
        });
    }

    private Optional<Object> component(RecordComponent component, ConfigValue value, String key) {
        if (value == null) {
            problems.add("missing key '" + key + "'");
            return Optional.empty();
        }
        if (!Schema.isGroup(component)) {
            return leaf(component, value, key);
        }
        if (value instanceof ConfigObject object) {
            return group(component.getType(), object, key + ".");
        }
        problems.add(Origins.of(value) + ": '" + key + "' must be a group of keys, not " + Origins.kind(value));
        return Optional.empty();
    }

    private Optional<Object> leaf(RecordComponent component, ConfigValue value, String key) {
        try {
            Object read = ValueReader.read(component.getGenericType(), value);
            checkRange(component.getAnnotation(Range.class), read);
            return Optional.of(read);
        } catch (MismatchException e) {
            problems.add(Origins.of(value) + ": '" + key + "' " + e.getMessage());
            return Optional.empty();
        }
    }

    private static void checkRange(Range range, Object read) {
        if (range == null) {
            return;
        }
        List<?> numbers = read instanceof List<?> list ? list : List.of(read);
        for (Object element : numbers) {
            double number = ((Number) element).doubleValue();
            if (!(number >= range.min() && number <= range.max() && number > range.above())) {
                throw new MismatchException("must be " + described(range) + ", not " + plain(number));
            }
        }
    }

    private static String described(Range range) {
        String low = range.above() > Double.NEGATIVE_INFINITY
                ? "above " + plain(range.above())
                : "at least " + plain(range.min());
        return low + (range.max() < Double.POSITIVE_INFINITY ? " and at most " + plain(range.max()) : "");
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? String.valueOf((long) number) : String.valueOf(number);
    }

    private static Object construct(Class<?> type, List<Object> arguments) {
        Class<?>[] types = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            return type.getDeclaredConstructor(types).newInstance(arguments.toArray());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the record " + type.getName() + " cannot be made", e);
        }
    }
}

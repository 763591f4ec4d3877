package dev.eckart.app.config.source;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import dev.eckart.app.config.BiasSetting;
import dev.eckart.app.config.BudgetSetting;
import dev.eckart.app.config.LevelRates;
import dev.eckart.app.config.MismatchException;
import dev.eckart.app.config.RankSetting;
import dev.eckart.registry.Nearest;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Turns a value of the tree into the type a key asks for. */
final class ValueReader {
    /** The key, among those that are compression levels, of the rate of all levels not named. */
    private static final String OTHER_LEVELS = "others";

    private static final Map<String, Boolean> BOOLEANS = Map.of(
            "true", true, "yes", true, "on", true, "1", true, "false", false, "no", false, "off", false, "0", false);

    /** Values with a form of their own, by how they are read from what a person wrote. */
    static final Map<Class<?>, Function<String, ?>> WRITTEN = Map.of(
            BudgetSetting.class, BudgetSetting::of,
            RankSetting.class, RankSetting::of,
            BiasSetting.class, BiasSetting::of);

    private ValueReader() {}

    private static MismatchException mismatch(String wanted, ConfigValue found) {
        return new MismatchException("must be " + wanted + ", not " + Origins.kind(found));
    }

    /** The value as a type of the schema. */
    static Object read(Type type, ConfigValue value) {
        if (type instanceof ParameterizedType list) {
            return list(list.getActualTypeArguments()[0], value);
        }
        Class<?> plain = (Class<?>) type;
        if (plain.isEnum()) {
            return constant(plain, value);
        } else if (plain == String.class) {
            return text(value);
        } else if (plain == boolean.class) {
            return truth(value);
        } else if (plain == int.class || plain == Integer.class) {
            return (int) whole(value, Integer.MIN_VALUE, Integer.MAX_VALUE);
        } else if (plain == long.class) {
            return whole(value, Long.MIN_VALUE, Long.MAX_VALUE);
        } else if (plain == double.class) {
            return number(value).doubleValue();
        } else if (plain == LevelRates.class) {
            return rates(value);
        } else if (WRITTEN.containsKey(plain)) {
            return WRITTEN.get(plain).apply(text(value));
        }
        throw new IllegalArgumentException("no configuration value can be a " + type);
    }

    private static List<?> list(Type element, ConfigValue value) {
        if (!(value instanceof ConfigList list)) {
            throw mismatch("a list such as [a, b]", value);
        }
        return list.stream().map(entry -> read(element, entry)).toList();
    }

    private static Object constant(Class<?> type, ConfigValue value) {
        List<String> labels = Arrays.stream(type.getEnumConstants())
                .map(constant ->
                        ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .toList();
        int index = labels.indexOf(String.valueOf(value.unwrapped()));
        if (index < 0) {
            throw new MismatchException("must be one of " + String.join(", ", labels) + ", not " + Origins.kind(value)
                    + Nearest.didYouMean(String.valueOf(value.unwrapped()), labels));
        }
        return type.getEnumConstants()[index];
    }

    private static String text(ConfigValue value) {
        return switch (value.valueType()) {
            case STRING -> (String) value.unwrapped();
            case NUMBER, BOOLEAN -> value.render();
            case OBJECT, LIST, NULL -> throw mismatch("a text", value);
        };
    }

    private static boolean truth(ConfigValue value) {
        String text = String.valueOf(value.unwrapped()).toLowerCase(Locale.ROOT);
        if (!BOOLEANS.containsKey(text)) {
            throw mismatch("true or false", value);
        }
        return BOOLEANS.get(text);
    }

    private static long whole(ConfigValue value, long min, long max) {
        BigDecimal number = parse(value, "a whole number");
        if (number.stripTrailingZeros().scale() > 0) {
            throw mismatch("a whole number", value);
        }
        if (number.compareTo(BigDecimal.valueOf(min)) < 0 || number.compareTo(BigDecimal.valueOf(max)) > 0) {
            throw mismatch("a whole number from " + min + " to " + max, value);
        }
        return number.longValueExact();
    }

    private static BigDecimal number(ConfigValue value) {
        return parse(value, "a number");
    }

    /** Numbers in text count too: that is what a substituted environment variable is. */
    private static BigDecimal parse(ConfigValue value, String wanted) {
        if (value.valueType() != ConfigValueType.NUMBER && value.valueType() != ConfigValueType.STRING) {
            throw mismatch(wanted, value);
        }
        try {
            return new BigDecimal(value.unwrapped().toString().strip());
        } catch (NumberFormatException e) {
            throw mismatch(wanted, value);
        }
    }

    private static LevelRates rates(ConfigValue value) {
        if (!(value instanceof ConfigObject object)) {
            return LevelRates.same(rate(value));
        }
        Map<Integer, Double> rates = new TreeMap<>();
        object.forEach((level, rate) -> {
            if (!level.equals(OTHER_LEVELS)) {
                rates.put(level(level), rate(rate));
            }
        });
        return LevelRates.of(
                rates, Optional.ofNullable(object.get(OTHER_LEVELS)).map(ValueReader::rate));
    }

    private static double rate(ConfigValue value) {
        if (value.valueType() == ConfigValueType.LIST || value.valueType() == ConfigValueType.OBJECT) {
            throw mismatch("a number, a list of numbers or numbers by level", value);
        }
        double rate = number(value).doubleValue();
        if (!(rate > 0 && rate < Double.POSITIVE_INFINITY)) {
            throw mismatch("above 0", value);
        }
        return rate;
    }

    private static int level(String text) {
        if (!text.matches("[1-9]\\d{0,8}")) {
            throw new MismatchException(
                    "must be keyed by compression levels such as {2 = 0.1} or by 'others', not by '" + text + "'");
        }
        return Integer.parseInt(text);
    }
}

package dev.eckart.app.onnx.model;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names of a model by patterns in which {@code *} stands for anything and {@code ?} for one character. */
public final class NamePattern {
    private NamePattern() {}

    /**
     * Whether a name is meant.
     *
     * @param pattern the pattern
     * @param name the name
     * @return true if the whole name matches
     */
    public static boolean matches(String pattern, String name) {
        String expression = pattern.chars()
                .mapToObj(character -> switch (character) {
                    case '*' -> ".*";
                    case '?' -> ".";
                    default -> Pattern.quote(Character.toString(character));
                })
                .collect(Collectors.joining());
        return Pattern.compile(expression, Pattern.DOTALL).matcher(name).matches();
    }
}

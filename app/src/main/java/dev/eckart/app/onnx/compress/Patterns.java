package dev.eckart.app.onnx.compress;

import dev.eckart.app.onnx.site.Site;
import dev.eckart.registry.Nearest;
import dev.eckart.spi.EckartException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which layers are factorised, by patterns of their names in which {@code *} stands for anything and {@code ?} for one
 * character.
 *
 * @param include layers to factorise; empty for all
 * @param exclude layers to leave alone
 */
public record Patterns(List<String> include, List<String> exclude) {
    /** All layers. */
    public static final Patterns ALL = new Patterns(List.of(), List.of());

    /**
     * Chooses.
     *
     * @param sites layers
     * @return those to factorise
     * @throws EckartException if a pattern matches none
     */
    public List<Site> among(List<Site> sites) {
        Stream.concat(include.stream(), exclude.stream())
                .filter(pattern -> sites.stream().noneMatch(site -> matches(pattern, site)))
                .findFirst()
                .ifPresent(pattern -> {
                    List<String> names = sites.stream().map(Site::name).toList();
                    throw new EckartException("no layer that can be factorised matches '" + pattern + "'"
                            + Nearest.didYouMean(pattern, names) + "; there are " + String.join(", ", names));
                });
        return sites.stream()
                .filter(site -> include.isEmpty() || include.stream().anyMatch(pattern -> matches(pattern, site)))
                .filter(site -> exclude.stream().noneMatch(pattern -> matches(pattern, site)))
                .toList();
    }

    private static boolean matches(String pattern, Site site) {
        String expression = pattern.chars()
                .mapToObj(character -> switch (character) {
                    case '*' -> ".*";
                    case '?' -> ".";
                    default -> Pattern.quote(Character.toString(character));
                })
                .collect(Collectors.joining());
        return Pattern.compile(expression, Pattern.DOTALL).matcher(site.name()).matches();
    }
}

package dev.eckart.app.onnx.compress;

import dev.eckart.app.onnx.layer.Site;
import dev.eckart.app.onnx.model.NamePattern;
import dev.eckart.app.onnx.unit.Unit;
import dev.eckart.registry.Nearest;
import dev.eckart.spi.EckartException;
import java.util.List;
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
     * Chooses among layers.
     *
     * @param units layers
     * @return those to factorise; layers that have one tensor are included if one of them is, and excluded if one is
     * @throws EckartException if a pattern matches none
     */
    public List<Unit> among(List<Unit> units) {
        return among(units, List.of());
    }

    /**
     * Whether a layer is to be factorised, as far as its name goes.
     *
     * @param name what a person calls it
     * @return whether it is included, and not excluded
     */
    public boolean choose(String name) {
        return (include.isEmpty() || include.stream().anyMatch(pattern -> NamePattern.matches(pattern, name)))
                && exclude.stream().noneMatch(pattern -> NamePattern.matches(pattern, name));
    }

    /**
     * Chooses among layers some of which have been divided: those are still known by the names that they had.
     *
     * @param units layers
     * @param divided names of layers that became {@code NAME/1}, {@code NAME/2} and so on
     * @return those to factorise; layers that have one tensor are included if one of them is, and excluded if one is
     * @throws EckartException if a pattern matches none
     */
    public List<Unit> among(List<Unit> units, List<String> divided) {
        Stream.concat(include.stream(), exclude.stream())
                .filter(pattern -> units.stream().noneMatch(unit -> matches(pattern, unit, divided)))
                .findFirst()
                .ifPresent(pattern -> {
                    List<String> names = units.stream()
                            .flatMap(unit -> unit.layers().stream())
                            .map(Site::name)
                            .toList();
                    throw new EckartException("no layer that can be factorised matches '" + pattern + "'"
                            + Nearest.didYouMean(pattern, names) + "; there are " + String.join(", ", names));
                });
        return units.stream()
                .filter(unit ->
                        include.isEmpty() || include.stream().anyMatch(pattern -> matches(pattern, unit, divided)))
                .filter(unit -> exclude.stream().noneMatch(pattern -> matches(pattern, unit, divided)))
                .toList();
    }

    private static boolean matches(String pattern, Unit unit, List<String> divided) {
        return unit.layers().stream()
                .map(Site::name)
                .flatMap(name -> Stream.concat(
                        Stream.of(name), divided.stream().filter(before -> name.startsWith(before + "/"))))
                .anyMatch(name -> NamePattern.matches(pattern, name));
    }
}

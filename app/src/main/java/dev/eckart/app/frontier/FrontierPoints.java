package dev.eckart.app.frontier;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Puts the trials of all seeds together, and tells which points no other one beats. */
final class FrontierPoints {
    private FrontierPoints() {}

    /** One point for each way and size, in the order of the first seed's trials. */
    static List<FrontierPoint> of(List<Trial> trials) {
        Map<Trial.Way, List<Trial>> byWay =
                trials.stream().collect(Collectors.groupingBy(Trial::way, LinkedHashMap::new, Collectors.toList()));
        List<FrontierPoint> points = new ArrayList<>();
        byWay.forEach((way, some) -> points.add(FrontierPoint.of(way, some)));
        List<Measured> all =
                points.stream().flatMap(point -> point.measured().stream()).toList();
        return points.stream()
                .map(point -> point.measured()
                        .filter(one -> all.stream().noneMatch(other -> other.beats(one)))
                        .map(one -> point.measuring(one.best(true)))
                        .orElse(point))
                .toList();
    }
}

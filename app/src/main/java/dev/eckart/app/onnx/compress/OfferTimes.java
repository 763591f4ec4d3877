package dev.eckart.app.onnx.compress;

import dev.eckart.app.onnx.cost.LayerTimes;
import dev.eckart.app.onnx.form.Offers;
import dev.eckart.app.onnx.unit.Unit;
import dev.eckart.spi.compress.Candidate;
import dev.eckart.spi.compress.Decomposition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How long a run would take with each form that layers are offered.
 *
 * @param times tells it of layers
 * @param slowerToo whether what is predicted to be slower than the layer is still offered, for its size
 */
record OfferTimes(LayerTimes times, boolean slowerToo) {
    /** What a layer can be by itself. */
    Offers alone(Unit unit, Offers untimed) {
        Offers timed = together(unit, untimed);
        Decomposition all = timed.decomposition();
        long layer = all.dense().nanoseconds();
        return slowerToo
                ? timed
                : new Offers(
                        all.with(all.candidates().stream().filter(candidate -> candidate.nanoseconds() <= layer)),
                        timed.geometries());
    }

    /** What it can be together with others, which are all needed. */
    Offers together(Unit unit, Offers untimed) {
        return times.timed(unit, untimed);
    }

    /** What to tell of layers of which nothing smaller is offered because of what it takes. */
    Optional<String> withheld(List<Unit> units, Map<Unit, Offers> before, List<Offers> left) {
        List<String> layers = IntStream.range(0, units.size())
                .filter(i -> isLayerAlone(left.get(i)) && !isLayerAlone(before.get(units.get(i))))
                .mapToObj(i -> units.get(i).first().name())
                .toList();
        return layers.isEmpty()
                ? Optional.empty()
                : Optional.of(layers.size() + " of " + units.size() + " layers, such as '" + layers.get(0)
                        + "', are offered nothing smaller, for all of it is predicted to be slower; who wants it"
                        + " nevertheless asks for a size, or leaves times out");
    }

    private static boolean isLayerAlone(Offers offered) {
        return offered.decomposition().candidates().stream().allMatch(Candidate::isLayer);
    }
}

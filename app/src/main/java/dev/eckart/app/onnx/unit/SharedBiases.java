package dev.eckart.app.onnx.unit;

import dev.eckart.app.onnx.constant.ConstantValue;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Biases that layers of different weights have together, such as the one tensor of zeros that exporters write for all.
 * Each layer's parameters include its bias; the file has the tensor once.
 *
 * @param units the layers
 */
public record SharedBiases(List<Unit> units) {
    /**
     * Parameters that are counted with several layers, and stored once.
     *
     * @param stays whether the layer of a number stays as it is: what others become is written with biases of its own
     * @return elements of the biases of layers that stay, but for the first that has the tensor
     */
    public long repeated(IntPredicate stays) {
        Set<String> known = new HashSet<>();
        return IntStream.range(0, units.size())
                .filter(stays)
                .mapToLong(i -> repeated(units.get(i), known))
                .sum();
    }

    /** A unit counts each of its own biases once. */
    private static long repeated(Unit unit, Set<String> known) {
        Set<String> own = new HashSet<>();
        return unit.layers().stream()
                .flatMap(layer -> layer.bias().stream())
                .filter(bias -> own.add(bias.stored().name()))
                .filter(bias -> !known.add(bias.stored().name()))
                .mapToLong(ConstantValue::elements)
                .sum();
    }
}

package dev.eckart.app.onnx.unit;

import dev.eckart.app.onnx.constant.ConstantValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * Biases that layers of different weights have together, such as the one tensor of zeros that exporters write for all.
 * Each layer's parameters include its bias; the file has the tensor once.
 *
 * @param units the layers
 */
public record SharedBiases(List<Unit> units) {
    /**
     * Layers that have a bias together.
     *
     * @param elements numbers of the bias
     * @param layers numbers of the layers, at least two
     */
    public record Group(long elements, List<Integer> layers) {}

    /**
     * Parameters that are counted with several layers, and stored once.
     *
     * @param stays whether the layer of a number stays as it is: what others become is written with biases of its own
     * @return elements of the biases of layers that stay, but for the first that has the tensor
     */
    public long repeated(IntPredicate stays) {
        return groups().stream()
                .mapToLong(group -> {
                    long staying = group.layers().stream()
                            .filter(layer -> stays.test(layer))
                            .count();
                    return group.elements() * Math.max(0, staying - 1);
                })
                .sum();
    }

    /**
     * The biases that several layers have.
     *
     * @return one entry a tensor; a unit has each of its own biases once
     */
    public List<Group> groups() {
        Map<String, Group> byTensor = new LinkedHashMap<>();
        for (int i = 0; i < units.size(); i++) {
            Set<String> own = new HashSet<>();
            for (ConstantValue bias : biases(units.get(i))) {
                String tensor = bias.stored().name();
                if (own.add(tensor)) {
                    byTensor.computeIfAbsent(tensor, name -> new Group(bias.elements(), new ArrayList<>()))
                            .layers()
                            .add(i);
                }
            }
        }
        return byTensor.values().stream()
                .filter(group -> group.layers().size() > 1)
                .toList();
    }

    private static List<ConstantValue> biases(Unit unit) {
        return unit.layers().stream().flatMap(layer -> layer.bias().stream()).toList();
    }
}

package dev.eckart.app.onnx.layer;

import dev.eckart.app.onnx.model.Graph;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

/** Makes names that nothing in a model has yet. */
final class Names {
    private final Predicate<String> taken;
    private final Set<String> given = new HashSet<>();

    private Names(Predicate<String> taken) {
        this.taken = taken;
    }

    /** Names of values. */
    static Names ofValues(Graph graph) {
        return new Names(graph::knows);
    }

    /** Names of nodes. */
    static Names ofNodes(Graph graph) {
        Set<String> names = new HashSet<>();
        graph.nodes().forEach(node -> names.add(node.getName()));
        return new Names(names::contains);
    }

    /** The name itself, or with the first number behind it that makes it new. */
    String fresh(String wanted) {
        String name = wanted;
        for (int number = 2; taken.test(name) || given.contains(name); number++) {
            name = wanted + "_" + number;
        }
        given.add(name);
        return name;
    }
}

package dev.eckart.app.onnx.model;

import dev.eckart.app.onnx.proto.GraphProto;
import dev.eckart.app.onnx.proto.NodeProto;
import dev.eckart.app.onnx.proto.ValueInfoProto;
import dev.eckart.app.onnx.tensor.OnnxException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds out whether a graph holds together. The order of the nodes is not looked at, as ONNX Runtime does not either.
 *
 * @param graph the graph
 * @param producers the place of the node that computes a value, by the value's name
 */
record GraphCheck(GraphProto graph, Map<String, Integer> producers) {
    void run() {
        Set<String> given = given();
        requireOneDefinition(given);
        Set<String> known = new HashSet<>(given);
        known.addAll(producers.keySet());
        for (NodeProto node : graph.getNodeList()) {
            Subgraphs.needs(node).forEach(name -> require(known, name, "the input of " + name(node)));
        }
        graph.getOutputList().stream()
                .map(ValueInfoProto::getName)
                .forEach(name -> require(known, name, "an output of the model"));
        requireNoCycle();
    }

    private Set<String> given() {
        Set<String> given = new HashSet<>();
        graph.getInputList().forEach(input -> addOnce(given, input.getName(), "input"));
        Set<String> initializers = new HashSet<>();
        graph.getInitializerList().forEach(tensor -> addOnce(initializers, tensor.getName(), "initialiser"));
        graph.getSparseInitializerList()
                .forEach(tensor -> addOnce(initializers, tensor.getValues().getName(), "initialiser"));
        given.addAll(initializers);
        return given;
    }

    private static void addOnce(Set<String> names, String name, String what) {
        if (name.isEmpty() || !names.add(name)) {
            throw new OnnxException(
                    name.isEmpty()
                            ? "an " + what + " of the graph has no name"
                            : "the graph has two " + what + "s '" + name + "'");
        }
    }

    private void requireOneDefinition(Set<String> given) {
        Set<String> defined = new HashSet<>(given);
        for (NodeProto node : graph.getNodeList()) {
            for (String output : node.getOutputList()) {
                if (!output.isEmpty() && !defined.add(output)) {
                    throw new OnnxException(
                            "the graph defines '" + output + "' twice, once as output of " + name(node));
                }
            }
        }
    }

    private static void require(Set<String> known, String name, String use) {
        if (!known.contains(name)) {
            throw new OnnxException("the graph has no '" + name + "', which is " + use);
        }
    }

    /** Kahn's algorithm: takes away nodes that wait for nothing, until none is left or all wait. */
    private void requireNoCycle() {
        int nodes = graph.getNodeCount();
        List<List<Integer>> followers = new ArrayList<>();
        int[] waits = new int[nodes];
        for (int i = 0; i < nodes; i++) {
            followers.add(new ArrayList<>());
        }
        for (int i = 0; i < nodes; i++) {
            for (String name : Subgraphs.needs(graph.getNode(i))) {
                if (producers.containsKey(name)) {
                    followers.get(producers.get(name)).add(i);
                    waits[i]++;
                }
            }
        }
        int left = nodes - taken(followers, waits);
        if (left > 0) {
            int stuck = 0;
            while (waits[stuck] == 0) {
                stuck++;
            }
            throw new OnnxException("the graph has a cycle: " + left + " nodes wait for each other, one of them "
                    + name(graph.getNode(stuck)));
        }
    }

    private static int taken(List<List<Integer>> followers, int[] waits) {
        Deque<Integer> ready = new ArrayDeque<>();
        for (int i = 0; i < waits.length; i++) {
            if (waits[i] == 0) {
                ready.add(i);
            }
        }
        int taken = 0;
        while (!ready.isEmpty()) {
            taken++;
            for (int follower : followers.get(ready.remove())) {
                if (--waits[follower] == 0) {
                    ready.add(follower);
                }
            }
        }
        return taken;
    }

    private static String name(NodeProto node) {
        return node.getOpType() + " '" + Graph.name(node) + "'";
    }
}

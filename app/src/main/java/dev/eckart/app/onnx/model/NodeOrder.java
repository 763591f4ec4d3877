package dev.eckart.app.onnx.model;

import dev.eckart.app.onnx.proto.NodeProto;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The nodes of a graph in an order in which each stands behind those that it needs, which a file need not have: the file's
 * own as far as possible.
 *
 * @param graph the graph
 * @param nodes indices of the nodes by place
 * @param places places of the nodes by index
 * @param constants names of the values that are the same in every run
 */
public record NodeOrder(Graph graph, List<Integer> nodes, int[] places, Set<String> constants) {
    private static final Set<String> DRAWN = Set.of(
            "RandomNormal",
            "RandomUniform",
            "RandomNormalLike",
            "RandomUniformLike",
            "Multinomial",
            "Bernoulli",
            "Dropout");

    /**
     * Puts the nodes of a graph in order.
     *
     * @param graph a graph, which has been checked to have no cycle
     * @return its nodes
     */
    public static NodeOrder of(Graph graph) {
        int count = graph.nodes().size();
        List<List<Integer>> followers = new ArrayList<>();
        int[] waits = new int[count];
        for (int i = 0; i < count; i++) {
            followers.add(new ArrayList<>());
        }
        for (int i = 0; i < count; i++) {
            int follower = i;
            needs(graph, i, maker -> {
                followers.get(maker).add(follower);
                waits[follower]++;
            });
        }
        PriorityQueue<Integer> ready = new PriorityQueue<>();
        for (int i = 0; i < count; i++) {
            if (waits[i] == 0) {
                ready.add(i);
            }
        }
        NodeOrder order = new NodeOrder(graph, new ArrayList<>(), new int[count], new HashSet<>());
        while (!ready.isEmpty()) {
            int node = ready.remove();
            order.add(node);
            for (int follower : followers.get(node)) {
                if (--waits[follower] == 0) {
                    ready.add(follower);
                }
            }
        }
        return order;
    }

    private static void needs(Graph graph, int node, Consumer<Integer> maker) {
        Subgraphs.needs(graph.nodes().get(node))
                .forEach(name -> graph.producer(name).ifPresent(maker::accept));
    }

    private void add(int index) {
        NodeProto node = graph.nodes().get(index);
        places[index] = nodes.size();
        nodes.add(index);
        boolean constant = !DRAWN.contains(node.getOpType())
                && Subgraphs.needs(node).stream().allMatch(this::isConstant);
        if (constant) {
            constants.addAll(node.getOutputList());
        }
    }

    /**
     * Whether a value is the same in every run, so that it can be made again anywhere.
     *
     * @param name its name
     * @return true of initialisers and of what is made of them alone
     */
    public boolean isConstant(String name) {
        return constants.contains(name)
                || graph.initializer(name).isPresent()
                || graph.sparse(name).isPresent();
    }

    /**
     * The node at a place.
     *
     * @param place from 0
     * @return the node
     */
    public NodeProto at(int place) {
        return graph.nodes().get(nodes.get(place));
    }

    /**
     * How many nodes there are.
     *
     * @return the number of places
     */
    public int size() {
        return nodes.size();
    }
}

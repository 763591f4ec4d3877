package dev.eckart.app.onnx.gradient;

import dev.eckart.app.onnx.expression.Expression;
import dev.eckart.app.onnx.expression.ExtendedGraph;
import dev.eckart.app.onnx.gradient.operator.GradientRules;
import dev.eckart.app.onnx.gradient.rule.NodeGradient;
import dev.eckart.app.onnx.model.Graph;
import dev.eckart.app.onnx.model.Subgraphs;
import dev.eckart.app.onnx.proto.NodeProto;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Reverse-mode differentiation of a graph (Griewank and Walther, "Evaluating derivatives", 2nd edition, SIAM 2008, chapter
 * 3): from the loss back, each node's rule makes the gradients of what it takes; those of one value add up.
 *
 * <p>Only what lies between the loss and a value whose gradient is wanted gets one. Through integers,
 * booleans and steps nothing flows, for there the gradient is truly zero.
 */
public final class Backpropagation {
    private final ExtendedGraph graph;
    private final List<NodeProto> nodes;
    private final Set<String> leadsToLoss = new HashSet<>();

    private Backpropagation(ExtendedGraph graph, Expression loss) {
        this.graph = graph;
        this.nodes = graph.nodes().stream()
                .filter(node -> !graph.isStandard(node) || !GradientRules.FLAT.contains(node.getOpType()))
                .toList();
        leadsToLoss.add(loss.name());
        for (int i = nodes.size() - 1; i >= 0; i--) {
            if (nodes.get(i).getOutputList().stream().anyMatch(leadsToLoss::contains)) {
                Subgraphs.needs(nodes.get(i)).stream().filter(graph::isReal).forEach(leadsToLoss::add);
            }
        }
    }

    /**
     * What came of a walk.
     *
     * @param gradients of the loss with respect to values, by name, in the order in which they were wanted
     * @param frozen of the other values, why there is no gradient: the loss does not depend on them, or does so through a
     *     node that has no rule
     */
    public record Gradients(Map<String, Expression> gradients, Map<String, String> frozen) {}

    /**
     * Adds the nodes of gradients to a graph.
     *
     * @param loss a scalar of the graph
     * @param wanted names of values of the graph
     * @return their gradients, each of the sizes of its value
     */
    public static Gradients of(Expression loss, List<String> wanted) {
        return new Backpropagation(loss.graph(), loss).gradients(loss, wanted);
    }

    private Gradients gradients(Expression loss, List<String> wanted) {
        Map<String, String> obstacles = obstacles();
        Map<String, String> frozen = new LinkedHashMap<>();
        List<String> free = new ArrayList<>();
        for (String name : wanted) {
            if (!leadsToLoss.contains(name)) {
                frozen.put(name, "the loss does not depend on it");
            } else if (obstacles.containsKey(name)) {
                frozen.put(name, obstacles.get(name));
            } else {
                free.add(name);
            }
        }
        Map<String, Expression> flowing = walk(loss, dependents(free));
        Map<String, Expression> gradients = new LinkedHashMap<>();
        free.forEach(name -> gradients.put(name, flowing.get(name)));
        return new Gradients(gradients, frozen);
    }

    /** Of each value behind a node that no gradient goes through, why none does: part of a gradient would be a wrong one. */
    private Map<String, String> obstacles() {
        Map<String, String> obstacles = new HashMap<>();
        for (int i = nodes.size() - 1; i >= 0; i--) {
            NodeProto node = nodes.get(i);
            List<String> outputs =
                    node.getOutputList().stream().filter(leadsToLoss::contains).toList();
            if (!outputs.isEmpty()) {
                outputs.stream()
                        .filter(obstacles::containsKey)
                        .findFirst()
                        .map(obstacles::get)
                        .or(() -> obstacle(node))
                        .ifPresent(why -> Subgraphs.needs(node).stream()
                                .filter(leadsToLoss::contains)
                                .forEach(input -> obstacles.putIfAbsent(input, why)));
                GradientRules.SETTINGS.getOrDefault(node.getOpType(), Set.of()).stream()
                        .filter(input -> input < node.getInputCount())
                        .forEach(input ->
                                obstacles.putIfAbsent(node.getInput(input), who(node) + "is told by it what to do"));
            }
        }
        return obstacles;
    }

    private Optional<String> obstacle(NodeProto node) {
        String who = who(node);
        if (!graph.isStandard(node) || !GradientRules.ALL.containsKey(node.getOpType())) {
            return Optional.of(who + "has no gradient here");
        }
        boolean known = IntStream.range(0, node.getInputCount())
                        .mapToObj(node::getInput)
                        .filter(name -> !name.isEmpty())
                        .allMatch(name -> graph.find(name).isPresent())
                && node.getOutputList().stream()
                        .filter(leadsToLoss::contains)
                        .allMatch(name -> graph.find(name).isPresent());
        return known
                ? GradientRules.ALL
                        .get(node.getOpType())
                        .obstacle(new NodeGradient(graph, node, Map.of(), List.of()))
                        .map(why -> who + "has no gradient here because " + why)
                : Optional.of(who + "has values whose sizes are not known");
    }

    private static String who(NodeProto node) {
        return "node '" + Graph.name(node) + "', " + node.getOpType() + ", ";
    }

    /** The values that depend on some: only they need gradients. */
    private Set<String> dependents(List<String> wanted) {
        Set<String> dependents = new HashSet<>(wanted);
        for (NodeProto node : nodes) {
            if (Subgraphs.needs(node).stream().anyMatch(dependents::contains)) {
                node.getOutputList().stream().filter(leadsToLoss::contains).forEach(dependents::add);
            }
        }
        return dependents;
    }

    private Map<String, Expression> walk(Expression loss, Set<String> needed) {
        Map<String, Expression> flowing = new HashMap<>();
        flowing.put(loss.name(), loss.number(1));
        for (int i = nodes.size() - 1; i >= 0; i--) {
            NodeProto node = nodes.get(i);
            boolean reached = node.getOutputList().stream()
                    .anyMatch(output -> flowing.containsKey(output) && needed.contains(output));
            List<Integer> inputs = IntStream.range(0, node.getInputCount())
                    .filter(input ->
                            needed.contains(node.getInput(input)) && leadsToLoss.contains(node.getInput(input)))
                    .boxed()
                    .toList();
            if (reached && !inputs.isEmpty()) {
                NodeGradient rule = new NodeGradient(graph, node, flowing, inputs);
                GradientRules.ALL.get(node.getOpType()).apply(rule);
                inputs.forEach(input -> flowing.merge(node.getInput(input), given(rule, input), Expression::plus));
            }
        }
        return flowing;
    }

    /** A rule that forgets an input would make a gradient that is silently wrong. */
    private static Expression given(NodeGradient rule, int input) {
        if (!rule.given().containsKey(input)) {
            throw new IllegalStateException("the rule of " + rule.node().getOpType() + " gives no gradient of input "
                    + input + ", which is wanted");
        }
        return rule.given().get(input);
    }
}

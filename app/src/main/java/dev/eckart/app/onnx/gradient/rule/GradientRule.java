package dev.eckart.app.onnx.gradient.rule;

import java.util.Optional;
import java.util.function.Function;

/** What one operator does to gradients: from those of a node's outputs to those of its inputs. */
@FunctionalInterface
public interface GradientRule {
    /**
     * Gives the gradient of each input that is wanted.
     *
     * @param node a node that the loss depends on, at least one output of which has a gradient
     */
    void apply(NodeGradient node);

    /**
     * Why the rule does not hold for a node, such as an attribute that it has no formula for.
     *
     * @param node a node of the operator; its gradients are not known yet
     * @return a few words after "because"; empty if the rule holds
     */
    default Optional<String> obstacle(NodeGradient node) {
        return Optional.empty();
    }

    /**
     * A rule that does not hold for some nodes.
     *
     * @param obstacle what {@link #obstacle} says
     * @param rule the rule
     * @return the same rule with its obstacle
     */
    static GradientRule unless(Function<NodeGradient, Optional<String>> obstacle, GradientRule rule) {
        return new GradientRule() {
            @Override
            public void apply(NodeGradient node) {
                rule.apply(node);
            }

            @Override
            public Optional<String> obstacle(NodeGradient node) {
                return obstacle.apply(node);
            }
        };
    }
}

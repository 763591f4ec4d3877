package dev.eckart.app.onnx.inspect;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A node, or the nodes of one layer, and what it weighs.
 *
 * @param name what a person calls it
 * @param operator its operator, as the model names it
 * @param weights sizes of its weights as the operator takes them
 * @param parameters elements of all its tensors, those that other layers use too included
 * @param bytes what they take
 * @param macs multiply-accumulates of a run, open axes taken as of size 1, where the sizes are known and the operator is
 *     one whose products are counted
 * @param breakEven the rank from which on two factors are no smaller, if the layer can be factorised
 * @param ranks its ranks by energy, if it can be factorised and they were asked for
 * @param shared layers that use one of its tensors too
 * @param partners the layers with which it can become narrower together
 * @param alone why there are none, of a layer that can be factorised
 * @param reason why it cannot be factorised; empty if it can
 */
public record LayerView(
        String name,
        String operator,
        List<Long> weights,
        long parameters,
        long bytes,
        OptionalLong macs,
        Optional<Double> breakEven,
        Optional<Ranks> ranks,
        List<String> shared,
        List<String> partners,
        Optional<String> alone,
        Optional<String> reason) {}

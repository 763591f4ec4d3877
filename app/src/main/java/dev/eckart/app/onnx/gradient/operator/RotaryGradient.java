package dev.eckart.app.onnx.gradient.operator;

import dev.eckart.app.onnx.expression.Expression;
import dev.eckart.app.onnx.expression.Pieces;
import dev.eckart.app.onnx.gradient.rule.GradientRule;
import dev.eckart.app.onnx.gradient.rule.NodeGradient;
import dev.eckart.app.onnx.proto.AttributeProto;
import java.util.ArrayList;
import java.util.List;

/**
 * Gradients of RotaryEmbedding, which turns pairs of features by angles: y1 = c x1 - s x2, y2 = s x1 + c x2. What comes
 * back is turned the other way.
 */
final class RotaryGradient implements GradientRule {
    private static final int COSINES = 1;
    private static final int SINES = 2;
    private static final int POSITIONS = 3;

    /** The two features of each pair: samples x heads x positions x pairs. */
    private record Pairs(Expression first, Expression second) {
        static Pairs of(Expression value, NodeGradient node, long count) {
            Expression heads = value;
            if (value.rank() == 3) {
                long number = node.attributes().integer("num_heads", 1);
                heads = value.reshaped(
                                value.dims().get(0),
                                value.dims().get(1),
                                number,
                                value.dims().get(2) / number)
                        .transposed(List.of(0L, 2L, 1L, 3L));
            }
            Expression turned = Pieces.sliced(heads, 3, 0, 2 * count);
            boolean alternate = node.attributes().integer("interleaved", 0) != 0;
            List<Long> apart = new ArrayList<>(heads.dims().subList(0, 3));
            apart.addAll(alternate ? List.of(count, 2L) : List.of(2L, count));
            Expression pairs = turned.reshaped(apart);
            int axis = alternate ? 4 : 3;
            List<Long> sizes = Pieces.with(heads.dims(), 3, count);
            return new Pairs(
                    Pieces.sliced(pairs, axis, 0, 1).reshaped(sizes),
                    Pieces.sliced(pairs, axis, 1, 2).reshaped(sizes));
        }
    }

    @Override
    public void apply(NodeGradient node) {
        Expression gradient = node.gradient();
        node.give(0, () -> {
            List<Expression> operands = new ArrayList<>(
                    List.of(gradient, node.input(COSINES), node.input(SINES).mapped("Neg")));
            if (node.has(POSITIONS)) {
                operands.add(node.input(POSITIONS));
            }
            AttributeProto[] same = node.node().getAttributeList().toArray(AttributeProto[]::new);
            return node.graph().node("RotaryEmbedding", operands, gradient.type(), gradient.dims(), same);
        });
        long count = node.input(COSINES).dims().get(node.input(COSINES).rank() - 1);
        Pairs given = Pairs.of(node.input(0), node, count);
        Pairs back = Pairs.of(gradient, node, count);
        node.give(
                COSINES,
                () -> angles(
                        node,
                        back.first().times(given.first()).plus(back.second().times(given.second()))));
        node.give(
                SINES,
                () -> angles(
                        node,
                        back.second().times(given.first()).minus(back.first().times(given.second()))));
    }

    /** Sums over heads, at the place of each position. */
    private static Expression angles(NodeGradient node, Expression each) {
        Expression sums = each.sum(List.of(1));
        long pairs = each.dims().get(3);
        if (!node.has(POSITIONS)) {
            return sums.reshaped(each.dims().get(0), each.dims().get(2), pairs);
        }
        Expression rows = sums.reshaped(sums.elements() / pairs, pairs);
        Expression places =
                node.input(POSITIONS).reshaped(rows.dims().get(0), 1).expanded(rows.dims());
        return Pieces.scattered(rows, places, 0, node.input(COSINES).dims());
    }
}

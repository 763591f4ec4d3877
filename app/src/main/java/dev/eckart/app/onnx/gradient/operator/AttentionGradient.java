package dev.eckart.app.onnx.gradient.operator;

import dev.eckart.app.onnx.expression.Expression;
import dev.eckart.app.onnx.expression.ExtendedGraph;
import dev.eckart.app.onnx.expression.Pieces;
import dev.eckart.app.onnx.gradient.rule.GradientRule;
import dev.eckart.app.onnx.gradient.rule.NodeGradient;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Gradients of Attention, Y = softmax(cap(s Q K') + mask) V head by head. The probabilities are worked out once more;
 * the sum of each row of P dP is that of Y dY, which has fewer elements (Dao et al., "FlashAttention", NeurIPS 2022,
 * appendix B.2). Heads of queries that share one of keys are one tall head, so that what they give it adds up in the
 * product.
 */
final class AttentionGradient implements GradientRule {
    private static final int KEYS = 1;
    private static final int VALUES = 2;
    private static final int MASK = 3;

    /** In this order: keys and values of positions before, and how many count. */
    private static final int PAST = 4;

    private static final String OF_QUERIES = "q_num_heads";
    private static final String OF_KEYS = "kv_num_heads";

    @Override
    public Optional<String> obstacle(NodeGradient node) {
        boolean past = IntStream.range(PAST, node.node().getInputCount()).anyMatch(node::has);
        boolean more = node.node().getOutputList().stream().skip(1).anyMatch(name -> !name.isEmpty());
        if (past || more) {
            return Optional.of("it takes or gives more than queries, keys, values and a mask");
        }
        boolean shorter = node.has(MASK)
                && last(node.input(MASK))
                        != heads(node.input(KEYS), node, OF_KEYS).dims().get(2);
        return shorter ? Optional.of("its mask is shorter than its keys") : Optional.empty();
    }

    @Override
    public void apply(NodeGradient node) {
        Expression given = heads(node.input(0), node, OF_QUERIES);
        Expression keys = heads(node.input(KEYS), node, OF_KEYS);
        Expression values = heads(node.input(VALUES), node, OF_KEYS);
        Expression made = heads(node.output(), node, OF_QUERIES);
        Expression gradient = heads(node.gradient(), node, OF_QUERIES);
        List<Long> square = Pieces.with(given.dims(), 3, keys.dims().get(2));
        double scale = node.attributes().real("scale", 1 / Math.sqrt(last(given)));
        double cap = node.attributes().real("softcap", 0);

        Expression queries = tall(given.times(scale), keys);
        Expression products = queries.matMul(keys.turned()).reshaped(square);
        Expression bent = cap == 0 ? products : products.times(1 / cap).mapped("Tanh");
        Expression probabilities =
                masked(node, cap == 0 ? bent : bent.times(cap)).mapped("Softmax");
        Expression through = tall(gradient, keys).matMul(values.turned()).reshaped(square);
        Expression scores =
                probabilities.times(through.minus(gradient.times(made).sum(List.of(3))));
        Expression back = tall(cap == 0 ? scores : scores.times(bent.squared().from(1)), keys);

        node.give(0, () -> whole(back.matMul(keys).times(scale).reshaped(given.dims()), node.input(0)));
        node.give(KEYS, () -> whole(back.turned().matMul(queries), node.input(KEYS)));
        node.give(
                VALUES,
                () -> whole(tall(probabilities, keys).turned().matMul(tall(gradient, keys)), node.input(VALUES)));
        if (node.has(MASK)) {
            node.give(MASK, () -> scores);
        }
    }

    private static Expression masked(NodeGradient node, Expression scores) {
        ExtendedGraph graph = scores.graph();
        Expression none = scores.number(0);
        Expression all = scores.number(-scores.type().largest());
        Expression masked = scores;
        if (node.has(MASK)) {
            Expression mask = node.input(MASK);
            masked = masked.plus(mask.type().isReal() ? mask : mask.choose(none, all));
        }
        if (node.attributes().integer("is_causal", 0) != 0) {
            Expression row = graph.integers(upTo(scores.dims().get(2)))
                    .reshaped(scores.dims().get(2), 1);
            Expression later = row.below(graph.integers(upTo(last(scores))));
            masked = masked.plus(later.choose(all, none));
        }
        return masked;
    }

    private static List<Long> upTo(long count) {
        return LongStream.range(0, count).boxed().toList();
    }

    private static long last(Expression value) {
        return value.dims().get(value.rank() - 1);
    }

    /** Samples x heads x positions x features, of what may have the features of all heads side by side. */
    private static Expression heads(Expression value, NodeGradient node, String attribute) {
        if (value.rank() == 4) {
            return value;
        }
        long heads = node.attributes().integer(attribute, 1);
        return value.reshaped(value.dims().get(0), value.dims().get(1), heads, last(value) / heads)
                .transposed(List.of(0L, 2L, 1L, 3L));
    }

    private static Expression whole(Expression heads, Expression like) {
        return like.rank() == 4
                ? heads
                : heads.transposed(List.of(0L, 2L, 1L, 3L)).reshaped(like.dims());
    }

    /** Heads that share one of keys, one under the other. */
    private static Expression tall(Expression heads, Expression keys) {
        long shared = keys.dims().get(1);
        long rows = heads.dims().get(1) / shared * heads.dims().get(2);
        return heads.reshaped(heads.dims().get(0), shared, rows, last(heads));
    }
}

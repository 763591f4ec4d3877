package dev.eckart.app.onnx.kind;

import dev.eckart.app.onnx.model.Attributes;
import dev.eckart.app.onnx.model.EinsumTerms;
import dev.eckart.app.onnx.model.Shapes;
import dev.eckart.app.onnx.proto.NodeProto;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An Einsum of two operands: a product for each choice of an index for each letter.
 *
 * @param shapes sizes of the model's values
 * @param node the node
 */
record Contraction(Shapes shapes, NodeProto node) {
    /** Multiply-accumulates; of one operand none, of more than two not a number, for their order is the runtime's. */
    double macs() {
        EinsumTerms terms = EinsumTerms.of(new Attributes(node).text("equation", ""));
        if (node.getInputCount() == 1) {
            return 0;
        }
        if (node.getInputCount() != 2 || terms.operands().size() != 2) {
            return Double.NaN;
        }
        Map<Integer, Long> sizes = new HashMap<>();
        take(terms.operands().get(1), node.getInput(1), sizes);
        take(terms.operands().get(0), node.getInput(0), sizes);
        take(terms.made(), node.getOutput(0), sizes);
        return sizes.isEmpty()
                ? Double.NaN
                : sizes.values().stream().mapToDouble(size -> Math.max(1, size)).reduce(1, (a, b) -> a * b);
    }

    /** Sizes that a value tells of its letters, and together of the axes of its ellipsis; a size of 1 is stretched. */
    private void take(String letters, String value, Map<Integer, Long> sizes) {
        Optional<List<Long>> dims = shapes.of(value);
        int wide = dims.map(all -> all.size() - letters.length() + 1).orElse(1);
        if (dims.isEmpty() || wide < 0 || wide != 1 && !letters.contains(EinsumTerms.ELLIPSIS)) {
            return;
        }
        int at = 0;
        for (int letter : letters.chars().toArray()) {
            int axes = letter == EinsumTerms.ELLIPSIS.charAt(0) ? wide : 1;
            long size = dims.get().subList(at, at + axes).stream()
                    .mapToLong(dim -> axes == 1 ? dim : Math.max(1, dim))
                    .reduce(1, (a, b) -> a * b);
            sizes.merge(letter, size, (known, other) -> known > 1 ? known : Math.max(known, other));
            at += axes;
        }
    }
}

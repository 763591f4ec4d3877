package dev.eckart.app.onnx.narrow;

import dev.eckart.app.onnx.constant.ConstantValues;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.model.Shapes;
import dev.eckart.app.onnx.rewrite.DividedProducts;
import dev.eckart.app.onnx.rewrite.DividedProducts.Division;
import dev.eckart.app.onnx.runtime.ShapeInference;
import dev.eckart.app.onnx.unit.Sites;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A model in which queries, keys and values have products of their own, as far as that lets attention become narrower.
 *
 * @param model the model, which gives what it gave
 * @param names what people call the products that were divided
 */
public record DividedHeads(OnnxModel model, List<String> names) {
    /**
     * Divides products of which at least two parts can become narrower.
     *
     * @param model a model
     * @param wanted whether a product may be divided, by its name
     * @return the same model if there are none
     */
    public static DividedHeads of(OnnxModel model, Predicate<String> wanted) {
        if (model.graph().nodes().stream().noneMatch(node -> node.getOpType().equals("Split"))) {
            return new DividedHeads(model, List.of());
        }
        Shapes shapes = ShapeInference.orDeclared(model);
        DividedProducts products = new DividedProducts(new ConstantValues(model, model.graph()), shapes);
        List<Division> possible = products.found().stream()
                .filter(division -> wanted.test(products.name(division)))
                .toList();
        if (possible.isEmpty()) {
            return new DividedHeads(model, List.of());
        }
        OnnxModel all = products.divided(possible);
        Shapes divided = ShapeInference.of(all);
        Set<String> narrower = Narrowings.of(all, Sites.of(all, () -> divided).units(), divided).pairs().stream()
                .flatMap(pair -> pair.units().stream())
                .map(unit -> unit.first().name())
                .collect(Collectors.toSet());
        List<Division> worthwhile = possible.stream()
                .filter(division -> products.parts(division).stream()
                                .filter(narrower::contains)
                                .count()
                        > 1)
                .toList();
        return new DividedHeads(
                worthwhile.isEmpty() ? model : products.divided(worthwhile),
                worthwhile.stream().map(products::name).toList());
    }
}

package dev.eckart.app.onnx.layer;

import dev.eckart.app.onnx.layer.Site.Finding;
import dev.eckart.app.onnx.model.Graph;
import dev.eckart.app.onnx.model.OnnxException;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.model.Shapes;
import dev.eckart.app.onnx.proto.NodeProto;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The linear layers of a model.
 *
 * @param sites those that can be factorised, in the model's order
 * @param left those that are left alone
 */
public record Sites(List<Site> sites, List<Site.Left> left) {
    /** Of weights that the model makes as it runs. */
    static final String NOT_CONSTANT = "its weights are not constant";

    private static final Map<String, String> LEFT_ALONE = Map.of(
            "LSTM", "the weights of a recurrent operator act inside of its steps",
            "GRU", "the weights of a recurrent operator act inside of its steps",
            "RNN", "the weights of a recurrent operator act inside of its steps",
            "ConvTranspose", "transposed convolutions are not factorised",
            "MatMulInteger", "products of integers are not factorised",
            "QLinearMatMul", "products of integers are not factorised",
            "ConvInteger", "products of integers are not factorised",
            "QLinearConv", "products of integers are not factorised");

    /**
     * Looks for the layers of a model, going by what the file says of its values.
     *
     * @param model the model
     * @return what was found
     * @throws dev.eckart.app.onnx.model.OnnxException if a node is damaged
     */
    public static Sites of(OnnxModel model) {
        return of(model, () -> Shapes.declared(model.proto()));
    }

    /**
     * Looks for the layers of a model.
     *
     * @param model the model
     * @param shapes finds the sizes of its values; asked only if a layer cannot be told without them
     * @return what was found
     * @throws dev.eckart.app.onnx.model.OnnxException if a node is damaged
     */
    public static Sites of(OnnxModel model, Supplier<Shapes> shapes) {
        try {
            return of(new Constants(model, model.graph()), new Axes(shapes));
        } catch (OnnxException e) {
            throw new OnnxException("'" + model.file() + "': " + e.getMessage(), e);
        }
    }

    /** Tells how many axes values have, and finds out no sooner than it is asked. */
    private static final class Axes implements Function<String, OptionalInt> {
        private final Supplier<Shapes> shapes;
        private Optional<Shapes> found = Optional.empty();

        Axes(Supplier<Shapes> shapes) {
            this.shapes = shapes;
        }

        @Override
        public OptionalInt apply(String value) {
            Shapes known = found.orElseGet(shapes);
            found = Optional.of(known);
            return known.of(value).map(dims -> OptionalInt.of(dims.size())).orElse(OptionalInt.empty());
        }
    }

    private static Sites of(Constants constants, Axes axes) {
        Graph graph = constants.graph();
        WeightOrigins origins = WeightOrigins.of(constants);
        List<Site> sites = new ArrayList<>();
        List<Site.Left> left = new ArrayList<>();
        for (int i = 0; i < graph.nodes().size(); i++) {
            find(new Products(constants, origins, axes, i)).ifPresent(finding -> {
                finding.site().ifPresent(sites::add);
                finding.left().ifPresent(left::add);
            });
        }
        Ties ties = new Ties(constants, sites);
        List<Site> free = new ArrayList<>();
        for (Site site : sites) {
            NodeProto node = graph.nodes().get(site.nodes().get(0));
            ties.reason(site)
                    .ifPresentOrElse(
                            reason -> left.add(new Site.Left(site.name(), node.getOpType(), reason)),
                            () -> free.add(site));
        }
        return new Sites(free, left);
    }

    /**
     * The layers as they are decided.
     *
     * @return those that have one tensor together
     */
    public List<Unit> units() {
        return Unit.of(sites);
    }

    private static Optional<Finding> find(Products products) {
        Graph graph = products.constants().graph();
        NodeProto node = graph.nodes().get(products.index());
        if (!graph.isStandard(node)) {
            return Optional.empty();
        }
        if (List.of("Gemm", "MatMul", "Conv").contains(node.getOpType())) {
            requireInputs(node, 2);
        }
        return switch (node.getOpType()) {
            case "Gemm" -> Optional.of(products.gemm());
            case "MatMul" -> products.matMul();
            case "Einsum" -> products.einsum();
            case "Conv" ->
                Optional.of(new Convolutions(products.constants(), products.origins(), products.index()).find());
            default ->
                Optional.ofNullable(LEFT_ALONE.get(node.getOpType()))
                        .map(reason -> Finding.left(Graph.name(node), node.getOpType(), reason));
        };
    }

    /** Damaged models have nodes that lack what their operator takes. */
    static void requireInputs(NodeProto node, int least) {
        if (node.getInputCount() < least || node.getOutputCount() < 1) {
            throw new OnnxException("node '" + Graph.name(node) + "', " + node.getOpType() + ", has "
                    + node.getInputCount() + " inputs and " + node.getOutputCount() + " outputs, too few");
        }
    }
}

package dev.eckart.app.onnx.site;

import dev.eckart.app.onnx.model.ExternalData;
import dev.eckart.app.onnx.model.Graph;
import dev.eckart.app.onnx.model.OnnxException;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.model.TensorValues;
import dev.eckart.app.onnx.proto.NodeProto;
import dev.eckart.app.onnx.site.Site.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The linear layers of a model.
 *
 * @param sites those that can be factorised, in the model's order
 * @param left those that are left alone
 */
public record Sites(List<Site> sites, List<Site.Left> left) {
    private static final Map<String, String> LEFT_ALONE = Map.of(
            "LSTM", "the weights of a recurrent operator act inside of its steps",
            "GRU", "the weights of a recurrent operator act inside of its steps",
            "RNN", "the weights of a recurrent operator act inside of its steps",
            "ConvTranspose", "transposed convolutions are not factorised",
            "Einsum", "contractions by Einsum are not factorised",
            "MatMulInteger", "products of integers are not factorised",
            "QLinearMatMul", "products of integers are not factorised",
            "ConvInteger", "products of integers are not factorised",
            "QLinearConv", "products of integers are not factorised");

    /**
     * Looks for the layers of a model.
     *
     * @param model the model
     * @return what was found
     * @throws dev.eckart.app.onnx.model.OnnxException if weights cannot be read or are not finite
     */
    public static Sites of(OnnxModel model) {
        try {
            return of(model.graph(), model.externalData());
        } catch (OnnxException e) {
            throw new OnnxException("'" + model.file() + "': " + e.getMessage(), e);
        }
    }

    private static Sites of(Graph graph, ExternalData data) {
        Constants constants = new Constants(graph, data);
        List<Site> sites = new ArrayList<>();
        List<Site.Left> left = new ArrayList<>();
        for (int i = 0; i < graph.nodes().size(); i++) {
            find(constants, i).ifPresent(finding -> {
                finding.site().map(site -> Ties.interned(site, sites)).ifPresent(sites::add);
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

    private static Optional<Finding> find(Constants constants, int index) {
        NodeProto node = constants.graph().nodes().get(index);
        if (!constants.graph().isStandard(node)) {
            return Optional.empty();
        }
        if (List.of("Gemm", "MatMul", "Conv").contains(node.getOpType())) {
            requireInputs(node, 2);
        }
        return switch (node.getOpType()) {
            case "Gemm" -> Optional.of(new Products(constants, index).gemm());
            case "MatMul" -> new Products(constants, index).matMul();
            case "Conv" -> Optional.of(new Convolutions(constants, index).find());
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

    /** Weights that a decomposition can start from. */
    static void requireFinite(NodeProto node, int input, TensorValues weights) {
        for (double value : weights.values()) {
            if (!Double.isFinite(value)) {
                throw new OnnxException("weights '" + node.getInput(input) + "' of node '" + Graph.name(node)
                        + "' hold " + value + ", which cannot be factorised");
            }
        }
    }
}

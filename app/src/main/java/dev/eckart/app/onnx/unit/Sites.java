package dev.eckart.app.onnx.unit;

import dev.eckart.app.onnx.constant.ConstantValues;
import dev.eckart.app.onnx.constant.WeightOrigins;
import dev.eckart.app.onnx.kind.LayerKinds;
import dev.eckart.app.onnx.layer.LayerKind;
import dev.eckart.app.onnx.layer.LayerNode;
import dev.eckart.app.onnx.layer.Site;
import dev.eckart.app.onnx.layer.SkippedLayer;
import dev.eckart.app.onnx.layer.ValueSizes;
import dev.eckart.app.onnx.model.Graph;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.model.Shapes;
import dev.eckart.app.onnx.proto.NodeProto;
import dev.eckart.app.onnx.tensor.OnnxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The linear layers of a model.
 *
 * @param sites those that can be factorised, in the model's order
 * @param skipped those that are left alone
 */
public record Sites(List<Site> sites, List<SkippedLayer> skipped) {
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
     * @throws dev.eckart.app.onnx.tensor.OnnxException if a node is damaged
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
     * @throws dev.eckart.app.onnx.tensor.OnnxException if a node is damaged
     */
    public static Sites of(OnnxModel model, Supplier<Shapes> shapes) {
        return of(model, shapes, Map.of());
    }

    /**
     * Looks for the layers of a model that is given samples.
     *
     * @param model the model
     * @param shapes finds the sizes of its values; asked only if a layer cannot be told without them
     * @param samples sizes of the axes that samples had before they were flattened, by name of the input that is given them
     * @return what was found
     * @throws dev.eckart.app.onnx.tensor.OnnxException if a node is damaged
     */
    public static Sites of(OnnxModel model, Supplier<Shapes> shapes, Map<String, List<Long>> samples) {
        return of(model, new ValueSizes(shapes, samples), LayerKinds.ALL);
    }

    /**
     * Looks for layers of some kinds.
     *
     * @param model the model
     * @param shapes finds the sizes of its values; asked only if a layer cannot be told without them
     * @param kinds the kinds
     * @return what was found
     * @throws dev.eckart.app.onnx.tensor.OnnxException if a node is damaged
     */
    public static Sites of(OnnxModel model, Supplier<Shapes> shapes, LayerKinds kinds) {
        return of(model, new ValueSizes(shapes, Map.of()), kinds);
    }

    private static Sites of(OnnxModel model, ValueSizes sizes, LayerKinds kinds) {
        try {
            return of(new ConstantValues(model, model.graph()), sizes, kinds);
        } catch (OnnxException e) {
            throw new OnnxException("'" + model.file() + "': " + e.getMessage(), e);
        }
    }

    private static Sites of(ConstantValues constants, ValueSizes sizes, LayerKinds kinds) {
        Graph graph = constants.graph();
        WeightOrigins origins = WeightOrigins.of(constants);
        List<Site> sites = new ArrayList<>();
        List<SkippedLayer> skipped = new ArrayList<>();
        for (int i = 0; i < graph.nodes().size(); i++) {
            find(new LayerNode(constants, origins, sizes, i), kinds).ifPresent(found -> {
                if (found instanceof Site site) {
                    sites.add(site);
                } else {
                    skipped.add((SkippedLayer) found);
                }
            });
        }
        Ties ties = new Ties(constants, sites);
        List<Site> free = new ArrayList<>();
        for (Site site : sites) {
            ties.reason(site)
                    .ifPresentOrElse(
                            reason -> skipped.add(new SkippedLayer(site.name(), site.operator(), reason)),
                            () -> free.add(site));
        }
        return new Sites(free, skipped);
    }

    /**
     * The layers as they are decided.
     *
     * @return those that have one tensor together
     */
    public List<Unit> units() {
        return Unit.of(sites);
    }

    private static Optional<LayerKind.Found> find(LayerNode node, LayerKinds kinds) {
        NodeProto proto = node.proto();
        if (!node.constants().graph().isStandard(proto)) {
            return Optional.empty();
        }
        Optional<LayerKind> kind = kinds.of(proto);
        return kind.isPresent()
                ? kind.get().find(node)
                : Optional.ofNullable(LEFT_ALONE.get(proto.getOpType())).map(node::skipped);
    }
}

package dev.eckart.app.onnx.network;

import dev.eckart.app.onnx.model.Attributes;
import dev.eckart.app.onnx.tensor.TensorValues;
import dev.eckart.nn.Dense;
import dev.eckart.nn.Network;
import dev.eckart.spi.layer.Layer;
import dev.eckart.spi.layer.Linear;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.Optional;

/** A Gemm node over W, inputs x outputs, and b; reads Gemm with W transposed, and MatMul with or without Add, too. */
final class DenseForm implements LayerForm {
    @Override
    public boolean takes(Layer layer) {
        return layer instanceof Linear;
    }

    @Override
    public void write(Network.Node node, Draft draft) {
        Linear layer = (Linear) node.layer();
        String weights = draft.matrix(node.name() + ".weights", layer.weights());
        layer.bias()
                .map(bias -> draft.vector(node.name() + ".bias", bias))
                .ifPresentOrElse(
                        bias -> draft.node(node.name(), "Gemm", weights, bias),
                        () -> draft.node(node.name(), "Gemm", weights));
    }

    @Override
    public Optional<Read> read(Chain chain, int at) {
        if (chain.is(at, "Gemm") && isPlain(chain.attributes(at))) {
            return chain.matrix(at)
                    .map(weights ->
                            chain.attributes(at).integer("transB", 0) == 0 ? weights : Tensors.transpose(weights))
                    .flatMap(weights -> layer(weights, bias(chain, at, 2, weights.columns()), chain.has(at, 2)))
                    .map(layer -> new Read(chain.name(at), layer, 1));
        }
        return chain.is(at, "MatMul")
                ? chain.matrix(at).flatMap(weights -> product(chain, at, weights))
                : Optional.empty();
    }

    private static boolean isPlain(Attributes gemm) {
        return gemm.integer("transA", 0) == 0 && gemm.real("alpha", 1) == 1 && gemm.real("beta", 1) == 1;
    }

    private static Optional<Read> product(Chain chain, int at, Tensor weights) {
        Optional<Tensor> added = chain.is(at + 1, "Add") ? bias(chain, at + 1, 1, weights.columns()) : Optional.empty();
        return layer(weights, added, false).map(layer -> new Read(chain.name(at), layer, added.isPresent() ? 2 : 1));
    }

    /** No layer if there should be a bias and it is not such a one. */
    private static Optional<Layer> layer(Tensor weights, Optional<Tensor> bias, boolean needsBias) {
        return needsBias && bias.isEmpty() ? Optional.empty() : Optional.of(Dense.of(weights, bias));
    }

    private static Optional<Tensor> bias(Chain chain, int at, int input, int width) {
        return chain.constant(at, input).filter(values -> isRow(values, width)).map(values -> Chain.tensor(values, 1));
    }

    private static boolean isRow(TensorValues values, int width) {
        int axes = values.dims().size();
        return axes > 0 && values.values().length == width && values.dims().get(axes - 1) == width;
    }
}

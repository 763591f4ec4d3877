package dev.eckart.app.onnx.network;

import dev.eckart.nn.Network;
import dev.eckart.nn.Relu;
import dev.eckart.spi.layer.Layer;
import java.util.Optional;

/** A Relu node. */
final class ReluForm implements LayerForm {
    @Override
    public boolean takes(Layer layer) {
        return layer instanceof Relu;
    }

    @Override
    public void write(Network.Node node, Draft draft) {
        draft.node(node.name(), "Relu");
    }

    @Override
    public Optional<Read> read(Chain chain, int at) {
        return chain.is(at, "Relu") ? Optional.of(new Read(chain.name(at), new Relu(), 1)) : Optional.empty();
    }
}

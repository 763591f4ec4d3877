package dev.eckart.app.onnx.network;

import dev.eckart.app.onnx.tensor.OnnxException;
import dev.eckart.nn.Network;
import dev.eckart.spi.layer.Layer;
import java.util.List;
import java.util.Optional;

/** How one kind of layer looks in ONNX. */
interface LayerForm {
    /** All there are, in the order in which they are tried. */
    List<LayerForm> ALL = List.of(new DenseForm(), new ReluForm(), new BilinearForm());

    /**
     * A layer that has been read.
     *
     * @param name its name
     * @param layer the layer
     * @param nodes how many nodes it was
     */
    record Read(String name, Layer layer, int nodes) {}

    /** Whether this is the layer's form. */
    boolean takes(Layer layer);

    /** Adds the layer's nodes. */
    void write(Network.Node node, Draft draft);

    /** Reads the layer that begins at a node of a chain, if this is its form. */
    Optional<Read> read(Chain chain, int at);

    /** The form of a layer. */
    static LayerForm of(Network.Node node) {
        return ALL.stream()
                .filter(form -> form.takes(node.layer()))
                .findFirst()
                .orElseThrow(() -> new OnnxException("layer '" + node.name() + "' of kind '"
                        + node.layer().kind() + "' has no form in ONNX; only dense, relu and bilinear layers do"));
    }
}

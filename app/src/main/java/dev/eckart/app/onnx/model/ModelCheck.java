package dev.eckart.app.onnx.model;

import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.app.onnx.tensor.ExternalData;
import dev.eckart.app.onnx.tensor.OnnxException;
import dev.eckart.app.onnx.tensor.TensorCheck;
import dev.eckart.app.onnx.tensor.TensorWalk;

/**
 * Finds out whether a message is a model that can be worked with.
 *
 * @param proto the message
 * @param data where data beside it lie
 */
record ModelCheck(ModelProto proto, ExternalData data) {
    /** The newest that ONNX Runtime 1.29 loads. */
    private static final int NEWEST_IR = 13;

    /** Of ONNX's own operators, the newest that ONNX Runtime 1.29 knows. */
    private static final int NEWEST_OPSET = 26;

    void run() {
        if (!proto.hasIrVersion() || !proto.hasGraph()) {
            throw new OnnxException("this is not an ONNX model: it has no "
                    + (proto.hasIrVersion() ? "graph" : "IR version") + "; export the model again");
        }
        Graph.of(proto);
        requireKnown("IR version", proto.getIrVersion(), NEWEST_IR);
        requireKnown("opset", OnnxModel.opset(proto), NEWEST_OPSET);
        TensorWalk.list(proto).forEach(new TensorCheck(data)::check);
    }

    private static void requireKnown(String what, long version, int newest) {
        if (version < 1 || version > newest) {
            throw new OnnxException("the model has " + what + " " + version + ", and 1 to " + newest
                    + " are known; export it for an older one");
        }
    }
}

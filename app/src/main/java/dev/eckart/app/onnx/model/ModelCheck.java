package dev.eckart.app.onnx.model;

import dev.eckart.app.onnx.proto.ModelProto;

/**
 * Finds out whether a message is a model that can be worked with.
 *
 * @param proto the message
 * @param tensors reads its tensors
 */
record ModelCheck(ModelProto proto, TensorReader tensors) {
    /** The newest that ONNX Runtime 1.29 loads. */
    private static final int NEWEST_IR = 13;

    /** Of ONNX's own operators, the newest that ONNX Runtime 1.29 knows. */
    private static final int NEWEST_OPSET = 26;

    Graph run() {
        if (!proto.hasIrVersion() || !proto.hasGraph()) {
            throw new OnnxException("this is not an ONNX model: it has no "
                    + (proto.hasGraph() ? "IR version" : "graph") + "; export the model again");
        }
        Graph graph = new Graph(proto);
        requireKnown("IR version", proto.getIrVersion(), NEWEST_IR);
        requireKnown("opset", graph.opset(), NEWEST_OPSET);
        TensorWalk.list(proto).forEach(tensors::check);
        return graph;
    }

    private static void requireKnown(String what, long version, int newest) {
        if (version < 1 || version > newest) {
            throw new OnnxException("the model has " + what + " " + version + ", and 1 to " + newest
                    + " are known; export it for an older one");
        }
    }
}

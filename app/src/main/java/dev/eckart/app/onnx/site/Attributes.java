package dev.eckart.app.onnx.site;

import dev.eckart.app.onnx.proto.AttributeProto;
import dev.eckart.app.onnx.proto.NodeProto;
import java.util.List;
import java.util.Optional;

/**
 * The attributes of a node.
 *
 * @param node the node
 */
record Attributes(NodeProto node) {
    long integer(String name, long otherwise) {
        return named(name).map(AttributeProto::getI).orElse(otherwise);
    }

    double real(String name, double otherwise) {
        return named(name).map(attribute -> (double) attribute.getF()).orElse(otherwise);
    }

    String text(String name, String otherwise) {
        return named(name).map(attribute -> attribute.getS().toStringUtf8()).orElse(otherwise);
    }

    Optional<List<Long>> integers(String name) {
        return named(name).map(AttributeProto::getIntsList);
    }

    Optional<AttributeProto> named(String name) {
        return node.getAttributeList().stream()
                .filter(attribute -> attribute.getName().equals(name))
                .findFirst();
    }
}

package dev.eckart.app.onnx.model;

import dev.eckart.app.onnx.proto.AttributeProto;
import dev.eckart.app.onnx.proto.GraphProto;
import dev.eckart.app.onnx.proto.NodeProto;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A node's attributes by name.
 *
 * @param node the node
 */
public record Attributes(NodeProto node) {
    /**
     * One attribute.
     *
     * @param name its name
     * @return the attribute, or empty if the node leaves it at its default
     */
    public Optional<AttributeProto> get(String name) {
        return node.getAttributeList().stream()
                .filter(attribute -> attribute.getName().equals(name))
                .findFirst();
    }

    /**
     * A whole number.
     *
     * @param name the attribute's name
     * @param otherwise its default
     * @return the value
     */
    public long integer(String name, long otherwise) {
        return get(name).map(AttributeProto::getI).orElse(otherwise);
    }

    /**
     * A real number.
     *
     * @param name the attribute's name
     * @param otherwise its default
     * @return the value
     */
    public float real(String name, float otherwise) {
        return get(name).map(AttributeProto::getF).orElse(otherwise);
    }

    /**
     * A text.
     *
     * @param name the attribute's name
     * @param otherwise its default
     * @return the value
     */
    public String text(String name, String otherwise) {
        return get(name).map(attribute -> attribute.getS().toStringUtf8()).orElse(otherwise);
    }

    /**
     * Whole numbers.
     *
     * @param name the attribute's name
     * @return the values, or empty if the node leaves them at their default
     */
    public Optional<List<Long>> integers(String name) {
        return get(name).map(AttributeProto::getIntsList);
    }

    /**
     * The graphs that the node runs, such as the branches of an If.
     *
     * @return all of them
     */
    public List<GraphProto> graphs() {
        return node.getAttributeList().stream()
                .flatMap(attribute -> Stream.concat(
                        attribute.hasG() ? Stream.of(attribute.getG()) : Stream.empty(),
                        attribute.getGraphsList().stream()))
                .toList();
    }
}

package dev.eckart.app.onnx.model;

import com.google.protobuf.ByteString;
import dev.eckart.app.onnx.proto.AttributeProto;
import dev.eckart.app.onnx.proto.NodeProto;
import dev.eckart.app.onnx.proto.TensorProto;
import java.util.List;
import java.util.Optional;

/**
 * The attributes of a node.
 *
 * @param node the node
 */
public record Attributes(NodeProto node) {
    private static final int FLOAT = 1;
    private static final int INT = 2;
    private static final int TENSOR = 4;
    private static final int STRING = 3;
    private static final int FLOATS = 6;
    private static final int INTS = 7;

    /**
     * A new attribute of a whole number.
     *
     * @param name its name
     * @param value the number
     * @return the attribute in the format
     */
    public static AttributeProto ofInteger(String name, long value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(INT)
                .setI(value)
                .build();
    }

    /**
     * A new attribute of a tensor.
     *
     * @param name its name
     * @param value the tensor
     * @return the attribute in the format
     */
    public static AttributeProto ofTensor(String name, TensorProto value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(TENSOR)
                .setT(value)
                .build();
    }

    /**
     * A new attribute of a real number.
     *
     * @param name its name
     * @param value the number
     * @return the attribute in the format
     */
    public static AttributeProto ofReal(String name, float value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(FLOAT)
                .setF(value)
                .build();
    }

    /**
     * A new attribute of real numbers.
     *
     * @param name its name
     * @param values the numbers
     * @return the attribute in the format
     */
    public static AttributeProto ofReals(String name, List<Float> values) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(FLOATS)
                .addAllFloats(values)
                .build();
    }

    /**
     * A new attribute of a text.
     *
     * @param name its name
     * @param text the text
     * @return the attribute in the format
     */
    public static AttributeProto ofText(String name, String text) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(STRING)
                .setS(ByteString.copyFromUtf8(text))
                .build();
    }

    /**
     * A new attribute of whole numbers.
     *
     * @param name its name
     * @param values the numbers
     * @return the attribute in the format
     */
    public static AttributeProto ofIntegers(String name, List<Long> values) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(INTS)
                .addAllInts(values)
                .build();
    }

    /**
     * A whole number.
     *
     * @param name name of the attribute
     * @param otherwise what it is if the node does not say
     * @return the number
     */
    public long integer(String name, long otherwise) {
        return named(name).map(AttributeProto::getI).orElse(otherwise);
    }

    /**
     * A real number.
     *
     * @param name name of the attribute
     * @param otherwise what it is if the node does not say
     * @return the number
     */
    public double real(String name, double otherwise) {
        return named(name).map(attribute -> (double) attribute.getF()).orElse(otherwise);
    }

    /**
     * A text.
     *
     * @param name name of the attribute
     * @param otherwise what it is if the node does not say
     * @return the text
     */
    public String text(String name, String otherwise) {
        return named(name).map(attribute -> attribute.getS().toStringUtf8()).orElse(otherwise);
    }

    /**
     * Whole numbers.
     *
     * @param name name of the attribute
     * @return the numbers, if the node has them
     */
    public Optional<List<Long>> integers(String name) {
        return named(name).map(AttributeProto::getIntsList);
    }

    /**
     * An attribute as it is.
     *
     * @param name its name
     * @return the attribute, if the node has it
     */
    public Optional<AttributeProto> named(String name) {
        return node.getAttributeList().stream()
                .filter(attribute -> attribute.getName().equals(name))
                .findFirst();
    }
}

package dev.eckart.app.onnx.model;

import com.google.protobuf.ByteString;
import dev.eckart.app.onnx.proto.AttributeProto;
import dev.eckart.app.onnx.proto.GraphProto;
import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.app.onnx.proto.NodeProto;
import dev.eckart.app.onnx.proto.TensorProto;
import dev.eckart.app.onnx.tensor.DataType;
import dev.eckart.app.onnx.tensor.ExternalData;
import dev.eckart.app.onnx.tensor.TensorValues;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Names of classes that a model has in it: classifiers of {@code ai.onnx.ml} have them as attributes, and networks as a
 * constant out of which the class that was decided on is taken.
 */
public final class ClassNames {
    private static final Set<String> ATTRIBUTES =
            Set.of("classlabels_strings", "classlabels_int64s", "classlabels_ints");
    private static final Set<String> TAKING = Set.of("ArrayFeatureExtractor", "Gather");

    private ClassNames() {}

    /**
     * All lists of names in a model, numbers as their digits.
     *
     * @param model the model
     * @return the different ones, each in its own order
     */
    public static List<List<String>> of(ModelProto model) {
        GraphProto graph = model.getGraph();
        return graph.getNodeList().stream()
                .flatMap(node -> Stream.concat(attributes(node), taken(graph, node)))
                .filter(names -> !names.isEmpty())
                .distinct()
                .toList();
    }

    private static Stream<List<String>> attributes(NodeProto node) {
        return node.getAttributeList().stream()
                .filter(attribute -> ATTRIBUTES.contains(attribute.getName()))
                .map(attribute -> names(attribute.getStringsList(), attribute.getIntsList()));
    }

    private static Stream<List<String>> taken(GraphProto graph, NodeProto node) {
        if (!TAKING.contains(node.getOpType()) || node.getInputCount() == 0) {
            return Stream.empty();
        }
        String name = node.getInput(0);
        Stream<List<String>> initialisers = graph.getInitializerList().stream()
                .filter(tensor -> tensor.getName().equals(name))
                .map(ClassNames::names);
        Stream<List<String>> constants = graph.getNodeList().stream()
                .filter(other -> other.getOpType().equals("Constant")
                        && other.getOutputList().contains(name))
                .flatMap(constant -> constant.getAttributeList().stream())
                .map(ClassNames::names);
        return Stream.concat(initialisers, constants);
    }

    private static List<String> names(AttributeProto constant) {
        return constant.hasT() ? names(constant.getT()) : names(constant.getStringsList(), constant.getIntsList());
    }

    /** A row of texts or whole numbers; weights are no names. */
    private static List<String> names(TensorProto tensor) {
        long longest =
                tensor.getDimsList().stream().mapToLong(Long::longValue).max().orElse(0);
        if (ExternalData.isExternal(tensor) || TensorValues.elements(tensor) != longest) {
            return List.of();
        }
        boolean whole = DataType.of(tensor.getDataType())
                .filter(type -> !type.isReal() && type != DataType.BOOL)
                .isPresent();
        return whole
                ? numbers(TensorValues.read(tensor, new ExternalData(Path.of("."))))
                : names(tensor.getStringDataList(), List.of());
    }

    private static List<String> numbers(TensorValues values) {
        return Arrays.stream(values.values())
                .mapToObj(number -> String.valueOf((long) number))
                .toList();
    }

    private static List<String> names(List<ByteString> texts, List<Long> numbers) {
        return Optional.of(texts.stream().map(ByteString::toStringUtf8).toList())
                .filter(names -> !names.isEmpty())
                .orElseGet(() -> numbers.stream().map(String::valueOf).toList());
    }
}

package dev.eckart.app.onnx.measure;

import dev.eckart.app.onnx.model.DataType;
import dev.eckart.app.onnx.model.OnnxException;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.model.Shapes;
import dev.eckart.app.onnx.model.TensorValues;
import dev.eckart.app.onnx.proto.AttributeProto;
import dev.eckart.app.onnx.proto.TensorProto;
import dev.eckart.app.onnx.runtime.ShapeInference;
import dev.eckart.app.onnx.runtime.UnsupportedModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * What a model costs, counted from its file.
 *
 * @param parameters numbers of its weights: elements of initialisers and constants, each tensor once, but for whole
 *     numbers of 32 and 64 bits and truth values, which are sizes and indices
 * @param bytes size of its file and of the data beside it
 * @param macs multiply-accumulates of a run in matrix products, convolutions and recurrent layers, open axes taken as of
 *     size 1; empty (null in JSON) if sizes of one of them are not known
 */
public record Costs(long parameters, long bytes, OptionalLong macs) {
    /**
     * Counts.
     *
     * @param model a model, with its file in place
     * @return its costs
     * @throws OnnxException if the file or the data beside it cannot be read
     */
    public static Costs of(OnnxModel model) {
        return of(model, shapes(model));
    }

    /**
     * Counts, with sizes that have been found already.
     *
     * @param model a model, with its file in place
     * @param shapes sizes of its values
     * @return its costs
     * @throws OnnxException if the file or the data beside it cannot be read
     */
    public static Costs of(OnnxModel model, Shapes shapes) {
        try {
            long external =
                    tensors(model).mapToLong(model.externalData()::length).sum();
            return new Costs(parameters(model), Files.size(model.file()) + external, macs(model, shapes));
        } catch (IOException e) {
            throw new OnnxException("'" + model.file() + "' cannot be read: " + e.getMessage(), e);
        }
    }

    private static long parameters(OnnxModel model) {
        return tensors(model)
                .filter(Costs::isWeight)
                .mapToLong(TensorValues::elements)
                .sum();
    }

    private static Stream<TensorProto> tensors(OnnxModel model) {
        Stream<TensorProto> constants = model.proto().getGraph().getNodeList().stream()
                .filter(node -> node.getOpType().equals("Constant"))
                .flatMap(node -> node.getAttributeList().stream())
                .filter(AttributeProto::hasT)
                .map(AttributeProto::getT);
        return Stream.concat(model.proto().getGraph().getInitializerList().stream(), constants);
    }

    /**
     * Whether a tensor's elements count as parameters.
     *
     * @param tensor a tensor
     * @return false of whole numbers of 32 and 64 bits and of truth values
     */
    public static boolean isWeight(TensorProto tensor) {
        return DataType.of(tensor.getDataType())
                .map(type -> type != DataType.INT64 && type != DataType.INT32 && type != DataType.BOOL)
                .orElse(true);
    }

    private static OptionalLong macs(OnnxModel model, Shapes shapes) {
        Macs macs = new Macs(shapes);
        List<OptionalLong> counts = model.proto().getGraph().getNodeList().stream()
                .filter(Macs::isCounted)
                .map(macs::of)
                .toList();
        return counts.stream().allMatch(OptionalLong::isPresent)
                ? OptionalLong.of(
                        counts.stream().mapToLong(OptionalLong::getAsLong).sum())
                : OptionalLong.empty();
    }

    /** A model that ONNX Runtime has no operators for is still counted as far as it describes itself. */
    private static Shapes shapes(OnnxModel model) {
        try {
            return ShapeInference.of(model);
        } catch (UnsupportedModelException e) {
            return Shapes.declared(model.proto());
        }
    }
}

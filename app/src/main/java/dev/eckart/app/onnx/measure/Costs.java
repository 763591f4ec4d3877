package dev.eckart.app.onnx.measure;

import dev.eckart.app.onnx.data.SampleSizes;
import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.model.Bindings;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.model.Shapes;
import dev.eckart.app.onnx.model.Sizing;
import dev.eckart.app.onnx.proto.AttributeProto;
import dev.eckart.app.onnx.proto.GraphProto;
import dev.eckart.app.onnx.proto.SparseTensorProto;
import dev.eckart.app.onnx.proto.TensorProto;
import dev.eckart.app.onnx.runtime.ShapeInference;
import dev.eckart.app.onnx.runtime.UnsupportedModelException;
import dev.eckart.app.onnx.tensor.DataType;
import dev.eckart.app.onnx.tensor.OnnxException;
import dev.eckart.app.onnx.tensor.TensorValues;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What a model costs, counted from its file.
 *
 * @param parameters numbers of its weights: elements of initialisers and constants, each tensor once, but for whole
 *     numbers of 32 and 64 bits and truth values, which are sizes and indices
 * @param bytes size of its file and of the data beside it
 * @param macs multiply-accumulates of a run in matrix products, convolutions, attention and recurrent layers; empty (null
 *     in JSON) if they cannot be told of one of them
 * @param open axes of the model's inputs, but for those along which samples lie, that nothing gave a size, which count as
 *     of size 1: with any of them the MACs are those of one position
 */
public record Costs(long parameters, long bytes, OptionalLong macs, List<String> open) {
    /**
     * Counts, with no size for axes that the model leaves open.
     *
     * @param model a model, with its file in place
     * @return its costs
     * @throws OnnxException if the file or the data beside it cannot be read
     */
    public static Costs of(OnnxModel model) {
        return of(model, Bindings.NONE);
    }

    /**
     * Counts, with the sizes that a typical sample has.
     *
     * @param model a model, with its file in place
     * @param samples what it is given
     * @return its costs
     * @throws OnnxException if the file or the data beside it cannot be read
     */
    public static Costs of(OnnxModel model, Samples samples) {
        return of(model, SampleSizes.of(samples.typical()));
    }

    /**
     * Counts.
     *
     * @param model a model, with its file in place
     * @param bindings sizes of axes that the model leaves open
     * @return its costs
     * @throws OnnxException if the file or the data beside it cannot be read
     */
    public static Costs of(OnnxModel model, Bindings bindings) {
        return of(model, sizing(model, bindings));
    }

    /**
     * Counts, with sizes that have been found already.
     *
     * @param model a model, with its file in place
     * @param sizing sizes of its values
     * @return its costs
     * @throws OnnxException if the file or the data beside it cannot be read
     */
    public static Costs of(OnnxModel model, Sizing sizing) {
        try {
            long external =
                    tensors(model).mapToLong(model.externalData()::length).sum();
            return new Costs(
                    parameters(model),
                    Files.size(model.file()) + external,
                    macs(model, sizing.shapes()),
                    sizing.open());
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
        GraphProto graph = model.proto().getGraph();
        List<AttributeProto> constants = graph.getNodeList().stream()
                .filter(node -> node.getOpType().equals("Constant"))
                .flatMap(node -> node.getAttributeList().stream())
                .toList();
        Stream<SparseTensorProto> sparse = Stream.concat(
                graph.getSparseInitializerList().stream(),
                constants.stream().filter(AttributeProto::hasSparseTensor).map(AttributeProto::getSparseTensor));
        return Stream.of(
                        graph.getInitializerList().stream(),
                        constants.stream().filter(AttributeProto::hasT).map(AttributeProto::getT),
                        sparse.flatMap(tensor -> Stream.of(tensor.getValues(), tensor.getIndices())))
                .flatMap(Function.identity());
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
                .filter(macs::isCounted)
                .map(macs::of)
                .toList();
        return counts.stream().allMatch(OptionalLong::isPresent)
                ? OptionalLong.of(
                        counts.stream().mapToLong(OptionalLong::getAsLong).sum())
                : OptionalLong.empty();
    }

    /** A model that ONNX Runtime has no operators for is still counted as far as it describes itself. */
    private static Sizing sizing(OnnxModel model, Bindings bindings) {
        try {
            return ShapeInference.of(model, bindings);
        } catch (UnsupportedModelException e) {
            return Sizing.declared(model, bindings);
        }
    }
}

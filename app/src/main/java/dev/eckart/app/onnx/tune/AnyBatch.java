package dev.eckart.app.onnx.tune;

import dev.eckart.app.onnx.data.SampleBatch;
import dev.eckart.app.onnx.data.SampleSizes;
import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.expression.SizedModel;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.proto.GraphProto;
import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.app.onnx.proto.NodeProto;
import dev.eckart.app.onnx.proto.NodeProtoOrBuilder;
import dev.eckart.app.onnx.proto.TypeProto;
import dev.eckart.app.onnx.proto.ValueInfoProto;
import dev.eckart.app.onnx.runtime.OnnxSession;
import dev.eckart.app.onnx.runtime.Port;
import dev.eckart.app.onnx.runtime.Values;
import dev.eckart.app.onnx.tensor.DataType;
import dev.eckart.app.onnx.tensor.OnnxException;
import dev.eckart.app.onnx.tensor.TensorValues;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A model that takes a fixed number of samples, made to take any number while it is trained: steps on many samples at once
 * are several times faster than as many runs.
 *
 * @param model the model
 * @param samples what it is given
 * @param fixed how many samples it takes at a time
 */
record AnyBatch(OnnxModel model, Samples samples, long fixed) {
    /** A trial batch: more samples than there are in most axes of most models. */
    private static final int TRIED = 3;

    /** Half of the digits of float32: rounding changes fewer, samples that are mixed up change more. */
    private static final double HALF_OF_THE_DIGITS = 0x1p-12;

    private static final String SIZES = "any-batch/";

    /**
     * Frees models that stand in for each other.
     *
     * @param models models that take the same
     * @param samples what they are given
     * @return the models, and the samples as they take them; what they were if one cannot be freed
     */
    static Freed of(List<OnnxModel> models, Samples samples) {
        OptionalInt fixed = samples.fixedBatch();
        boolean first = samples.inputs().stream()
                .filter(input -> samples.arrays().containsKey(input.name()))
                .allMatch(input -> input.batch().equals(OptionalInt.of(0)));
        if (fixed.isEmpty() || samples.single() || !first || samples.count() < 2 * fixed.getAsInt()) {
            return new Freed(models, samples);
        }
        Samples free = free(samples);
        List<OnnxModel> freed = new ArrayList<>();
        for (OnnxModel model : models) {
            Optional<OnnxModel> one = new AnyBatch(model, samples, fixed.getAsInt()).freed(free);
            if (one.isEmpty()) {
                return new Freed(models, samples);
            }
            freed.add(one.get());
        }
        return new Freed(freed, free);
    }

    /**
     * Models, and the samples that they take.
     *
     * @param models in the order in which they were given
     * @param samples the samples
     */
    record Freed(List<OnnxModel> models, Samples samples) {}

    private static Samples free(Samples samples) {
        List<Port> inputs = samples.inputs().stream()
                .map(input -> samples.arrays().containsKey(input.name()) ? open(input) : input)
                .toList();
        return new Samples(
                inputs,
                samples.arrays(),
                samples.constants(),
                samples.labels(),
                samples.numbers(),
                false,
                samples.padding(),
                samples.lengths());
    }

    private static Port open(Port input) {
        List<Long> dims = new ArrayList<>(input.dims());
        dims.set(0, -1L);
        return new Port(input.name(), input.type(), dims, input.symbols(), input.batch());
    }

    private Optional<OnnxModel> freed(Samples free) {
        try {
            OnnxModel freed = new OnnxModel(model.file(), proto());
            return givesTheSame(freed, free) ? Optional.of(freed) : Optional.empty();
        } catch (OnnxException e) {
            return Optional.empty();
        }
    }

    /** Inputs with an open axis; sizes that were written for so many samples say "as many as there are". */
    private ModelProto proto() {
        SizedModel sized = SizedModel.of(model, SampleSizes.of(samples));
        ModelProto.Builder proto = model.proto().toBuilder();
        GraphProto.Builder graph = proto.getGraphBuilder().clearValueInfo();
        graph.getOutputBuilderList()
                .forEach(
                        output -> output.getTypeBuilder().getTensorTypeBuilder().clearShape());
        for (ValueInfoProto.Builder input : graph.getInputBuilderList()) {
            if (samples.arrays().containsKey(input.getName())) {
                TypeProto.Tensor.Builder tensor = input.getTypeBuilder().getTensorTypeBuilder();
                tensor.getShapeBuilder().getDimBuilder(0).clear();
            }
        }
        for (int i = 0; i < graph.getNodeCount(); i++) {
            NodeProto node = graph.getNode(i);
            if (node.getOpType().equals("Reshape") && node.getInputCount() == 2) {
                String name = SIZES + i;
                sizes(sized, node).ifPresent(values -> {
                    graph.addInitializer(values.proto(name));
                    graph.setNode(
                            graph.getNodeList().indexOf(node), node.toBuilder().setInput(1, name));
                });
            }
        }
        return proto.build();
    }

    private Optional<TensorValues> sizes(SizedModel sized, NodeProtoOrBuilder node) {
        boolean begins = Optional.ofNullable(sized.tensors().get(node.getInput(0)))
                .filter(data -> !data.dims().isEmpty() && data.dims().get(0) == fixed)
                .isPresent();
        return Optional.ofNullable(sized.constants().get(node.getInput(1)))
                .filter(sizes -> begins && sizes.values().length > 0 && sizes.values()[0] == fixed)
                .map(sizes -> {
                    double[] values = sizes.values().clone();
                    // Of a Reshape, 0 is the size that the value has there.
                    values[0] = 0;
                    return new TensorValues(sizes.dims(), DataType.INT64, values);
                });
    }

    /** Runs a batch and its samples one by one. */
    private boolean givesTheSame(OnnxModel freed, Samples free) {
        int count = (int) Math.min(samples.count(), TRIED * fixed);
        try (OnnxSession before = OnnxSession.open(model.proto(), model.externalData(), 1);
                OnnxSession after = OnnxSession.open(freed.proto(), freed.externalData(), 1)) {
            Set<String> outputs = Set.copyOf(before.outputs());
            SampleBatch all = free.whole().slice(0, count).batches(count).get(0);
            Map<String, Values> together = after.run(all.values(), outputs);
            List<Map<String, Values>> apart = samples.whole().slice(0, count).batches((int) fixed).stream()
                    .map(batch -> before.run(batch.values(), outputs))
                    .toList();
            return outputs.stream()
                    .allMatch(output -> isClose(
                            together.get(output).numbers(),
                            apart.stream()
                                    .flatMapToDouble(made ->
                                            Arrays.stream(made.get(output).numbers()))
                                    .toArray()));
        }
    }

    private static boolean isClose(double[] together, double[] apart) {
        if (together.length > apart.length) {
            return false;
        }
        double largest = 0;
        double difference = 0;
        for (int i = 0; i < together.length; i++) {
            largest = Math.max(largest, Math.abs(apart[i]));
            difference = Math.max(difference, Math.abs(apart[i] - together[i]));
        }
        return difference <= HALF_OF_THE_DIGITS * largest;
    }
}

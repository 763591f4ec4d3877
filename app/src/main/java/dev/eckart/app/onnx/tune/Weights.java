package dev.eckart.app.onnx.tune;

import dev.eckart.app.onnx.form.Bytes;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.proto.TensorProto;
import dev.eckart.app.onnx.runtime.SharedTensor;
import dev.eckart.app.onnx.tensor.DataType;
import dev.eckart.app.onnx.tensor.ExternalData;
import dev.eckart.app.onnx.tensor.TensorValues;
import dev.eckart.spi.layer.Parameter;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * The large tensors of a model outside of the heap, once for all sessions; of those that are trained, what optimisers work
 * on, and a place for their gradients.
 */
final class Weights implements AutoCloseable {
    /** Smaller tensors stay in the graph, where ONNX Runtime can go by their values. */
    private static final long LARGE = 4096;

    private final Map<String, SharedTensor> tensors = new LinkedHashMap<>();
    private final Map<String, SharedTensor> gradients = new LinkedHashMap<>();
    private final Map<String, Parameter> parameters = new LinkedHashMap<>();
    private final Map<String, Rounding> roundings = new LinkedHashMap<>();

    /**
     * Takes them out of a model.
     *
     * @param model a model in float32
     * @param trained what to train, and whether weight decay shrinks it, by name
     * @param stored what will be stored in bytes, by name
     */
    Weights(OnnxModel model, Map<String, Boolean> trained, Map<String, ByteWeights.Stored> stored) {
        ExternalData data = model.externalData();
        try {
            for (TensorProto tensor : model.proto().getGraph().getInitializerList()) {
                String name = tensor.getName();
                boolean large = DataType.of(tensor.getDataType())
                                .filter(DataType::isReal)
                                .isPresent()
                        && TensorValues.elements(tensor) > LARGE;
                if (large || trained.containsKey(name)) {
                    TensorValues values = TensorValues.read(tensor, data);
                    SharedTensor shared = SharedTensor.of(values.type(), values.dims());
                    tensors.put(name, shared);
                    write(values, shared);
                    if (trained.containsKey(name)) {
                        gradients.put(name, SharedTensor.of(values.type(), values.dims()));
                        parameters.put(name, parameter(name, values, trained.get(name)));
                        Optional.ofNullable(stored.get(name))
                                .ifPresent(how -> roundings.put(name, new Rounding(how, values.dims())));
                    }
                }
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private static void write(TensorValues values, SharedTensor to) {
        ByteBuffer bytes = to.bytes();
        for (double value : values.values()) {
            values.type().put(bytes, value);
        }
    }

    private static Parameter parameter(String name, TensorValues values, boolean decays) {
        Tensor tensor = Tensors.copy(Tensors.wrap(1, values.values().length, values.values()), Precision.FLOAT32);
        Parameter parameter = Parameter.of(name, tensor);
        return decays ? parameter : parameter.withoutDecay();
    }

    /** Names of all tensors that are here. */
    Set<String> names() {
        return tensors.keySet();
    }

    Map<String, SharedTensor> tensors() {
        return tensors;
    }

    /** Where the gradient of a trained tensor goes. */
    SharedTensor gradient(String name) {
        return gradients.get(name);
    }

    /** What optimisers work on, in the model's order. */
    List<Parameter> parameters() {
        return new ArrayList<>(parameters.values());
    }

    /**
     * Brings gradients to where optimisers look for them.
     *
     * @param added whether they are added to those that are there, or take their place
     * @param share what they are multiplied by
     */
    void readGradients(boolean added, double share) {
        parameters.forEach((name, parameter) -> {
            FloatBuffer from = gradients.get(name).bytes().asFloatBuffer();
            float[] to = parameter.gradient().floatsToWrite();
            if (!added && share == 1) {
                from.get(to);
            } else {
                for (int i = 0; i < to.length; i++) {
                    to[i] = (added ? to[i] : 0) + from.get(i) * (float) share;
                }
            }
        });
    }

    /** Brings what optimisers have changed to where sessions look for it, rounded under scales that stay. */
    void writeParameters() {
        write(Rounding::of);
    }

    /** Brings it there as it would be stored now: with scales, and bytes, that are chosen anew. */
    void settle() {
        write(Rounding::fitted);
    }

    private void write(BiFunction<Rounding, Tensor, float[]> round) {
        parameters.forEach((name, parameter) -> {
            Tensor value = parameter.value();
            Optional<Rounding> rounding = Optional.ofNullable(roundings.get(name));
            tensors.get(name)
                    .bytes()
                    .asFloatBuffer()
                    .put(rounding.map(how -> round.apply(how, value)).orElseGet(value::floats));
        });
    }

    /** How a tensor is rounded. */
    private static final class Rounding {
        private final ByteWeights.Stored how;
        private final int rows;
        private final int columns;
        private final float[] rounded;
        private Optional<Bytes> fitted = Optional.empty();

        Rounding(ByteWeights.Stored how, List<Long> dims) {
            this.how = how;
            this.rows = dims.get(0).intValue();
            this.columns = dims.get(1).intValue();
            this.rounded = new float[rows * columns];
        }

        float[] fitted(Tensor value) {
            double[] wide = Tensors.copy(value, Precision.FLOAT64).doubles();
            Bytes bytes = how.fit(Tensors.wrap(rows, columns, wide));
            fitted = Optional.of(bytes);
            double[] read = how.read(bytes).doubles();
            for (int i = 0; i < read.length; i++) {
                rounded[i] = (float) read[i];
            }
            return rounded;
        }

        float[] of(Tensor value) {
            Bytes scales = fitted.orElseThrow();
            if (how.products()) {
                scales.readProducts(value.floats(), rounded);
            } else {
                scales.readRows(value.floats(), rounded);
            }
            return rounded;
        }
    }

    @Override
    public void close() {
        tensors.values().forEach(SharedTensor::close);
        gradients.values().forEach(SharedTensor::close);
    }
}

package dev.eckart.app.onnx.form;

import dev.eckart.compress.math.Float64;
import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.compress.Statistics;
import dev.eckart.spi.compress.Storage.Form;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a layer loses to bytes, predicted as what ranks lose is: by what was observed of it, as far as that is known, or by its
 * weights alone. Its factors are taken to lose as large a share each.
 *
 * @param shares share of the layer's squared norm that each form loses
 */
public record ByteLosses(Map<Form, Double> shares) {
    /**
     * Share of a product's squared norm that is lost where its input is made bytes and is not known: with 255 steps over
     * eight standard deviations, a twelfth of the square of a step.
     */
    private static final double USUAL_INPUT = 64.0 / (255 * 255 * 12);

    /** Standard deviations that the largest number of an input is taken to be away from its mean. */
    private static final double FARTHEST = 6;

    private static final double STEPS = 255;

    /**
     * Predicts.
     *
     * @param backend multiplies, in float64
     * @param layer the layer, of one block if it can be bytes
     * @param seen what was observed of it
     * @param forms which forms in bytes are wanted
     * @return their losses
     */
    public static ByteLosses of(Backend backend, Factor layer, Optional<LayerStatistics> seen, Set<Form> forms) {
        Map<Form, Double> shares = new EnumMap<>(Map.of(Form.NUMBERS, 0.0));
        Tensor weights = layer.weights();
        Optional<Statistics> block =
                layer.geometry().lookup() || layer.geometry().blocks() > 1
                        ? Optional.empty()
                        : seen.map(all -> all.blocks().get(0));
        for (Form form : forms) {
            boolean products = form == Form.BYTE_PRODUCTS;
            Tensor read = products
                    ? Bytes.ofProducts(weights).asProducts()
                    : Bytes.ofRows(weights).asRows();
            Tensor change = Tensors.zeros(Precision.FLOAT64, weights.rows(), weights.columns());
            Tensors.fill(change, i -> read.doubles()[i] - weights.doubles()[i]);
            double plain = Tensors.norm(weights);
            double rounded = Tensors.norm(change);
            double byWeights = plain == 0 ? 0 : rounded * rounded / (plain * plain) + (products ? USUAL_INPUT : 0);
            shares.put(
                    form,
                    products
                            ? block.flatMap(of -> observed(backend, layer, change, of))
                                    .orElse(byWeights)
                            : byWeights);
        }
        return new ByteLosses(shares);
    }

    /** Changes of weights as what they meet makes them count, and a twelfth of the square of a step of each input. */
    private static Optional<Double> observed(Backend backend, Factor layer, Tensor change, Statistics seen) {
        Optional<Tensor> norms = layer.bias().isPresent() ? seen.covariance() : seen.moment();
        if (norms.isEmpty()) {
            return Optional.empty();
        }
        Tensor weights = layer.weights();
        double all = counted(Float64.sandwich(backend, weights, norms.get()), seen);
        double step = range(seen) / STEPS;
        double inputs = step * step / 12 * counted(Float64.product(backend, Tensors.transpose(weights), weights), seen);
        double rounding =
                counted(Float64.sandwich(backend, change, seen.moment().orElseThrow()), seen);
        return all > 0 ? Optional.of((rounding + inputs) / all) : Optional.empty();
    }

    /** The trace of changes of outputs, weighed by gradients if there are any. */
    private static double counted(Tensor outputs, Statistics seen) {
        if (seen.gradients().isEmpty()) {
            return Float64.trace(outputs);
        }
        double[] changes = outputs.doubles();
        double[] weights = seen.gradients().get().doubles();
        double sum = 0;
        for (int i = 0; i < changes.length; i++) {
            sum += changes[i] * weights[i];
        }
        return sum;
    }

    /** From the smallest to the largest number that an input is likely to have, zero among them. */
    private static double range(Statistics seen) {
        Tensor covariance = seen.covariance().orElseThrow();
        double least = 0;
        double most = 0;
        for (int i = 0; i < covariance.rows(); i++) {
            double far = FARTHEST * Math.sqrt(Math.max(0, covariance.get(i, i)));
            least = Math.min(least, seen.mean().get(0, i) - far);
            most = Math.max(most, seen.mean().get(0, i) + far);
        }
        return most - least;
    }

    /** The share that factors of some forms lose. */
    double of(List<Form> forms) {
        return forms.stream()
                .mapToDouble(form -> shares.getOrDefault(form, 0.0))
                .sum();
    }
}

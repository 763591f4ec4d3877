package dev.eckart.app.onnx.form;

import dev.eckart.spi.compress.Storage.Form;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a layer loses to bytes, measured on its weights. Its factors are taken to lose as large a share each.
 *
 * <p>What observed inputs and gradients say of the largest numbers that meet weights makes bytes out to be worse than they are,
 * next to ranks: so chosen, MiniLM moves by twice as much at a quarter of its bytes.
 *
 * @param shares share of the layer's squared norm that each form loses
 */
public record ByteLosses(Map<Form, Double> shares) {
    /**
     * Share of a product's squared norm that is lost where its input is made bytes as it comes: with 255 steps over eight
     * standard deviations, a twelfth of the square of a step.
     */
    private static final double INPUT = 64.0 / (255 * 255 * 12);

    /**
     * Predicts.
     *
     * @param weights weights of the layer
     * @param forms which forms in bytes are wanted
     * @return their losses
     */
    public static ByteLosses of(Tensor weights, Set<Form> forms) {
        Map<Form, Double> shares = new EnumMap<>(Map.of(Form.NUMBERS, 0.0));
        double norm = Tensors.norm(weights);
        for (Form form : forms) {
            boolean products = form == Form.BYTE_PRODUCTS;
            double[] read = (products
                            ? Bytes.ofProducts(weights).asProducts()
                            : Bytes.ofRows(weights).asRows())
                    .doubles();
            double lost = 0;
            for (int i = 0; i < read.length; i++) {
                double change = read[i] - weights.doubles()[i];
                lost += change * change;
            }
            shares.put(form, (norm == 0 ? 0 : lost / (norm * norm)) + (products ? INPUT : 0));
        }
        return new ByteLosses(shares);
    }

    /** The share that factors of some forms lose. */
    double of(List<Form> forms) {
        return forms.stream()
                .mapToDouble(form -> shares.getOrDefault(form, 0.0))
                .sum();
    }
}

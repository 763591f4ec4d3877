package dev.eckart.app.onnx.form;

import dev.eckart.nn.Dense;
import dev.eckart.spi.compress.Candidate;
import dev.eckart.spi.compress.Decomposition;
import dev.eckart.spi.compress.FactorShape;
import dev.eckart.spi.compress.Storage;
import dev.eckart.spi.compress.Storage.Form;
import dev.eckart.spi.layer.Layer;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Offers in bytes what a layer can be replaced by, and the layer itself.
 *
 * @param allowed what may stand for a weight besides the number
 * @param width bytes of a number of the model
 */
public record ByteForms(Set<Form> allowed, int width) {
    private static final String IN_BYTES = ", 8 bits";

    /**
     * Share of a product's squared norm that is lost where its input is made bytes as it comes: with 255 steps over eight
     * standard deviations, a twelfth of the square of a step.
     */
    private static final double INPUT_SHARE = 64.0 / (255 * 255 * 12);

    /**
     * Adds what is stored in bytes.
     *
     * @param offers what a layer can be replaced by
     * @param layer reads the layer
     * @param possible what can stand for the weights of a factor: numbers, if nothing else can
     * @return for each candidate of which a factor can be bytes, another one
     */
    public Offers with(Offers offers, Supplier<Factor> layer, Function<LinearShape, Form> possible) {
        Decomposition decomposition = offers.decomposition();
        Candidate dense = decomposition.dense();
        Map<String, List<Geometry>> geometries = new HashMap<>(offers.geometries());
        geometries.put(dense.label(), List.of(layer.get().geometry()));
        Offers all = new Offers(decomposition, geometries);
        Losses losses = new Losses(layer);
        List<Candidate> candidates = new ArrayList<>();
        Map<String, Candidate> origins = new HashMap<>();
        for (Candidate candidate : decomposition.candidates()) {
            List<Form> forms = all.shapes(candidate).stream()
                    .map(possible)
                    .map(form -> allowed.contains(form) ? form : Form.NUMBERS)
                    .toList();
            Candidate numbers = candidate.builtOf(candidate.factors().stream()
                    .map(factor -> factor.stored(new Storage(Form.NUMBERS, width)))
                    .toList());
            candidates.add(numbers);
            origins.put(numbers.label(), candidate);
            if (forms.stream().anyMatch(form -> form != Form.NUMBERS)) {
                double norm = decomposition.scale().norm();
                Candidate bytes = stored(numbers, forms, losses.of(forms) * norm * norm);
                candidates.add(bytes);
                origins.put(bytes.label(), candidate);
                geometries.put(bytes.label(), geometries.get(candidate.label()));
            }
        }
        return new Offers(
                decomposition.with(candidates.stream()).from(candidate -> {
                    Candidate origin = origins.get(candidate.label());
                    return origin.isLayer() ? itself(layer.get()) : decomposition.factors(origin);
                }),
                geometries);
    }

    private static List<Layer> itself(Factor layer) {
        return List.of(Dense.of(layer.weights(), layer.bias()));
    }

    private static Candidate stored(Candidate candidate, List<Form> forms, double squared) {
        List<FactorShape> factors = IntStream.range(0, forms.size())
                .mapToObj(i -> candidate.factors().get(i))
                .toList();
        return candidate.stored(
                candidate.label() + IN_BYTES,
                IntStream.range(0, forms.size())
                        .mapToObj(i ->
                                factors.get(i).stored(factors.get(i).storage().in(forms.get(i))))
                        .toList(),
                Math.sqrt(candidate.error() * candidate.error() + squared));
    }

    /**
     * The same candidates in bytes.
     *
     * @param offers what {@link #with} made
     * @param chosen one of its candidates
     * @return the candidate of the same factors in bytes; the same one if there is none
     */
    public static Candidate inBytes(Offers offers, Candidate chosen) {
        Optional<Candidate> bytes = offers.decomposition().candidates().stream()
                .filter(candidate -> candidate.label().equals(chosen.label() + IN_BYTES))
                .findFirst();
        return bytes.orElse(chosen);
    }

    /** Shares of a layer's squared norm that are lost to bytes, measured on the layer itself when they are asked for. */
    private static final class Losses {
        private final Supplier<Factor> layer;
        private final Map<Form, Double> known = new EnumMap<>(Map.of(Form.NUMBERS, 0.0));

        Losses(Supplier<Factor> layer) {
            this.layer = layer;
        }

        double of(List<Form> forms) {
            return forms.stream()
                    .mapToDouble(form -> known.computeIfAbsent(form, this::measured))
                    .sum();
        }

        private double measured(Form form) {
            Tensor weights = layer.get().weights();
            boolean products = form == Form.BYTE_PRODUCTS;
            Tensor read = products
                    ? Bytes.ofProducts(weights).asProducts()
                    : Bytes.ofRows(weights).asRows();
            double norm = Tensors.norm(weights);
            double[] was = weights.doubles();
            double[] is = read.doubles();
            double lost = 0;
            for (int i = 0; i < was.length; i++) {
                lost += (was[i] - is[i]) * (was[i] - is[i]);
            }
            return (norm == 0 ? 0 : lost / (norm * norm)) + (products ? INPUT_SHARE : 0);
        }
    }
}

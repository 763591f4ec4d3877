package dev.eckart.app.onnx.form;

import dev.eckart.nn.Dense;
import dev.eckart.spi.compress.Candidate;
import dev.eckart.spi.compress.Decomposition;
import dev.eckart.spi.compress.FactorShape;
import dev.eckart.spi.compress.Storage;
import dev.eckart.spi.compress.Storage.Form;
import dev.eckart.spi.layer.Layer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Offers in bytes what a layer can be replaced by, and the layer itself.
 *
 * @param allowed what may stand for a weight besides the number
 * @param width bytes of a number of the model
 */
public record ByteForms(Set<Form> allowed, int width) {
    private static final String IN_BYTES = ", 8 bits";

    /**
     * A layer that is read when its numbers are needed.
     *
     * @param geometry how its weights are applied
     * @param reader reads it, anew each time
     */
    public record Unread(Geometry geometry, Supplier<Factor> reader) {}

    /**
     * Adds what is stored in bytes.
     *
     * @param offers what a layer can be replaced by
     * @param layer the layer
     * @param losses what that loses
     * @param possible what can stand for the weights of a factor: numbers, if nothing else can
     * @return for each candidate of which a factor can be bytes, another one
     */
    public Offers with(Offers offers, Unread layer, ByteLosses losses, Function<LinearShape, Form> possible) {
        Decomposition decomposition = offers.decomposition();
        Candidate dense = decomposition.dense();
        Map<String, List<Geometry>> geometries = new HashMap<>(offers.geometries());
        geometries.put(dense.label(), List.of(layer.geometry()));
        Offers all = new Offers(decomposition, geometries);
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
                    return origin.isLayer() ? itself(layer.reader().get()) : decomposition.factors(origin);
                }),
                geometries);
    }

    private static List<Layer> itself(Factor layer) {
        return List.of(Dense.of(layer.weights(), layer.bias()));
    }

    private static Candidate stored(Candidate candidate, List<Form> forms, double squared) {
        List<FactorShape> factors = new ArrayList<>();
        for (FactorShape factor : candidate.factors()) {
            factors.add(factor.stored(factor.storage().in(forms.get(factors.size()))));
        }
        return candidate.stored(
                candidate.label() + IN_BYTES, factors, Math.sqrt(candidate.error() * candidate.error() + squared));
    }

    /**
     * What a candidate is called whose factors are stored as numbers.
     *
     * @param label label of a candidate
     * @return the same, unless it is stored in bytes
     */
    public static String inNumbers(String label) {
        return label.endsWith(IN_BYTES) ? label.substring(0, label.length() - IN_BYTES.length()) : label;
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
}

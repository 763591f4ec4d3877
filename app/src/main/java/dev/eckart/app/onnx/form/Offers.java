package dev.eckart.app.onnx.form;

import dev.eckart.spi.EckartException;
import dev.eckart.spi.compress.Candidate;
import dev.eckart.spi.compress.Decomposition;
import dev.eckart.spi.compress.FactorShape;
import dev.eckart.spi.compress.Storage;
import dev.eckart.spi.layer.Layer;
import dev.eckart.spi.layer.Linear;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a layer can be replaced by.
 *
 * @param decomposition the candidates, in one norm
 * @param geometries how the factors of each candidate are applied, by its label
 */
public record Offers(Decomposition decomposition, Map<String, List<Geometry>> geometries) {
    /**
     * The same of a layer that counts more or less.
     *
     * @param weight damage of losing all of it
     * @return the same candidates
     */
    public Offers weighing(double weight) {
        Decomposition.Scale scale = decomposition.scale();
        return new Offers(
                decomposition.scaled(new Decomposition.Scale(scale.norm(), weight, scale.rounding())), geometries);
    }

    /**
     * What a candidate is built of.
     *
     * @param candidate one of the decomposition's, but not the layer itself
     * @return the shapes of its factors, in the order in which they are applied
     */
    public List<LinearShape> shapes(Candidate candidate) {
        List<Geometry> forms = geometries.get(candidate.label());
        List<LinearShape> shapes = new ArrayList<>();
        for (FactorShape factor : candidate.factors()) {
            Geometry geometry = forms.get(Math.min(shapes.size(), forms.size() - 1));
            shapes.add(new LinearShape(factor.inputs(), factor.outputs(), factor.biases() > 0, geometry));
        }
        return shapes;
    }

    /**
     * Builds a candidate.
     *
     * @param candidate one of the decomposition's, but not the layer itself
     * @return its factors, in the order in which they are applied
     * @throws EckartException if the decomposer offers a layer that is no linear operator
     */
    public List<Factor> factors(Candidate candidate) {
        List<Layer> layers = decomposition.factors(candidate);
        List<Geometry> forms = geometries.get(candidate.label());
        List<Factor> factors = new ArrayList<>();
        for (int i = 0; i < layers.size(); i++) {
            if (!(layers.get(i) instanceof Linear linear)) {
                throw new EckartException("a decomposer offers a layer of kind '"
                        + layers.get(i).kind() + "', for which there is no ONNX operator here; choose another one");
            }
            Storage.Form form = candidate.factors().get(i).storage().form();
            factors.add(Factor.of(linear, forms.get(Math.min(i, forms.size() - 1)))
                    .stored(form));
        }
        return factors;
    }
}

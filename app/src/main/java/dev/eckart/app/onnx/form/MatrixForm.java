package dev.eckart.app.onnx.form;

import dev.eckart.nn.Dense;
import dev.eckart.spi.EckartException;
import dev.eckart.spi.Seed;
import dev.eckart.spi.compress.Candidate;
import dev.eckart.spi.compress.Decomposition;
import dev.eckart.spi.compress.Decomposition.Scale;
import dev.eckart.spi.compress.FactorShape;
import dev.eckart.spi.compress.Statistics;
import dev.eckart.spi.layer.Layer;
import dev.eckart.spi.layer.Linear;
import dev.eckart.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What a decomposer makes of the matrices of a layer's blocks: pairs of the same label, side by side.
 *
 * @param geometry how the layer's weights are applied
 * @param blocks the decomposer's answer to each block
 */
record MatrixForm(Geometry geometry, List<Decomposition> blocks) {
    static MatrixForm of(Forms forms, Factor layer, Optional<LayerStatistics> seen, Seed seed) {
        return new MatrixForm(
                layer.geometry(),
                IntStream.range(0, layer.geometry().blocks())
                        .mapToObj(block -> {
                            Optional<Statistics> observed = forms.isDataAware()
                                    ? seen.map(all -> all.blocks().get(block))
                                    : Optional.empty();
                            return forms.decompose(layer, block, observed, seed);
                        })
                        .toList());
    }

    /** Norms of blocks add as the sides of a right angle do; losing all of each counts as losing all of the layer. */
    Scale scale() {
        if (blocks.size() == 1) {
            return blocks.get(0).scale();
        }
        double norm = 0;
        boolean alike = true;
        double weight = 0;
        for (Decomposition block : blocks) {
            norm = Math.hypot(norm, block.scale().norm());
            alike &= block.scale().weight() == 1;
            weight += block.scale().weight();
        }
        return new Scale(norm, alike ? 1 : weight);
    }

    /** All of them, the factors behind the first applied in some way. */
    List<Forms.Offer> offers(Geometry behind) {
        List<Geometry> geometries = List.of(geometry, behind);
        List<Map<String, Candidate>> byLabel =
                blocks.stream().map(MatrixForm::byLabel).toList();
        Decomposition.Source source =
                blocks.size() == 1 ? blocks.get(0)::factors : candidate -> together(byLabel, candidate);
        List<Forms.Offer> offers = new ArrayList<>();
        for (String label : byLabel.get(0).keySet()) {
            if (byLabel.stream().allMatch(block -> block.containsKey(label))) {
                List<Candidate> alike =
                        byLabel.stream().map(block -> block.get(label)).toList();
                offers.add(new Forms.Offer(together(alike), geometries, source));
            }
        }
        return offers;
    }

    /** All but the layer itself. */
    private static Map<String, Candidate> byLabel(Decomposition block) {
        Map<String, Candidate> byLabel = new LinkedHashMap<>();
        block.candidates().stream()
                .filter(candidate -> candidate.rank().isPresent())
                .forEach(candidate -> byLabel.put(candidate.label(), candidate));
        return byLabel;
    }

    private static Candidate together(List<Candidate> alike) {
        Candidate one = alike.get(0);
        if (alike.size() == 1) {
            return one;
        }
        List<FactorShape> factors = new ArrayList<>();
        for (int i = 0; i < one.factors().size(); i++) {
            int at = i;
            factors.add(alike.stream()
                    .map(block -> block.factors().get(at))
                    .reduce(MatrixForm::beside)
                    .orElseThrow());
        }
        double error = alike.stream().mapToDouble(Candidate::error).reduce(0, Math::hypot);
        return new Candidate(one.label(), one.rank(), factors, error);
    }

    private static FactorShape beside(FactorShape a, FactorShape b) {
        return new FactorShape(
                a.inputs(),
                a.outputs() + b.outputs(),
                a.linear() && b.linear(),
                a.weights() + b.weights(),
                a.biases() + b.biases(),
                a.macs() + b.macs());
    }

    private List<Layer> together(List<Map<String, Candidate>> byLabel, Candidate candidate) {
        return beside(IntStream.range(0, blocks.size())
                .mapToObj(block -> blocks.get(block).factors(byLabel.get(block).get(candidate.label())))
                .toList());
    }

    private static List<Layer> beside(List<List<Layer>> chains) {
        List<Layer> all = new ArrayList<>();
        for (int i = 0; i < chains.get(0).size(); i++) {
            int at = i;
            List<Linear> factors =
                    chains.stream().map(chain -> linear(chain.get(at))).toList();
            List<Tensor> biases =
                    factors.stream().flatMap(factor -> factor.bias().stream()).toList();
            all.add(Dense.of(
                    Columns.beside(factors.stream().map(Linear::weights).toList()),
                    biases.isEmpty() ? Optional.empty() : Optional.of(Columns.beside(biases))));
        }
        return all;
    }

    private static Linear linear(Layer layer) {
        if (layer instanceof Linear linear) {
            return linear;
        }
        throw new EckartException("a decomposer offers a layer of kind '" + layer.kind()
                + "' for a block of weights, which cannot stand beside others; choose another one");
    }
}

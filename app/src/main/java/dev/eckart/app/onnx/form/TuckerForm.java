package dev.eckart.app.onnx.form;

import dev.eckart.compress.decompose.MeanKeepingBias;
import dev.eckart.compress.decompose.OutputMetric;
import dev.eckart.compress.math.Float64;
import dev.eckart.compress.math.ParetoFront;
import dev.eckart.nn.Dense;
import dev.eckart.spi.compress.Candidate;
import dev.eckart.spi.compress.Decomposition;
import dev.eckart.spi.compress.Statistics;
import dev.eckart.spi.layer.Layer;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A product behind narrower ones along the axes of what it takes, a picture or a feature map that was flattened: Tucker, "Some
 * mathematical notes on three-mode factor analysis", 1966; for layers of networks Kossaifi et al., "Tensor regression
 * networks", 2020. What is left of the picture goes through one product or two.
 *
 * @param forms what factorises, and with what
 * @param sizes sizes of the axes of what the layer takes
 * @param layer the layer, a product of one block
 * @param seen what was observed of it, if the decomposer goes by that
 */
record TuckerForm(Forms forms, List<Integer> sizes, Factor layer, Optional<LayerStatistics> seen) {
    /** The most weights of a layer that is looked at: 128 MiB. */
    private static final long MOST_WEIGHTS = 1 << 24;

    /** Sizes of the narrow tensor that are tried. */
    private static final int MOST_SIZES = 2048;

    /** Numbers that their errors may have, one for each output: 8 MiB. */
    private static final int MOST_ERRORS = 1 << 20;

    /** Ranks that are tried of each. */
    private static final int MOST_RANKS = 24;

    /**
     * Whether a layer has the form.
     *
     * @param layer the layer
     * @param sizes sizes of the axes of what it takes
     * @return false of one that takes no tensor, or is too large
     */
    static boolean isFor(LinearShape layer, List<Integer> sizes) {
        return !sizes.isEmpty() && (long) layer.rows() * layer.columns() <= MOST_WEIGHTS;
    }

    /** What the layer can be in this form, errors scaled to the norm that it has in the decomposer's own measure. */
    List<Forms.Offer> offers(Geometry behind, double norm) {
        Optional<Tensor> rows = seen.flatMap(this::counted);
        TuckerFit fit = TuckerFit.of(forms.backend(), layer.weights(), sizes, rows, metric());
        TuckerErrors.Grid grid = grid();
        TuckerErrors errors = rows.map(x -> TuckerErrors.of(fit, grid, x)).orElseGet(() -> TuckerErrors.of(fit, grid));
        Map<Candidate, TuckerSize> all = new LinkedHashMap<>();
        // The last of the sizes narrows nothing.
        for (int i = 0; i < grid.count() - 1; i++) {
            for (TuckerSize size : sizes(grid.at(i))) {
                double share = errors.share(i, size.rank().orElse(layer.blockOutputs()));
                all.put(size.candidate(layer.blockOutputs(), layer.bias().isPresent(), norm * Math.sqrt(share)), size);
            }
        }
        Set<Candidate> worth = new LinkedHashSet<>();
        List<Candidate> candidates = new ArrayList<>(all.keySet());
        worth.addAll(ParetoFront.of(candidates, Candidate::parameters, Candidate::error));
        worth.addAll(ParetoFront.of(candidates, Candidate::macs, Candidate::error));
        Map<String, TuckerSize> labelled = new HashMap<>();
        worth.forEach(candidate -> labelled.put(candidate.label(), all.get(candidate)));
        Source source = new Source(labelled, fit.kept(forms.store()), bias());
        return worth.stream()
                .map(candidate -> new Forms.Offer(candidate, geometries(all.get(candidate), behind), source))
                .toList();
    }

    /** Of each axis as many widths as all axes together allow. */
    private TuckerErrors.Grid grid() {
        double most = Math.min(MOST_SIZES, (double) MOST_ERRORS / layer.blockOutputs());
        int each = (int) Math.max(1, Math.round(Math.pow(most, 1.0 / sizes.size())));
        return new TuckerErrors.Grid(
                sizes.stream().map(size -> ModeForm.spread(size, each)).toList());
    }

    /** The rows by which changes of the weights count: a bias takes the mean upon itself. */
    private Optional<Tensor> counted(LayerStatistics all) {
        double[] mean = all.blocks().get(0).mean().doubles();
        return all.rows().map(rows -> {
            Tensor centred = Tensors.copy(rows, Precision.FLOAT64);
            Tensors.fill(centred, i -> rows.doubles()[i] - (layer.bias().isPresent() ? mean[i % mean.length] : 0));
            return centred;
        });
    }

    /** How changes of the output count for the decomposer. */
    private OutputMetric metric() {
        return seen.flatMap(all -> all.blocks().get(0).gradients())
                .map(moment -> OutputMetric.ofGradients(forms.backend(), moment))
                .orElseGet(OutputMetric::plain);
    }

    private Optional<MeanKeepingBias> bias() {
        Optional<Tensor> mean = seen.map(all -> all.blocks().get(0)).map(Statistics::mean);
        return layer.bias().map(bias -> MeanKeepingBias.of(layer.weights(), bias, mean));
    }

    private List<TuckerSize> sizes(List<Integer> widths) {
        TuckerSize whole = new TuckerSize(sizes, widths, OptionalInt.empty());
        List<TuckerSize> all = new ArrayList<>(List.of(whole));
        int most = Math.min(whole.features(), layer.blockOutputs()) - 1;
        ModeForm.spread(most, MOST_RANKS).forEach(rank -> all.add(new TuckerSize(sizes, widths, OptionalInt.of(rank))));
        return all;
    }

    private static List<Geometry> geometries(TuckerSize size, Geometry behind) {
        List<Geometry> geometries = new ArrayList<>();
        size.products().forEach(product -> geometries.add(new Geometry(1, product)));
        geometries.add(behind);
        return geometries;
    }

    /** Makes the factors of candidates, by label, from what a store keeps. */
    private record Source(Map<String, TuckerSize> sizes, Supplier<TuckerFit> fit, Optional<MeanKeepingBias> bias)
            implements Decomposition.Source {
        @Override
        public List<Layer> factors(Candidate candidate) {
            TuckerSize size = sizes.get(candidate.label());
            TuckerFit whole = fit.get();
            TuckerFit.Factors factors = whole.factors(size);
            List<Layer> layers = new ArrayList<>();
            size.products().forEach(product -> layers.add(bare(factors.axes().get(product.axis()))));
            int last = factors.behind().size() - 1;
            factors.behind().subList(0, last).forEach(factor -> layers.add(bare(factor)));
            Tensor outputs = factors.behind().get(last);
            layers.add(Dense.of(outputs, bias.map(own -> own.behind(mean -> hidden(whole, factors, mean), outputs))));
            return layers;
        }

        /** What goes into the last factor where the mean goes into the first. */
        private static Tensor hidden(TuckerFit whole, TuckerFit.Factors factors, Tensor mean) {
            Tensor narrow = Columns.reshaped(ModeProducts.of(whole.backend(), mean, factors.axes()), 1);
            int last = factors.behind().size() - 1;
            return last == 0 ? narrow : Float64.product(narrow, factors.behind().get(0));
        }

        private static Layer bare(Tensor weights) {
            return Dense.of(weights, Optional.empty());
        }
    }
}

package dev.eckart.app.onnx.form;

import dev.eckart.compress.decompose.MeanKeepingBias;
import dev.eckart.spi.backend.Eigen;
import dev.eckart.spi.compress.Candidate;
import dev.eckart.spi.compress.FactorShape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * A convolution behind a narrower one along some of its axes: along one axis of the picture (Jaderberg, Vedaldi and
 * Zisserman, "Speeding up convolutional neural networks with low rank expansions", BMVC 2014) or along the channels
 * alone, and of each kind also with a 1 x 1 convolution behind it that makes the outputs of fewer channels, which along
 * the channels is the Tucker-2 form (Kim et al., "Compression of deep convolutional neural networks for fast and low
 * power mobile applications", ICLR 2016).
 *
 * <p>Where what goes into a window was observed, changes are weighed by its moment. A window too wide for that has the same
 * forms by the weights alone: the share of the weights that is lost then stands for the share of the outputs, which is
 * mostly too cautious, and never makes one of the two units into the other.
 *
 * @param form how the first two convolutions are applied
 * @param third how a third one is applied
 * @param outputs channels that each block makes
 * @param fits one fit for each block
 * @param biases the bias of each block, if the convolution has one
 */
record ModeForm(
        PossibleForms.Narrow form, Geometry third, int outputs, List<ModeFit> fits, List<MeanKeepingBias> biases) {
    /** Widths that are tried: all of a small layer, and of a large one so many, evenly spread. */
    private static final int MOST_WIDTHS = 48;

    /** Outputs beyond which fewer widths are tried: each takes a decomposition of outputs x outputs. */
    private static final int MANY_OUTPUTS = 256;

    /** What a layer can be in this form, errors scaled to the norm that it has in the decomposer's own measure. */
    static List<Forms.Offer> offers(
            Forms forms,
            PossibleForms.Narrow form,
            Geometry third,
            Factor layer,
            Optional<LayerStatistics> seen,
            double norm) {
        Optional<LayerStatistics> weighing = seen.filter(observed -> forms.isDataAware());
        List<ModeFit> fits = fits(forms, layer, weighing, form.outer());
        return new ModeForm(form, third, layer.blockOutputs(), fits, biases(layer, weighing)).offers(forms, norm);
    }

    private static List<ModeFit> fits(Forms forms, Factor layer, Optional<LayerStatistics> seen, int outer) {
        return IntStream.range(0, layer.geometry().blocks())
                .mapToObj(block -> ModeFit.of(
                        forms.backend(),
                        layer.block(block),
                        outer,
                        seen.flatMap(all -> all.moment(block, layer.bias().isPresent()))))
                .toList();
    }

    private static List<MeanKeepingBias> biases(Factor layer, Optional<LayerStatistics> seen) {
        return IntStream.range(0, layer.geometry().blocks())
                .boxed()
                .flatMap(block -> layer
                        .blockBias(block)
                        .map(bias -> MeanKeepingBias.of(
                                layer.block(block),
                                bias,
                                seen.map(all -> all.blocks().get(block).mean())))
                        .stream())
                .toList();
    }

    /** All sizes. */
    private List<Forms.Offer> offers(Forms forms, double norm) {
        double total = fits.stream().mapToDouble(ModeFit::total).sum();
        double scale = total > 0 ? norm * norm / total : 0;
        Map<Candidate, Size> sizes = new LinkedHashMap<>();
        int tried = MOST_WIDTHS * MANY_OUTPUTS / Math.max(MANY_OUTPUTS, outputs);
        for (int width : spread(fits.get(0).widths(), Math.max(1, tried))) {
            double behind =
                    fits.stream().mapToDouble(fit -> fit.squaredError(width)).sum();
            Size wide = new Size(width, Optional.empty());
            sizes.put(candidate(wide, behind * scale), wide);
            List<Eigen> outer = fits.stream()
                    .map(fit -> forms.backend().eigen(fit.outputs(width)))
                    .toList();
            for (int narrow : spread(outputs - 1, MOST_WIDTHS)) {
                double lost = outer.stream()
                        .mapToDouble(eigen -> IntStream.range(narrow, outputs)
                                .mapToDouble(i -> Math.max(0, eigen.values()[i]))
                                .sum())
                        .sum();
                Size both = new Size(width, Optional.of(narrow));
                sizes.put(candidate(both, (behind + lost) * scale), both);
            }
        }
        Map<String, Size> labelled = new HashMap<>();
        sizes.forEach((candidate, size) -> labelled.put(candidate.label(), size));
        ModeFactors kept = new ModeFactors(
                forms.backend(),
                labelled,
                fits.stream().map(fit -> fit.kept(forms.store())).toList(),
                biases);
        return sizes.entrySet().stream()
                .map(entry -> new Forms.Offer(entry.getKey(), geometries(entry.getValue()), kept))
                .toList();
    }

    /** Up to so many numbers, evenly spread, of which the last is the most. */
    static List<Integer> spread(int most, int count) {
        TreeSet<Integer> widths = new TreeSet<>();
        int tried = Math.min(most, count);
        for (int i = 1; i <= tried; i++) {
            widths.add((int) Math.round((double) i * most / tried));
        }
        return List.copyOf(widths);
    }

    /** Width behind the first convolution, and behind the second one, if a third follows. */
    record Size(int width, Optional<Integer> narrow) {}

    private Candidate candidate(Size size, double squaredError) {
        ModeFit fit = fits.get(0);
        int blocks = fits.size();
        int behind = size.width() * fit.inner();
        boolean biased = !biases.isEmpty();
        List<FactorShape> factors = new ArrayList<>();
        factors.add(FactorShape.linear(fit.basis().rows(), size.width() * blocks, false));
        size.narrow().ifPresent(narrow -> factors.add(FactorShape.linear(behind, narrow * blocks, false)));
        factors.add(FactorShape.linear(size.narrow().orElse(behind), outputs * blocks, biased));
        return new Candidate(
                form.kind() + " " + size.width()
                        + size.narrow().map(narrow -> " x " + narrow).orElse(""),
                OptionalInt.of(size.narrow().orElse(size.width())),
                factors,
                Math.sqrt(squaredError));
    }

    private List<Geometry> geometries(Size size) {
        return size.narrow().isPresent()
                ? List.of(form.first(), form.second(), third)
                : List.of(form.first(), form.second());
    }
}

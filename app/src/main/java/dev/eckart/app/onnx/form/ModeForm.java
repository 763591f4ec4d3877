package dev.eckart.app.onnx.form;

import dev.eckart.compress.decompose.MeanKeepingBias;
import dev.eckart.compress.math.Float64;
import dev.eckart.nn.Dense;
import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.backend.Eigen;
import dev.eckart.spi.compress.Candidate;
import dev.eckart.spi.layer.Layer;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;
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
 * @param kind a word for labels
 * @param layer the convolution
 * @param seen what was observed of it, if changes are weighed by that
 * @param backend what to factorise with
 * @param first what the narrow convolution looks at
 * @param second what the one behind it looks at
 * @param fits one fit for each block
 */
record ModeForm(
        String kind,
        Factor layer,
        Optional<Seen> seen,
        Backend backend,
        Window first,
        Window second,
        List<ModeFit> fits) {
    /** Widths that are tried: all of a small layer, and of a large one so many, evenly spread. */
    private static final int MOST_WIDTHS = 48;

    /** Outputs beyond which fewer widths are tried: each takes a decomposition of outputs x outputs. */
    private static final int MANY_OUTPUTS = 256;

    /** The forms that a layer has besides that of a matrix: none, unless it is a convolution with a wide window. */
    static List<ModeForm> all(Forms forms, Factor layer, Optional<Seen> seen) {
        List<ModeForm> all = new ArrayList<>();
        Optional<Seen> weighing = seen.filter(observed -> forms.isDataAware());
        Shelf shelf = new Shelf();
        layer.geometry().window().filter(window -> window.size() > 1).ifPresent(window -> {
            if (window.axes().size() == 2 && window.axes().stream().allMatch(axis -> axis.kernel() > 1)) {
                int outer = layer.channels() * window.axes().get(0).kernel();
                all.add(of("spatial", forms, shelf, layer, weighing, window.along(0), window.along(1), outer));
            }
            if (layer.channels() > 1) {
                Window point = Window.point(window.axes().size());
                all.add(of("tucker", forms, shelf, layer, weighing, point, window, layer.channels()));
            }
        });
        return all;
    }

    private static ModeForm of(
            String kind,
            Forms forms,
            Shelf shelf,
            Factor layer,
            Optional<Seen> seen,
            Window first,
            Window second,
            int outer) {
        List<ModeFit> fits = IntStream.range(0, layer.geometry().blocks())
                .mapToObj(block -> ModeFit.of(
                        forms.backend(),
                        shelf,
                        layer.block(block),
                        outer,
                        seen.flatMap(all -> all.moment(block, layer.bias().isPresent()))))
                .toList();
        return new ModeForm(kind, layer, seen, forms.backend(), first, second, fits);
    }

    /** All sizes, their errors scaled to the norm that the layer has in the decomposer's own measure. */
    List<Forms.Offer> offers(double norm) {
        double total = fits.stream().mapToDouble(ModeFit::total).sum();
        double scale = total > 0 ? norm * norm / total : 0;
        List<Forms.Offer> offers = new ArrayList<>();
        int outputs = layer.blockOutputs();
        int tried = MOST_WIDTHS * MANY_OUTPUTS / Math.max(MANY_OUTPUTS, outputs);
        for (int width : spread(fits.get(0).widths(), Math.max(1, tried))) {
            double behind =
                    fits.stream().mapToDouble(fit -> fit.squaredError(width)).sum();
            offers.add(offer(new Size(width, Optional.empty()), behind * scale));
            List<Eigen> outer =
                    fits.stream().map(fit -> backend.eigen(fit.outputs(width))).toList();
            for (int narrow : spread(outputs - 1, MOST_WIDTHS)) {
                double lost = outer.stream()
                        .mapToDouble(eigen -> IntStream.range(narrow, outputs)
                                .mapToDouble(i -> Math.max(0, eigen.values()[i]))
                                .sum())
                        .sum();
                offers.add(offer(new Size(width, Optional.of(narrow)), (behind + lost) * scale));
            }
        }
        return offers;
    }

    private static Iterable<Integer> spread(int most, int count) {
        TreeSet<Integer> widths = new TreeSet<>();
        int tried = Math.min(most, count);
        for (int i = 1; i <= tried; i++) {
            widths.add((int) Math.round((double) i * most / tried));
        }
        return widths;
    }

    /** Width behind the first convolution, and behind the second one, if a third follows. */
    private record Size(int width, Optional<Integer> narrow) {}

    private Forms.Offer offer(Size size, double squaredError) {
        int outputs = layer.blockOutputs();
        ModeFit fit = fits.get(0);
        int behind = size.width() * fit.inner();
        long weights = (long) fit.basis().rows() * size.width()
                + size.narrow()
                        .map(narrow -> (long) narrow * (behind + outputs))
                        .orElse((long) behind * outputs);
        Geometry like = layer.geometry();
        List<Geometry> geometries = new ArrayList<>(List.of(like.with(first), like.with(second)));
        size.narrow()
                .ifPresent(narrow ->
                        geometries.add(like.with(Window.point(first.axes().size()))));
        Candidate candidate = new Candidate(
                kind + " " + size.width()
                        + size.narrow().map(narrow -> " x " + narrow).orElse(""),
                OptionalInt.of(size.narrow().orElse(size.width())),
                weights * fits.size() + layer.bias().map(Tensor::size).orElse(0),
                Math.sqrt(squaredError),
                () -> chain(size));
        return new Forms.Offer(candidate, geometries);
    }

    private List<Layer> chain(Size size) {
        List<List<Tensor>> blocks = new ArrayList<>();
        List<Tensor> biases = new ArrayList<>();
        for (int block = 0; block < fits.size(); block++) {
            ModeFit fit = fits.get(block);
            Tensor second = fit.second(size.width());
            List<Tensor> factors = new ArrayList<>(List.of(fit.first(size.width())));
            factors.addAll(size.narrow()
                    .map(narrow -> narrowed(second, leading(fit.outputs(size.width()), narrow)))
                    .orElse(List.of(second)));
            blocks.add(factors);
            int at = block;
            layer.blockBias(block).ifPresent(bias -> biases.add(bias(at, size.width(), factors, bias)));
        }
        List<Layer> chain = new ArrayList<>();
        int last = blocks.get(0).size() - 1;
        for (int i = 0; i <= last; i++) {
            int at = i;
            Tensor weights =
                    Columns.beside(blocks.stream().map(block -> block.get(at)).toList());
            boolean bare = i < last || biases.isEmpty();
            chain.add(Dense.of(weights, bare ? Optional.empty() : Optional.of(Columns.beside(biases))));
        }
        return chain;
    }

    private Tensor leading(Tensor outputs, int narrow) {
        return Tensors.leadingColumns(backend.eigen(outputs).vectors(), narrow);
    }

    private List<Tensor> narrowed(Tensor second, Tensor leading) {
        return List.of(Float64.product(backend, second, leading), Tensors.transpose(leading));
    }

    /** The bias that keeps the mean output, where the mean is known. */
    private Tensor bias(int block, int width, List<Tensor> factors, Tensor bias) {
        return seen.map(all -> {
                    Tensor mean = all.blocks().get(block).mean();
                    Tensor hidden = fits.get(block).hiddenMean(width, mean);
                    int last = factors.size() - 1;
                    for (Tensor factor : factors.subList(1, last)) {
                        hidden = Float64.product(hidden, factor);
                    }
                    return MeanKeepingBias.bias(layer.block(block), bias, mean, hidden, factors.get(last));
                })
                .orElse(bias);
    }
}

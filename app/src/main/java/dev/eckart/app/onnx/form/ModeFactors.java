package dev.eckart.app.onnx.form;

import dev.eckart.compress.decompose.MeanKeepingBias;
import dev.eckart.compress.math.Float64;
import dev.eckart.nn.Dense;
import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.compress.Candidate;
import dev.eckart.spi.compress.Decomposition;
import dev.eckart.spi.layer.Layer;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Makes the factors of a {@link ModeForm} from what a store keeps.
 *
 * @param backend what to factorise with
 * @param sizes the candidates, by label
 * @param fits one fit for each block
 * @param biases the bias of each block, if the convolution has one
 */
record ModeFactors(
        Backend backend, Map<String, ModeForm.Size> sizes, List<Supplier<ModeFit>> fits, List<MeanKeepingBias> biases)
        implements Decomposition.Source {
    @Override
    public List<Layer> factors(Candidate candidate) {
        ModeForm.Size size = sizes.get(candidate.label());
        List<List<Tensor>> blocks = new ArrayList<>();
        List<Tensor> own = new ArrayList<>();
        for (int block = 0; block < fits.size(); block++) {
            ModeFit fit = fits.get(block).get();
            List<Tensor> factors = factors(fit, size);
            blocks.add(factors);
            if (!biases.isEmpty()) {
                own.add(bias(fit, biases.get(block), size.width(), factors));
            }
        }
        List<Layer> chain = new ArrayList<>();
        int last = blocks.get(0).size() - 1;
        for (int i = 0; i <= last; i++) {
            int at = i;
            Tensor weights =
                    Columns.beside(blocks.stream().map(block -> block.get(at)).toList());
            boolean bare = i < last || own.isEmpty();
            chain.add(Dense.of(weights, bare ? Optional.empty() : Optional.of(Columns.beside(own))));
        }
        return chain;
    }

    private List<Tensor> factors(ModeFit fit, ModeForm.Size size) {
        Tensor second = fit.second(size.width());
        List<Tensor> factors = new ArrayList<>(List.of(fit.first(size.width())));
        factors.addAll(size.narrow()
                .map(narrow -> narrowed(second, leading(fit.outputs(size.width()), narrow)))
                .orElse(List.of(second)));
        return factors;
    }

    private Tensor leading(Tensor moment, int narrow) {
        return Tensors.leadingColumns(backend.eigen(moment).vectors(), narrow);
    }

    private List<Tensor> narrowed(Tensor second, Tensor leading) {
        return List.of(Float64.product(backend, second, leading), Tensors.transpose(leading));
    }

    /** The bias that keeps the mean output, where the mean is known. */
    private static Tensor bias(ModeFit fit, MeanKeepingBias bias, int width, List<Tensor> factors) {
        int last = factors.size() - 1;
        return bias.behind(
                mean -> {
                    Tensor hidden = fit.hiddenMean(width, mean);
                    for (Tensor factor : factors.subList(1, last)) {
                        hidden = Float64.product(hidden, factor);
                    }
                    return hidden;
                },
                factors.get(last));
    }
}

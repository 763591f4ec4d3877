package dev.eckart.compress.decompose;

import dev.eckart.compress.math.Float64;
import dev.eckart.nn.Bilinear;
import dev.eckart.nn.Dense;
import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.compress.Candidate;
import dev.eckart.spi.compress.Decomposer.Request;
import dev.eckart.spi.compress.Decomposition;
import dev.eckart.spi.layer.Layer;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Makes bilinear candidates: factored anew when one is asked for, for all sizes together would take too much room.
 *
 * @param sizes the bilinear candidates, by label
 * @param others makes all other candidates
 * @param fit the layer in the bases of its pictures
 * @param bias the bias of the last factor, if the layer has one
 * @param backend what to factorise with
 * @param precision precision of the layers to be made
 */
record BilinearFactors(
        Map<String, BilinearSize> sizes,
        Decomposition.Source others,
        Supplier<BilinearFit> fit,
        Optional<MeanKeepingBias> bias,
        Backend backend,
        Precision precision)
        implements Decomposition.Source {
    static BilinearFactors of(
            Request request,
            Optional<Tensor> mean,
            BilinearFit fit,
            Map<String, BilinearSize> sizes,
            Decomposition.Source others) {
        Tensor w = request.weights();
        return new BilinearFactors(
                sizes,
                others,
                fit.kept(request.store()),
                request.bias().map(b -> MeanKeepingBias.of(w, b, mean)),
                request.backend(),
                w.precision());
    }

    @Override
    public List<Layer> factors(Candidate candidate) {
        BilinearSize size = sizes.get(candidate.label());
        return size == null ? others.factors(candidate) : factors(size, fit.get());
    }

    private List<Layer> factors(BilinearSize size, BilinearFit whole) {
        BilinearFit.Part part = whole.part(backend, size.a(), size.b());
        Layer sides = Bilinear.of(
                Tensors.copy(Tensors.leadingColumns(whole.modes().left(), size.a()), precision),
                Tensors.copy(Tensors.leadingColumns(whole.modes().right(), size.b()), precision));
        if (!size.split()) {
            Tensor first = Float64.identity(size.a() * size.b());
            return List.of(sides, dense(part.weights(), bias(whole, size, first, part.weights())));
        }
        NestedFactors nested = part.nested(backend);
        Tensor first = Tensors.leadingColumns(nested.left(), size.rank());
        Tensor last = Tensors.transpose(Tensors.leadingColumns(nested.right(), size.rank()));
        return List.of(sides, dense(first, Optional.empty()), dense(last, bias(whole, size, first, last)));
    }

    private Optional<Tensor> bias(BilinearFit whole, BilinearSize size, Tensor first, Tensor last) {
        return bias.map(b -> b.behind(
                mean -> {
                    Tensor turned = whole.rows(whole.modes().turn(Tensors.transpose(mean)), size.a(), size.b());
                    return Float64.product(Tensors.transpose(turned), first);
                },
                last));
    }

    private Layer dense(Tensor weights, Optional<Tensor> own) {
        return Dense.of(Tensors.copy(weights, precision), own.map(b -> Tensors.copy(b, precision)));
    }
}

package dev.eckart.app.onnx.narrow;

import dev.eckart.app.onnx.form.Factor;
import dev.eckart.app.onnx.narrow.Narrowing.Passage;
import dev.eckart.app.onnx.unit.Unit;
import dev.eckart.compress.decompose.HeadFactors;
import dev.eckart.compress.decompose.MeanKeepingBias;
import dev.eckart.compress.math.Float64;
import dev.eckart.spi.compress.Decomposer;
import dev.eckart.spi.compress.Statistics;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Two layers of attention with narrower heads, all of one size.
 *
 * @param pair the pair
 * @param heads what becomes of each head's numbers
 * @param bias the bias of the layer behind, which keeps what that makes of the mean
 */
record HeadForm(Narrowing pair, List<HeadFactors> heads, Optional<MeanKeepingBias> bias) implements NarrowForm {
    static final String PURPOSE = "narrowing";

    /** The pair with the measured layer and what was seen of it. */
    static HeadForm of(Narrowing pair, Decomposer.Request measured) {
        Statistics seen = measured.statistics().orElseThrow();
        Tensor gradients = seen.gradients().orElseThrow();
        boolean values = pair.passage() == Passage.VALUES;
        boolean biased = values && measured.bias().isPresent();
        Tensor moment = values ? (biased ? seen.covariance() : seen.moment()).orElseThrow() : made(measured, seen);
        List<HeadFactors> heads = IntStream.range(0, pair.groups())
                .mapToObj(head -> {
                    Tensor part = rows(measured.weights(), pair, head);
                    return HeadFactors.of(
                            measured.backend(),
                            block(moment, pair, head),
                            values
                                    ? Float64.sandwich(measured.backend(), Tensors.transpose(part), gradients)
                                    : block(gradients, pair, head));
                })
                .toList();
        return new HeadForm(
                pair,
                heads,
                biased
                        ? measured.bias().map(b -> MeanKeepingBias.of(measured.weights(), b, Optional.of(seen.mean())))
                        : Optional.empty());
    }

    /** Second moment of what a layer makes. */
    private static Tensor made(Decomposer.Request layer, Statistics seen) {
        Tensor centred = Float64.sandwich(
                layer.backend(), layer.weights(), seen.covariance().orElseThrow());
        Tensor mean = Float64.product(seen.mean(), layer.weights());
        layer.bias().ifPresent(b -> Tensors.fill(mean, added(mean.doubles().clone(), b)));
        return Statistics.about(centred, mean);
    }

    private static IntToDoubleFunction added(double[] numbers, Tensor bias) {
        return i -> numbers[i] + bias.get(0, i);
    }

    private static Tensor rows(Tensor matrix, Narrowing pair, int head) {
        int size = matrix.rows() / pair.groups();
        Tensor part = Tensors.zeros(Precision.FLOAT64, size, matrix.columns());
        Tensors.fill(part, i -> matrix.get(head * size + i / matrix.columns(), i % matrix.columns()));
        return part;
    }

    private static Tensor block(Tensor square, Narrowing pair, int head) {
        return Tensors.transpose(rows(Tensors.transpose(rows(square, pair, head)), pair, head));
    }

    @Override
    public double error(int size) {
        return Math.sqrt(
                heads.stream().mapToDouble(head -> head.squaredError(size)).sum());
    }

    @Override
    public Factor of(Unit unit, int size) {
        Factor layer = unit.read();
        if (unit.equals(pair.first())) {
            return narrowed(layer, head -> head.into(size));
        }
        if (pair.makes(unit)) {
            return narrowed(layer, head -> Tensors.transpose(head.back(size)));
        }
        Tensor weights = Tensors.transpose(
                columns(Tensors.transpose(layer.weights()), head -> Tensors.transpose(head.back(size))));
        Optional<Tensor> kept = bias.map(own -> own.behind(mean -> columns(mean, head -> head.into(size)), weights));
        return new Factor(weights, kept.or(layer::bias), layer.geometry());
    }

    private Factor narrowed(Factor layer, Function<HeadFactors, Tensor> into) {
        return new Factor(columns(layer.weights(), into), layer.bias().map(b -> columns(b, into)), layer.geometry());
    }

    /** A matrix whose columns of each head are multiplied with what narrows that. */
    private Tensor columns(Tensor matrix, Function<HeadFactors, Tensor> into) {
        Tensor turned = Tensors.transpose(matrix);
        List<Tensor> parts = IntStream.range(0, heads.size())
                .mapToObj(head ->
                        Float64.product(Tensors.transpose(rows(turned, pair, head)), into.apply(heads.get(head))))
                .toList();
        int width = parts.get(0).columns();
        Tensor all = Tensors.zeros(Precision.FLOAT64, matrix.rows(), heads.size() * width);
        Tensors.fill(all, i -> {
            int column = i % all.columns();
            return parts.get(column / width).get(i / all.columns(), column % width);
        });
        return all;
    }
}

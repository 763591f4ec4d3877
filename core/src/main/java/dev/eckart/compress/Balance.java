package dev.eckart.compress;

import dev.eckart.nn.Dense;
import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.backend.Svd;
import dev.eckart.spi.compress.Decomposition;
import dev.eckart.spi.layer.Layer;
import dev.eckart.spi.layer.Linear;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Rescales the factors of a chain so that neighbours have the same singular values.
 *
 * <p>Of all pairs with one product AB, the balanced one has the least sum of squares (Srebro, Rennie and Jaakkola,
 * "Maximum-margin matrix factorization", NIPS 2004). With {@code A = U1 S1 V1'} and {@code B = U2 S2 V2'} it follows
 * from the decomposition {@code P S Q'} of the small matrix {@code S1 V1' U2 S2}: {@code A = U1 P sqrt(S)} and
 * {@code B = sqrt(S) Q' V2'}. In a chain, balancing one pair unbalances the next; the pairs take turns until
 * rounding is all that is left.
 *
 * @param backend what to factorise with
 */
record Balance(Backend backend) {
    /** The same candidates with balanced factors, made when one is taken. */
    static Decomposition of(Decomposition plain, Backend backend) {
        return plain.from(candidate -> of(plain.factors(candidate), backend));
    }

    /**
     * The chain balanced. A pair stays as it is if its first layer has a bias, or is wider between the two than on one
     * of its sides: there is no balance then that keeps every unit in use. So does a layer that is not linear.
     */
    static List<Layer> of(List<Layer> chain, Backend backend) {
        return new Balance(backend).settle(chain);
    }

    private List<Layer> settle(List<Layer> chain) {
        List<Layer> layers = chain;
        double before = Double.POSITIVE_INFINITY;
        for (double now = imbalance(layers); now < before; now = imbalance(layers)) {
            before = now;
            layers = turn(layers);
        }
        return layers;
    }

    /** The norm of A'A - BB', of all pairs together. */
    private static double imbalance(List<Layer> chain) {
        double imbalance = 0;
        for (int i = 1; i < chain.size(); i++) {
            imbalance = Math.hypot(imbalance, imbalance(chain.get(i - 1), chain.get(i)));
        }
        return imbalance;
    }

    private static double imbalance(Layer left, Layer right) {
        if (!canBalance(left, right)) {
            return 0;
        }
        Tensor a = ((Linear) left).weights();
        Tensor b = ((Linear) right).weights();
        int width = a.columns();
        Tensor difference = Tensors.zeros(Precision.FLOAT64, width, width);
        Tensors.fill(
                difference,
                i -> sum(a.rows(), k -> a.get(k, i / width) * a.get(k, i % width))
                        - sum(b.columns(), k -> b.get(i / width, k) * b.get(i % width, k)));
        return Tensors.norm(difference);
    }

    private List<Layer> turn(List<Layer> chain) {
        List<Layer> layers = new ArrayList<>(chain);
        for (int i = 1; i < layers.size(); i++) {
            if (canBalance(layers.get(i - 1), layers.get(i))) {
                List<Dense> pair = pair((Linear) layers.get(i - 1), (Linear) layers.get(i));
                layers.set(i - 1, pair.get(0));
                layers.set(i, pair.get(1));
            }
        }
        return layers;
    }

    private static boolean canBalance(Layer left, Layer right) {
        return left instanceof Linear a
                && right instanceof Linear b
                && a.bias().isEmpty()
                && a.weights().columns()
                        <= Math.min(a.weights().rows(), b.weights().columns());
    }

    private List<Dense> pair(Linear first, Linear second) {
        Svd a = backend.svd(wide(first.weights()));
        Svd b = backend.svd(wide(second.weights()));
        Svd core = backend.svd(core(a, b));
        Tensor left = timesRootScaled(a.u(), core.u(), core.s());
        Tensor right = Tensors.transpose(timesRootScaled(b.v(), core.v(), core.s()));
        return List.of(dense(left, first, Optional.empty()), dense(right, second, second.bias()));
    }

    private static Tensor wide(Tensor weights) {
        return Tensors.copy(weights, Precision.FLOAT64);
    }

    private static Dense dense(Tensor weights, Linear like, Optional<Tensor> bias) {
        Precision precision = like.weights().precision();
        return Dense.of(Tensors.copy(weights, precision), bias.map(b -> Tensors.copy(b, precision)));
    }

    /** {@code S1 V1' U2 S2}. */
    private static Tensor core(Svd a, Svd b) {
        int width = a.s().length;
        Tensor core = Tensors.zeros(Precision.FLOAT64, width, width);
        Tensors.fill(core, i -> {
            int row = i / width;
            int column = i % width;
            return a.s()[row] * b.s()[column] * sum(width, k -> a.v().get(k, row) * b.u().get(k, column));
        });
        return core;
    }

    /** The product of two matrices, its columns then times the roots of the singular values. */
    private static Tensor timesRootScaled(Tensor x, Tensor y, double[] s) {
        int width = s.length;
        Tensor product = Tensors.zeros(Precision.FLOAT64, x.rows(), width);
        Tensors.fill(
                product,
                i -> Math.sqrt(s[i % width]) * sum(x.columns(), k -> x.get(i / width, k) * y.get(k, i % width)));
        return product;
    }

    private static double sum(int terms, IntToDoubleFunction term) {
        return IntStream.range(0, terms).mapToDouble(term).sum();
    }
}

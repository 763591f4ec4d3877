package dev.eckart.app.verify;

import dev.eckart.spi.backend.Svd;
import dev.eckart.spi.compress.Candidate;
import dev.eckart.spi.layer.Layer;
import dev.eckart.spi.layer.Linear;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.List;
import java.util.Optional;

/**
 * Compares decompositions of one layer by what they have in common: never U and V entry by entry, whose signs are
 * free, and which rotate where singular values repeat.
 *
 * @param name name of the layer
 * @param weights the layer's weights in float64
 * @param referee their decomposition by the referee
 * @param precision precision in which the other backend has the weights
 */
record DecompositionChecks(String name, Tensor weights, Svd referee, Precision precision) {
    Finding singularValues(Svd own) {
        double largest = referee.s()[0] == 0 ? 1 : referee.s()[0];
        double error = own.s().length == referee.s().length ? 0 : Double.NaN;
        for (int i = 0; i < Math.min(own.s().length, referee.s().length); i++) {
            error = Math.max(error, Math.abs(own.s()[i] - referee.s()[i]) / largest);
        }
        // By Weyl: no singular value moves further than the matrix does.
        return Finding.of(Check.SINGULAR_VALUES, name, error, backward(1, Tensors.norm(weights) / largest));
    }

    /**
     * The leading singular vectors on both sides. With a gap behind them of more than twice the backward error, the
     * sines of the angles are at most twice that error over the gap (Wedin, Perturbation bounds in connection with
     * singular value decomposition, 1972); a factor of two leads from the sines to the projectors of both sides.
     */
    Finding subspaces(Svd own, String level, int rank) {
        String place = name + " at " + level;
        Bound backward = backward(1, Tensors.norm(weights));
        return undetermined(Check.SUBSPACES, place, rank, backward).orElseGet(() -> {
            double error = Math.max(projectors(own.u(), referee.u(), rank), projectors(own.v(), referee.v(), rank));
            return Finding.of(Check.SUBSPACES, place, error, backward.grown(4 / gap(rank)));
        });
    }

    /**
     * The product of the factors. To first order truncation to rank r magnifies an error of the matrix by at most
     * {@code s_r / (s_r - s_(r+1))} (Vu, Chunikhina and Raich, Perturbation expansions and error bounds for the
     * truncated singular value decomposition, 2021); at full rank not at all.
     */
    Finding product(LevelNetwork.Chosen ours, LevelNetwork.Chosen theirs, String level) {
        Candidate own = ours.candidate();
        Candidate right = theirs.candidate();
        String place = name + " at " + level;
        if (!own.rank().equals(right.rank())) {
            return Finding.refused(
                    Check.PRODUCT, place, "the layer became " + own.label() + ", the referee's " + right.label());
        }
        Optional<Tensor> product = product(ours.factors());
        Optional<Tensor> expected = product(theirs.factors());
        if (product.isEmpty() || expected.isEmpty()) {
            return Finding.undetermined(Check.PRODUCT, place, "its factors are not linear");
        }
        int rank = own.rank().orElse(fullRank());
        double norm = Tensors.norm(weights) == 0 ? 1 : Tensors.norm(weights);
        double error = Referee.distance(product.get(), expected.get()) / norm;
        Bound relative = backward(Math.sqrt(rank), 1);
        if (rank == fullRank()) {
            return Finding.of(Check.PRODUCT, place, error, relative);
        }
        Bound absolute = backward(1, norm);
        return undetermined(Check.PRODUCT, place, rank, absolute)
                .orElseGet(() ->
                        Finding.of(Check.PRODUCT, place, error, relative.grown(referee.s()[rank - 1] / gap(rank))));
    }

    private static Optional<Tensor> product(List<Layer> layers) {
        return layers.stream().allMatch(Linear.class::isInstance)
                ? Optional.of(
                        new Segment(layers.stream().map(Linear.class::cast).toList()).matrix())
                : Optional.empty();
    }

    private Optional<Finding> undetermined(Check check, String place, int rank, Bound backward) {
        return 2 * backward.value() < gap(rank)
                ? Optional.empty()
                : Optional.of(Finding.undetermined(
                        check,
                        place,
                        "singular values " + rank + " and " + (rank + 1) + " lie " + (float) gap(rank)
                                + " apart, no more than twice what rounding may move them"));
    }

    private Bound backward(double storage, double norm) {
        return Bound.decomposition(precision, Math.max(weights.rows(), weights.columns()), storage, norm);
    }

    private int fullRank() {
        return Math.min(weights.rows(), weights.columns());
    }

    private double gap(int rank) {
        return referee.s()[rank - 1] - (rank == fullRank() ? 0 : referee.s()[rank]);
    }

    /** Frobenius distance of the projectors: root 2 times what one leaves of the other's basis. */
    private static double projectors(Tensor a, Tensor b, int rank) {
        Tensor basis = Tensors.leadingColumns(a, rank);
        Tensor other = Tensors.leadingColumns(b, rank);
        Tensor kept = Referee.product(other, Referee.product(Tensors.transpose(other), basis));
        return Math.sqrt(2) * Referee.distance(basis, kept);
    }
}

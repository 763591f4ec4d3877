package dev.eckart.app.verify;

import dev.eckart.nn.Network;
import dev.eckart.spi.layer.Linear;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;

/**
 * How far the logits of a network may lie from the referee's, picture by picture.
 *
 * <p>Forward error analysis in the Euclidean norm (Higham, Accuracy and Stability of Numerical Algorithms, 3.1 and 3.5).
 * A layer {@code x W + b} of k inputs adds a rounding of at most {@code (k + 4) u (|x| |W| + |b|)}: k of the sums of
 * products, one of the bias, one of the input itself, two for the higher orders. A segment carries an error on
 * multiplied by the largest singular value of its matrix, and adds the difference of the two networks' own matrices
 * times its input; a rectifier makes no error larger. The slack of 4 is one for the network, one for the referee, two
 * for the matrices' products.
 */
final class LogitBound {
    private static final double SLACK = 4;
    private static final int ROUNDINGS_BESIDES = 4;

    private final double unitRoundoff;
    private final List<Step> steps = new ArrayList<>();
    private double size;

    /** A segment: the referee's map, how far the network's own is from it, and the norms of its layers. */
    private record Step(Ruling.Map map, double matrixDistance, double biasDistance, List<Rounding> roundings) {}

    /** One layer: terms in a sum, norm of its weights and of its bias. */
    private record Rounding(double terms, double weights, double bias) {}

    LogitBound(Ruling.Judged referee, Network own, Precision precision) {
        this.unitRoundoff = precision.unitRoundoff();
        List<Segment> segments = Segment.of(own);
        for (int i = 0; i < segments.size(); i++) {
            add(referee.maps().get(i), segments.get(i));
        }
    }

    private void add(Ruling.Map map, Segment segment) {
        List<Rounding> roundings =
                segment.layers().stream().map(LogitBound::rounding).toList();
        roundings.forEach(rounding -> size += rounding.terms());
        steps.add(new Step(
                map,
                Referee.distance(segment.matrix(), map.matrix()),
                Referee.distance(segment.bias(), map.bias()),
                roundings));
    }

    private static Rounding rounding(Linear layer) {
        double bias = layer.bias().map(Tensors::norm).orElse(0.0);
        Tensor weights = layer.weights();
        return new Rounding(weights.rows() + ROUNDINGS_BESIDES, Tensors.norm(weights), bias);
    }

    /** The bound for a test picture. */
    Bound at(int picture) {
        double rounding = 0;
        double inherited = 0;
        for (Step step : steps) {
            double input = step.map().inputs()[picture];
            double stretch = step.map().norm() + step.matrixDistance();
            rounding = rounding * stretch + roundings(step, input);
            inherited = inherited * stretch + input * step.matrixDistance() + step.biasDistance();
        }
        return new Bound(SLACK, size, unitRoundoff, rounding / size, 1, inherited);
    }

    /** The roundings of a segment's layers, in units of u. */
    private static double roundings(Step step, double input) {
        double norm = input;
        double sum = 0;
        for (Rounding layer : step.roundings()) {
            double output = norm * layer.weights() + layer.bias();
            sum = sum * layer.weights() + layer.terms() * output;
            norm = output;
        }
        return sum;
    }
}

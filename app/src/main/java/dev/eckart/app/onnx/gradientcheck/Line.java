package dev.eckart.app.onnx.gradientcheck;

import dev.eckart.spi.Seed;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;

/** A random direction in which a tensor of a model is moved, whose entries are as large as its numbers are. */
final class Line {
    private final SlopedModel model;
    private final String name;
    private final double[] start;
    private final double[] direction;

    /**
     * A line through the tensor as it is.
     *
     * @param model the model
     * @param name name of the tensor
     * @param seed decides the direction
     */
    Line(SlopedModel model, String name, Seed seed) {
        this.model = model;
        this.name = name;
        this.start = model.weights(name);
        double squares = DoubleStream.of(start).map(number -> number * number).sum();
        double size = squares == 0 ? 1 : Math.sqrt(squares / start.length);
        SplittableRandom random = seed.random();
        this.direction = random.doubles(start.length)
                .map(ignored -> size * random.nextGaussian())
                .toArray();
    }

    SlopedModel model() {
        return model;
    }

    String name() {
        return name;
    }

    private void moveTo(double place) {
        double[] moved = start.clone();
        for (int i = 0; i < moved.length; i++) {
            moved[i] += place * direction[i];
        }
        model.write(name, moved);
    }

    /** Leaves the tensor as it was. */
    void restore() {
        moveTo(0);
    }

    /** What the model gives at a place of the line, where the tensor stays. */
    CentralDifference.Sum sum(double place) {
        moveTo(place);
        return model.sum();
    }

    /** The derivative along the line that the gradient at a place says, where the tensor stays. */
    double slope(double place) {
        moveTo(place);
        double[] gradient = model.slope(name);
        double slope = 0;
        for (int i = 0; i < gradient.length; i++) {
            slope += gradient[i] * direction[i];
        }
        return slope;
    }

    /** How far the derivative near the start is from that at it, looked for at eight places. */
    double jump(double derivative, double step) {
        double largest = 0;
        for (int i = -4; i <= 4; i++) {
            largest = Math.max(largest, i == 0 ? 0 : Math.abs(slope(i * step / 4) - derivative));
        }
        return largest;
    }
}

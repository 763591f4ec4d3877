package dev.eckart.app.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.nn.Dense;
import dev.eckart.nn.Network;
import dev.eckart.nn.Network.Node;
import dev.eckart.nn.Relu;
import dev.eckart.spi.layer.Workspace;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LogitBoundTest {
    private static final int PICTURES = 50;

    private final Tensor first = Matrices.random(30, 20, "first");
    private final Tensor second = Matrices.random(20, 20, "second");
    private final Tensor third = Matrices.random(20, 10, "third");
    private final Tensor pictures = Matrices.random(PICTURES, 30, "pictures");
    private final Network network = network(first, second, third);

    /** The network in float32 precision, computed exactly otherwise, is off by the rounding of its weights. */
    @Test
    void roundedWeightsStayWithinTheBound() {
        Network rounded = network(rounded(first), rounded(second), rounded(third));
        double worst = worstRatio(rounded, Precision.FLOAT32);
        assertTrue(worst > 0 && worst <= 1, () -> "ratio " + worst);
    }

    @Test
    void aDifferenceOfTheWeightsIsInheritedAndNothingElse() {
        Tensor moved = Tensors.copy(second, Precision.FLOAT64);
        moved.set(3, 4, moved.get(3, 4) + 0.01);
        Network other = network(first, moved, third);
        double worst = worstRatio(other, Precision.FLOAT64);
        assertTrue(worst > 1e-3 && worst <= 1, () -> "ratio " + worst);
        assertEquals(
                0, new LogitBound(judged(), network, Precision.FLOAT64).at(0).inherited());
    }

    /** Two factors that are turned against each other are one and the same layer. */
    @Test
    void factorsCountByTheirProduct() {
        Tensor flippedFirst = Tensors.copy(first, Precision.FLOAT64);
        Tensors.fill(flippedFirst, i -> -Tensors.element(first).applyAsDouble(i));
        Tensor flippedSecond = Tensors.copy(second, Precision.FLOAT64);
        Tensors.fill(flippedSecond, i -> -Tensors.element(second).applyAsDouble(i));
        Network flipped = network(flippedFirst, flippedSecond, third);
        assertEquals(
                0, new LogitBound(judged(), flipped, Precision.FLOAT64).at(0).inherited());
        assertTrue(worstRatio(flipped, Precision.FLOAT64) <= 1);
    }

    private double worstRatio(Network other, Precision precision) {
        Ruling.Judged judged = judged();
        LogitBound bound = new LogitBound(judged, other, precision);
        List<double[]> answers = answers(other);
        return IntStream.range(0, PICTURES)
                .mapToDouble(picture -> {
                    double[] a = answers.get(picture);
                    double[] b = judged.answers().logits().get(picture);
                    double largest = IntStream.range(0, a.length)
                            .mapToDouble(j -> Math.abs(a[j] - b[j]))
                            .max()
                            .orElse(0);
                    return largest / bound.at(picture).value();
                })
                .max()
                .orElse(0);
    }

    private Ruling.Judged judged() {
        Tap.Tapped tapped = Tap.into(network);
        List<double[]> logits = answers(tapped.network());
        List<Segment> segments = Segment.of(network);
        assertEquals(2, segments.size());
        List<Ruling.Map> maps = IntStream.range(0, segments.size())
                .mapToObj(i -> new Ruling.Map(
                        segments.get(i).matrix(),
                        segments.get(i).bias(),
                        new Referee().svd(segments.get(i).matrix()).s()[0],
                        tapped.taps().get(i).norms()))
                .toList();
        Answers answers = new Answers(logits, new dev.eckart.spi.train.Evaluation(0, 0, new int[0][0]));
        return new Ruling.Judged(LevelNetwork.base(network), answers, maps);
    }

    private List<double[]> answers(Network network) {
        Tensor output = network.forward(pictures, new Workspace(new Referee())).output();
        return IntStream.range(0, PICTURES)
                .mapToObj(i -> IntStream.range(0, output.columns())
                        .mapToDouble(j -> output.get(i, j))
                        .toArray())
                .toList();
    }

    /** Two factors, a rectifier, one more layer; no biases, so that the factors' signs are free. */
    private static Network network(Tensor first, Tensor second, Tensor third) {
        return new Network(
                30,
                List.of(
                        new Node("dense-1.1", Dense.of(first, Optional.empty())),
                        new Node("dense-1.2", Dense.of(second, Optional.empty())),
                        new Node("relu-1", new Relu()),
                        new Node("dense-2", Dense.of(third, Optional.empty()))));
    }

    private static Tensor rounded(Tensor tensor) {
        return Tensors.copy(Tensors.copy(tensor, Precision.FLOAT32), Precision.FLOAT64);
    }
}

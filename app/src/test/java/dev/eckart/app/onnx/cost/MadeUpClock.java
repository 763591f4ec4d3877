package dev.eckart.app.onnx.cost;

import dev.eckart.app.onnx.data.SampleBatch;
import dev.eckart.app.onnx.measure.Slowdown;
import dev.eckart.app.onnx.measure.Speed;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.proto.GraphProto;
import dev.eckart.app.onnx.proto.ModelProto;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * A machine on which each weight takes a nanosecond, and each node as many as is said.
 *
 * @param node nanoseconds that a node takes besides
 * @param rest nanoseconds of a run of a model besides
 * @param among what all nodes together take, by what they take alone
 */
public record MadeUpClock(long node, long rest, DoubleUnaryOperator among) implements ModelClock {
    /** A machine on which nodes take among others what they take alone. */
    public MadeUpClock(long node, long rest) {
        this(node, rest, alone -> alone);
    }

    @Override
    public List<Long> nanoseconds(List<Kernel.Copies> kernels) {
        return kernels.stream()
                .map(each -> (long) alone(each.kernel().model().getGraph()))
                .toList();
    }

    private double alone(GraphProto graph) {
        long weights = graph.getInitializerList().stream()
                .mapToLong(tensor -> tensor.getDimsList().stream().reduce(1L, (a, b) -> a * b))
                .sum();
        return weights + node * graph.getNodeCount();
    }

    /** Nanoseconds of a run. */
    public double whole(ModelProto model) {
        return rest + among.applyAsDouble(alone(model.getGraph()));
    }

    @Override
    public Speed race(OnnxModel before, OnnxModel after, SampleBatch batch) {
        return speed(batch, whole(before.proto()) / 1e3, whole(after.proto()) / 1e3);
    }

    /** What a race comes to in which all rounds are alike, in microseconds. */
    public static Speed speed(SampleBatch batch, double was, double is) {
        return new Speed(
                batch.size(),
                List.of(new Speed.Times(was, was, was), new Speed.Times(is, is, is)),
                is > was ? 1 : 0,
                20,
                new Slowdown(is / was, is / was, is / was));
    }
}

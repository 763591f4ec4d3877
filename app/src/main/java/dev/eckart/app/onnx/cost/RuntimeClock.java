package dev.eckart.app.onnx.cost;

import com.google.protobuf.ByteString;
import dev.eckart.app.onnx.data.SampleBatch;
import dev.eckart.app.onnx.measure.Speed;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.proto.GraphProto;
import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.app.onnx.proto.NodeProto;
import dev.eckart.app.onnx.proto.TensorProto;
import dev.eckart.app.onnx.runtime.Latency;
import dev.eckart.app.onnx.runtime.OnnxSession;
import dev.eckart.app.onnx.runtime.Values;
import dev.eckart.app.onnx.tensor.DataType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * ONNX Runtime's own time. Kernels are measured in turn with one that is always the same, and what they take is told in its
 * time, both without what it takes to start a run: what else the machine does falls on both. That is done in several sittings, between which all others are measured, so
 * that what lasts longer falls on one sitting and not on a kernel; the middle one counts.
 *
 * @param threads threads that it computes with
 */
public record RuntimeClock(int threads) implements ModelClock {
    /** What a run takes without a kernel: to start it, and to hand over its inputs and outputs. */
    private static final Kernel NOTHING = Kernel.plain("Add", List.of(1L), List.of(1L));

    static final Kernel.Copies NOTHING_ONCE = new Kernel.Copies(NOTHING, 1);

    /** Seconds that no kernel takes less than: differences of times can be nothing. */
    private static final double LEAST = 1e-9;

    private static final int FEWEST_ROUNDS = 12;
    private static final Duration PATIENCE = Duration.ofMillis(5);
    private static final int FEWEST_SITTINGS = 3;
    private static final int MOST_SITTINGS = 7;

    /** Sittings agree that are no further from the middle one, as a share of it. */
    private static final double AGREEING = 0.02;

    /** Whatever else the machine does only adds to what a run takes, so that less than the middle is nearer to it. */
    private static final double LOW = 0.25;

    /** A number that is neither zero nor so small that arithmetic slows down. */
    private static final float SOME = 0.01f;

    @Override
    public List<Long> nanoseconds(List<Kernel.Copies> kernels) {
        List<Sittings> all = kernels.stream().map(any -> new Sittings()).toList();
        Sittings reference = new Sittings();
        for (int sitting = 0; sitting < MOST_SITTINGS; sitting++) {
            for (int i = 0; i < kernels.size(); i++) {
                if (!all.get(i).settled()) {
                    sit(kernels.get(i), all.get(i), reference);
                }
            }
        }
        return all.stream()
                .map(shares -> Math.max(1, Math.round(shares.middle() * reference.middle())))
                .toList();
    }

    /** What was measured of a kernel. */
    private record Sittings(List<Double> times) {
        Sittings() {
            this(new ArrayList<>());
        }

        double middle() {
            return times.stream().sorted().toList().get(times.size() / 2);
        }

        /** Most of them are as the middle one. */
        boolean settled() {
            double middle = times.isEmpty() ? 0 : middle();
            long agreeing = times.stream()
                    .filter(time -> Math.abs(time - middle) <= AGREEING * middle)
                    .count();
            return times.size() >= FEWEST_SITTINGS && 2 * agreeing > times.size();
        }
    }

    private void sit(Kernel.Copies kernel, Sittings shares, Sittings reference) {
        try (OnnxSession measured = opened(kernel);
                OnnxSession beside = opened(StandardKernels.REFERENCE);
                OnnxSession nothing = opened(new Kernel.Copies(NOTHING, kernel.copies()));
                OnnxSession nothingOnce = opened(NOTHING_ONCE)) {
            double[] seconds = Latency.times(
                            Stream.of(measured, nothing, beside, nothingOnce)
                                    .map(RuntimeClock::task)
                                    .toList(),
                            FEWEST_ROUNDS,
                            PATIENCE)
                    .stream()
                    .mapToDouble(RuntimeClock::low)
                    .toArray();
            double unit = Math.max(LEAST, seconds[2] - seconds[3]);
            reference.times().add(1e9 * unit);
            shares.times().add(Math.max(LEAST, seconds[0] - seconds[1]) / kernel.copies() / unit);
        }
    }

    static double low(double[] times) {
        double[] sorted = times.clone();
        Arrays.sort(sorted);
        return sorted[(int) (LOW * sorted.length)];
    }

    OnnxSession opened(Kernel.Copies kernel) {
        OnnxModel several =
                new OnnxModel(Path.of("kernel.onnx"), several(kernel.kernel().model(), kernel.copies()));
        return OnnxSession.open(several.proto(), several.externalData(), threads);
    }

    static Latency.Task task(OnnxSession session) {
        Map<String, Values> given = new LinkedHashMap<>();
        session.inputs()
                .forEach(input -> given.put(input.name(), some(input.type().orElseThrow(), input.dims())));
        return new Latency.Task(session, given);
    }

    @Override
    public Speed race(OnnxModel before, OnnxModel after, SampleBatch batch) {
        try (OnnxSession first = OnnxSession.open(before.proto(), before.externalData(), threads);
                OnnxSession second = OnnxSession.open(after.proto(), after.externalData(), threads)) {
            return Speed.race(List.of(first, second), batch);
        }
    }

    private static Values some(DataType type, List<Long> dims) {
        long[] sizes = dims.stream().mapToLong(Long::longValue).toArray();
        double[] numbers = new double[Values.count(sizes)];
        if (type.isReal()) {
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = (i % 7 - 3) / 4.0;
            }
        }
        return new Values(sizes, numbers);
    }

    /** Nodes that take and make the same would be run once, so each copy has an input and weights of its own. */
    private static ModelProto several(ModelProto kernel, int copies) {
        GraphProto one = kernel.getGraph();
        GraphProto.Builder all = GraphProto.newBuilder().setName(one.getName());
        Map<String, TensorProto> filled = new HashMap<>();
        one.getInitializerList().forEach(tensor -> filled.put(tensor.getName(), filled(tensor)));
        for (int copy = 0; copy < copies; copy++) {
            String own = "." + copy;
            one.getInputList().forEach(value -> all.addInput(value.toBuilder().setName(value.getName() + own)));
            one.getOutputList().forEach(value -> all.addOutput(value.toBuilder().setName(value.getName() + own)));
            filled.values().stream()
                    .map(tensor -> tensor.toBuilder().setName(tensor.getName() + own))
                    .forEach(all::addInitializer);
            for (NodeProto node : one.getNodeList()) {
                NodeProto.Builder renamed =
                        node.toBuilder().clearName().clearInput().clearOutput();
                node.getInputList().forEach(name -> renamed.addInput(name.isEmpty() ? name : name + own));
                node.getOutputList().forEach(name -> renamed.addOutput(name.isEmpty() ? name : name + own));
                all.addNode(renamed);
            }
        }
        return kernel.toBuilder().setGraph(all).build();
    }

    private static TensorProto filled(TensorProto tensor) {
        DataType type = DataType.of(tensor.getDataType()).orElseThrow();
        long elements = tensor.getDimsList().stream().reduce(1L, (a, b) -> a * b);
        if (elements == 0 || !tensor.getRawData().isEmpty()) {
            return tensor;
        }
        ByteBuffer bytes =
                ByteBuffer.allocate(Math.toIntExact(elements * type.bytes())).order(ByteOrder.LITTLE_ENDIAN);
        while (type == DataType.FLOAT && bytes.hasRemaining()) {
            bytes.putFloat(SOME);
        }
        return tensor.toBuilder().setRawData(ByteString.copyFrom(bytes.array())).build();
    }
}

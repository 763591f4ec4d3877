package dev.eckart.app.onnx.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.app.onnx.model.ModelWriter;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.app.onnx.proto.NodeProto;
import dev.eckart.app.onnx.runtime.OnnxSession;
import dev.eckart.app.onnx.runtime.Values;
import dev.eckart.app.onnx.tensor.DataType;
import dev.eckart.app.onnx.tensor.ExternalData;
import dev.eckart.app.onnx.tensor.OnnxException;
import dev.eckart.app.onnx.tensor.TensorValues;
import dev.eckart.nn.Bilinear;
import dev.eckart.nn.Dense;
import dev.eckart.nn.Network;
import dev.eckart.nn.Network.Node;
import dev.eckart.nn.Relu;
import dev.eckart.spi.Seed;
import dev.eckart.spi.layer.Layer;
import dev.eckart.spi.layer.Parameter;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Networks to files and back, and to ONNX Runtime. */
class NetworkFileTest {
    private static final int INPUTS = 30;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource
    void whatIsWrittenLoadsBackToTheSameBits(Precision precision) throws IOException {
        Network network = network(precision);
        Map<String, String> metadata = Map.of("eckart.seed", "7");
        NetworkFile back = NetworkFile.of(written(new NetworkFile(network, metadata)));
        assertEquals(metadata, back.metadata());
        assertEquals(
                network.nodes().stream().map(Node::name).toList(),
                back.network().nodes().stream().map(Node::name).toList());
        assertEquals(
                network.nodes().stream().map(node -> node.layer().kind()).toList(),
                back.network().nodes().stream().map(node -> node.layer().kind()).toList());
        List<Parameter> before = network.parameters();
        List<Parameter> after = back.network().parameters();
        assertEquals(before.size(), after.size());
        for (int i = 0; i < before.size(); i++) {
            assertEquals(precision, after.get(i).value().precision());
            assertEquals(before.get(i).value().rows(), after.get(i).value().rows());
            assertArrayEquals(
                    numbers(before.get(i).value()),
                    numbers(after.get(i).value()),
                    before.get(i).name());
        }
    }

    /**
     * Both programs add the same products in some order each: their answers differ by at most twice the sum of the terms'
     * sizes, times the number of terms on the way, times the unit roundoff.
     */
    @ParameterizedTest
    @EnumSource
    void onnxRuntimeAgreesWithinRounding(Precision precision) throws IOException {
        Network network = network(precision);
        OnnxModel model = written(new NetworkFile(network, Map.of()));
        double[] inputs = numbers(tensor(Precision.FLOAT32, 5, INPUTS, x -> x));
        double[] answers;
        try (OnnxSession session = OnnxSession.open(model, 1)) {
            answers = session.run(Map.of("input", new Values(new long[] {5, INPUTS}, inputs)), Set.of("logits"))
                    .get("logits")
                    .numbers();
        }
        double[] exact = Exact.of(network, inputs, x -> x);
        double[] sizes = Exact.of(network, inputs, Math::abs);
        assertEquals(exact.length, answers.length);
        for (int i = 0; i < exact.length; i++) {
            double bound = 2 * Exact.terms(network) * precision.unitRoundoff() * sizes[i];
            assertTrue(Math.abs(answers[i] - exact[i]) <= bound, answers[i] + " for " + exact[i]);
        }
    }

    @Test
    void theFormOfOtherExportersIsReadToo() throws IOException {
        Network network = network(Precision.FLOAT32);
        ModelProto proto = new NetworkFile(network, Map.of()).proto();
        ModelProto.Builder turned = proto.toBuilder();
        NodeProto gemm = proto.getGraph().getNode(proto.getGraph().getNodeCount() - 1);
        Tensor weights =
                ((Dense) network.nodes().get(network.nodes().size() - 1).layer()).weights();
        Tensor transposed = Tensors.transpose(weights);
        int tensors = proto.getGraph().getInitializerCount();
        for (int i = 0; i < tensors; i++) {
            if (proto.getGraph().getInitializer(i).getName().equals(gemm.getInput(1))) {
                turned.getGraphBuilder()
                        .setInitializer(
                                i,
                                new TensorValues(
                                                List.of((long) transposed.rows(), (long) transposed.columns()),
                                                DataType.FLOAT,
                                                numbers(transposed))
                                        .proto(gemm.getInput(1)));
            }
        }
        turned.getGraphBuilder()
                .getNodeBuilder(proto.getGraph().getNodeCount() - 1)
                .addAttributeBuilder()
                .setName("transB")
                .setType(2)
                .setI(1);
        Network back = NetworkFile.of(written(turned.build())).network();
        assertArrayEquals(
                numbers(weights),
                numbers(((Dense) back.nodes().get(back.nodes().size() - 1).layer()).weights()));
    }

    @Test
    void anythingElseIsRefusedByTheNodeThatIsNotKnown() throws IOException {
        ModelProto.Builder model = new NetworkFile(network(Precision.FLOAT32), Map.of()).proto().toBuilder();
        int relu = model.getGraph().getNodeCount() - 2;
        model.getGraphBuilder().getNodeBuilder(relu).setOpType("Softplus");
        OnnxException failure = assertThrows(OnnxException.class, () -> NetworkFile.of(written(model.build())));
        assertTrue(
                failure.getMessage().contains("(Softplus) is no layer of a kind that is known"), failure::getMessage);
    }

    @Test
    void aLayerWithoutAFormIsNamed() {
        Layer other = new Layer() {
            @Override
            public String kind() {
                return "swish";
            }

            @Override
            public int outputs(int inputs) {
                return inputs;
            }

            @Override
            public Pass forward(Tensor input, dev.eckart.spi.layer.Workspace workspace) {
                throw new UnsupportedOperationException();
            }
        };
        Network network = new Network(4, List.of(new Node("swish-1", other)));
        OnnxException failure = assertThrows(OnnxException.class, () -> new NetworkFile(network, Map.of()).proto());
        assertTrue(failure.getMessage().startsWith("layer 'swish-1' of kind 'swish' has no form"), failure::getMessage);
    }

    private OnnxModel written(NetworkFile file) throws IOException {
        return written(file.proto());
    }

    private OnnxModel written(ModelProto proto) throws IOException {
        Path file = directory.resolve("model.onnx");
        new ModelWriter(file).write(proto, new ExternalData(directory));
        return OnnxModel.read(file);
    }

    /** A picture of 5 x 6 through every kind of layer. */
    private static Network network(Precision precision) {
        List<Node> nodes = new ArrayList<>();
        nodes.add(new Node("dense-1.1", Bilinear.of(tensor(precision, 5, 3, x -> x), tensor(precision, 6, 4, x -> x))));
        nodes.add(new Node("dense-1.2", Dense.of(tensor(precision, 12, 7, x -> x), Optional.empty())));
        nodes.add(new Node(
                "dense-1.3", Dense.of(tensor(precision, 7, 9, x -> x), Optional.of(tensor(precision, 1, 9, x -> x)))));
        nodes.add(new Node("relu-1", new Relu()));
        nodes.add(new Node(
                "dense-2", Dense.of(tensor(precision, 9, 4, x -> x), Optional.of(tensor(precision, 1, 4, x -> x)))));
        return new Network(INPUTS, nodes);
    }

    private static Tensor tensor(Precision precision, int rows, int columns, DoubleUnaryOperator shape) {
        SplittableRandom random =
                new Seed(rows).split(columns).split(precision.label()).random();
        Tensor tensor = Tensors.zeros(precision, rows, columns);
        Tensors.fill(tensor, i -> shape.applyAsDouble(random.nextDouble(-1, 1)));
        return tensor;
    }

    private static double[] numbers(Tensor tensor) {
        IntToDoubleFunction element = Tensors.element(tensor);
        double[] numbers = new double[tensor.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = element.applyAsDouble(i);
        }
        return numbers;
    }
}

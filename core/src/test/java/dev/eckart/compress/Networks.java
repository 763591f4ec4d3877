package dev.eckart.compress;

import dev.eckart.compress.allocate.DivisorAllocator;
import dev.eckart.compress.decompose.TruncatedSvd;
import dev.eckart.conformance.ReferenceBackendProvider;
import dev.eckart.nn.DenseProvider;
import dev.eckart.nn.Network;
import dev.eckart.nn.Network.Node;
import dev.eckart.nn.Relu;
import dev.eckart.registry.CheckedBackend;
import dev.eckart.spi.Seed;
import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.backend.BackendProvider;
import dev.eckart.spi.compress.Budget;
import dev.eckart.spi.layer.LayerProvider;
import dev.eckart.spi.layer.Workspace;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Networks to compress, and what the tests do with them. */
public final class Networks {
    public static final Seed SEED = new Seed(7);

    private Networks() {}

    /** Dense layers of these widths with a rectifier between each two. */
    public static Network dense(Precision precision, int... widths) {
        List<Node> nodes = new ArrayList<>();
        for (int i = 1; i < widths.length; i++) {
            if (i > 1) {
                nodes.add(new Node("relu-" + (i - 1), new Relu()));
            }
            LayerProvider.Spec spec = new LayerProvider.Spec(widths[i - 1], widths[i], 0.1, precision, SEED.split(i));
            nodes.add(new Node("dense-" + i, new DenseProvider().create(spec)));
        }
        return new Network(widths[0], nodes);
    }

    public static Backend backend(Precision precision) {
        return CheckedBackend.open(new ReferenceBackendProvider(), new BackendProvider.Settings(precision, 1));
    }

    public static FactorisedNetwork factorised(Network network, FactorStyle style, boolean allowLarger) {
        return new Compressor(new TruncatedSvd(), new DivisorAllocator(), style, allowLarger)
                .factorise(network, backend(precision(network)), SEED);
    }

    /** Cut by the same divisor, larger factors allowed, as the user's document has it. */
    public static FactorisedNetwork.Compressed compressed(Network network, InnerBias innerBias, int level) {
        return factorised(network, new FactorStyle(innerBias, Optional.empty()), true)
                .compress(new Budget(level));
    }

    /** Fixed inputs for a network. */
    public static Tensor inputs(Network network) {
        Tensor inputs = Tensors.zeros(precision(network), 5, network.inputs());
        SplittableRandom random = SEED.split("inputs").random();
        Tensors.fill(inputs, i -> random.nextGaussian());
        return inputs;
    }

    /** What the network makes of them. */
    public static Tensor outputs(Network network) {
        Workspace workspace = new Workspace(backend(precision(network)));
        return network.forward(inputs(network), workspace).output();
    }

    private static Precision precision(Network network) {
        return network.parameters().get(0).value().precision();
    }
}

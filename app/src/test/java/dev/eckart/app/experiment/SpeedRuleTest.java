package dev.eckart.app.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.eckart.app.report.KeptDense;
import dev.eckart.compress.Compressor;
import dev.eckart.compress.FactorStyle;
import dev.eckart.compress.FactorisedNetwork;
import dev.eckart.compress.InnerBias;
import dev.eckart.compress.allocate.DivisorAllocator;
import dev.eckart.compress.decompose.TruncatedSvd;
import dev.eckart.infer.NetworkCompiler;
import dev.eckart.nn.DenseProvider;
import dev.eckart.nn.Network;
import dev.eckart.nn.Network.Node;
import dev.eckart.nn.Relu;
import dev.eckart.registry.CheckedBackend;
import dev.eckart.spi.Seed;
import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.backend.BackendProvider;
import dev.eckart.spi.compress.Budget;
import dev.eckart.spi.compress.Candidate;
import dev.eckart.spi.layer.LayerProvider;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class SpeedRuleTest {
    private static final int WIDTH = 512;

    private final Backend backend = ServiceLoader.load(BackendProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(provider -> provider.name().equals("ejml"))
            .map(provider -> CheckedBackend.open(provider, new BackendProvider.Settings(Precision.FLOAT32, 1)))
            .findFirst()
            .orElseThrow();

    private final Network network =
            new Network(WIDTH, List.of(dense("dense-1"), new Node("relu-1", new Relu()), dense("dense-2")));

    private final FactorisedNetwork factorised = new Compressor(
                    new TruncatedSvd(), new DivisorAllocator(), new FactorStyle(InnerBias.ZERO, Optional.empty()), true)
            .factorise(network, backend, new Seed(1));

    @Test
    void oneHundredthOfTheWorkIsKept() {
        FactorisedNetwork.Compressed offered = factorised.compress(new Budget(WIDTH / 2));
        SpeedRule.Ruling ruling = rule().apply(factorised, offered);
        assertSame(offered, ruling.compressed());
        assertEquals(List.of(), ruling.keptDense());
    }

    @Test
    void onlyTheLayerThatGainsNothingGoesBack() {
        Candidate full = factorised.compress(new Budget(1)).chosen().get(0);
        Candidate small = factorised.compress(new Budget(WIDTH / 2)).chosen().get(1);
        FactorisedNetwork.Compressed offered = factorised.build(List.of(full, small));
        SpeedRule.Ruling ruling = rule().apply(factorised, offered);
        assertEquals(
                List.of(OptionalInt.empty(), OptionalInt.of(2)),
                ruling.compressed().chosen().stream().map(Candidate::rank).toList());
        assertEquals(
                List.of("dense-1", "relu-1", "dense-2.1", "dense-2.2"),
                ruling.compressed().network().nodes().stream().map(Node::name).toList());
        KeptDense kept = ruling.keptDense().get(0);
        assertEquals("dense-1", kept.layer());
        assertEquals("rank " + WIDTH, kept.offered());
        assertEquals(2, kept.latency().batch());
    }

    @Test
    void aLayerThatIsDenseAnywayIsNotMentioned() {
        List<Candidate> dense = factorised.decompositions().stream()
                .map(decomposition -> decomposition.dense())
                .toList();
        assertEquals(
                List.of(), rule().apply(factorised, factorised.build(dense)).keptDense());
    }

    private SpeedRule rule() {
        Tensor pictures = Tensors.zeros(Precision.FLOAT32, 2, WIDTH);
        Tensors.fill(pictures, i -> 1.0 / (i + 1));
        return new SpeedRule(new NetworkCompiler(backend, Optional.empty()), pictures);
    }

    private static Node dense(String name) {
        return new Node(
                name,
                new DenseProvider()
                        .create(new LayerProvider.Spec(WIDTH, WIDTH, 0.1, Precision.FLOAT32, new Seed(3).split(name))));
    }
}

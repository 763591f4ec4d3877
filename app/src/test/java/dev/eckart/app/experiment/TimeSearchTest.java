package dev.eckart.app.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.app.config.BudgetSetting;
import dev.eckart.compress.Compressor;
import dev.eckart.compress.FactorStyle;
import dev.eckart.compress.FactorisedNetwork;
import dev.eckart.compress.InnerBias;
import dev.eckart.compress.allocate.KnapsackAllocator;
import dev.eckart.compress.decompose.TruncatedSvd;
import dev.eckart.infer.NetworkCompiler;
import dev.eckart.nn.Dense;
import dev.eckart.nn.Network;
import dev.eckart.nn.Network.Node;
import dev.eckart.nn.Relu;
import dev.eckart.registry.CheckedBackend;
import dev.eckart.spi.EckartException;
import dev.eckart.spi.Seed;
import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.backend.BackendProvider;
import dev.eckart.spi.compress.Decomposition;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The search on a network whose times are made up, and what is predicted of one that is really run. */
class TimeSearchTest {
    private static final int WIDTH = 96;

    /** Of each layer, in microseconds: a multiplication takes a nanosecond. */
    private static final double LAYER = WIDTH * WIDTH / 1e3;

    private final Backend backend = ServiceLoader.load(BackendProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(provider -> provider.name().equals("ejml"))
            .map(provider -> CheckedBackend.open(provider, new BackendProvider.Settings(Precision.FLOAT32, 1)))
            .findFirst()
            .orElseThrow();

    private final Network network = new Network(WIDTH, List.of(dense(1), new Node("relu-1", new Relu()), dense(2)));

    private final FactorisedNetwork plain = new Compressor(
                    new TruncatedSvd(),
                    new KnapsackAllocator(),
                    new FactorStyle(InnerBias.NONE, Optional.empty()),
                    false)
            .factorise(network, backend, new Seed(1));

    /** What is run takes more than its layers by themselves, or a power of that: no line that could be guessed. */
    @ParameterizedTest
    @CsvSource({"0.5x time, 1, 0", "0.5x time, 1, 5", "0.3x time, 0.7, 0", "0.8x time, 1.5, 2", "9 us, 1, 1"})
    void findsTheNetworkThatTakesLongestOfThoseThatKeepToTheTime(String asked, double power, double more) {
        DoubleUnaryOperator real = layers -> more + 2 * LAYER * Math.pow(layers / (2 * LAYER), power);
        TimeSearch.Found found = search(asked, real);
        double limit = asked.endsWith("us") ? 9 : Double.parseDouble(asked.substring(0, 3)) * (more + 2 * LAYER);
        assertEquals(limit, found.report().askedMicroseconds(), 1e-9 * limit);
        assertTrue(found.report().measuredMicroseconds() <= limit, found::toString);
        // A rank more or less is a hundredth of a layer and its other side.
        assertTrue(found.report().measuredMicroseconds() > 0.9 * limit, found::toString);
        assertTrue(
                found.report().tries().stream()
                        .noneMatch(one -> one.measuredMicroseconds() <= limit
                                && one.measuredMicroseconds() > found.report().measuredMicroseconds()),
                found::toString);
    }

    /** In half of all sittings the network is disturbed and takes up to ten times as long, in a fifth the base twice. */
    @Test
    void aBusyMachineIsNoReasonToTakeAMuchSmallerNetwork() {
        DoubleUnaryOperator real = layers -> 2 + layers;
        double base = real.applyAsDouble(2 * LAYER);
        List<Double> shares = LongStream.rangeClosed(1, 40)
                .mapToObj(seed -> {
                    SplittableRandom random = new Seed(seed).random();
                    TimeSearch.Found found = searched(
                            "0.5x time",
                            other -> new TimeSearch.Turns(
                                    base * (random.nextInt(5) == 0 ? random.nextDouble(1, 2) : 1),
                                    real.applyAsDouble(macs(other) / 1e3)
                                            * (random.nextBoolean() ? random.nextDouble(1, 10) : 1)));
                    return real.applyAsDouble(found.budget().amount() / 1e3) / base;
                })
                .sorted()
                .toList();
        assertTrue(shares.get(4) > 0.85 * 0.5, shares::toString);
        assertTrue(shares.get(35) < 1.05 * 0.5, shares::toString);
    }

    @Test
    void whatIsSlowerThanTheBaseAllowsAllLayers() {
        TimeSearch.Found found = search("1000 us", layers -> layers);
        assertEquals(2 * LAYER, found.budget().amount() / 1e3, 1e-9);
        assertEquals(1, found.report().tries().size());
    }

    @Test
    void aTimeThatNoNetworkKeepsToIsRefused() {
        EckartException failure =
                assertThrows(EckartException.class, () -> search("0.5x time", layers -> 10 + layers / 100));
        assertTrue(failure.getMessage().contains("no smaller network takes '0.5x time'"), failure::getMessage);
    }

    @Test
    void noCandidateIsPredictedToTakeLongerThanItsLayer() {
        Tensor pictures = Tensors.zeros(Precision.FLOAT32, 64, WIDTH);
        Tensors.fill(pictures, i -> Math.sin(i));
        for (int batch : new int[] {1, 64}) {
            FactorisedNetwork timed =
                    new CandidateTimes(new NetworkCompiler(backend, Optional.empty()), batch, pictures).in(plain);
            for (Decomposition layer : timed.decompositions()) {
                long most = layer.dense().nanoseconds();
                assertTrue(
                        layer.candidates().stream()
                                .allMatch(one -> one.nanoseconds() >= 1 && one.nanoseconds() <= most),
                        layer.candidates()::toString);
            }
            assertEquals(labels(plain), labels(timed));
        }
    }

    private static List<List<String>> labels(FactorisedNetwork network) {
        return network.decompositions().stream()
                .map(layer -> layer.candidates().stream()
                        .map(candidate -> candidate.label() + " " + candidate.parameters() + " " + candidate.error())
                        .collect(Collectors.toList()))
                .toList();
    }

    private TimeSearch.Found search(String asked, DoubleUnaryOperator real) {
        return searched(
                asked,
                other -> new TimeSearch.Turns(real.applyAsDouble(2 * LAYER), real.applyAsDouble(macs(other) / 1e3)));
    }

    private TimeSearch.Found searched(String asked, Function<Network, TimeSearch.Turns> measure) {
        List<Decomposition> timed = plain.decompositions().stream()
                .map(layer -> layer.with(layer.candidates().stream().map(one -> one.taking(one.macs()))))
                .toList();
        FactorisedNetwork factorised = plain.with(timed);
        String number = asked.replaceAll("[^0-9.]", "");
        BudgetSetting setting = new BudgetSetting(
                asked.endsWith("us") ? BudgetSetting.Unit.MICROSECONDS : BudgetSetting.Unit.TIMES_TIME,
                new BigDecimal(number));
        assertEquals(asked, setting.toString());
        return new TimeSearch(measure, 1, setting).in(factorised);
    }

    private static long macs(Network network) {
        return network.nodes().stream().mapToLong(node -> node.layer().macs()).sum();
    }

    private static Node dense(int number) {
        Tensor weights = Tensors.zeros(Precision.FLOAT32, WIDTH, WIDTH);
        Tensors.fill(weights, i -> Math.cos(i * i * number) / (1 + i % WIDTH));
        return new Node("dense-" + number, Dense.of(weights, Optional.empty()));
    }
}

package dev.eckart.compress.calibrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.compress.Compressor;
import dev.eckart.compress.FactorStyle;
import dev.eckart.compress.InnerBias;
import dev.eckart.compress.Networks;
import dev.eckart.compress.allocate.DivisorAllocator;
import dev.eckart.compress.decompose.OutputCovarianceSvd;
import dev.eckart.compress.decompose.TruncatedSvd;
import dev.eckart.compress.math.Float64;
import dev.eckart.nn.Network;
import dev.eckart.nn.SoftmaxCrossEntropy;
import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.compress.Budget;
import dev.eckart.spi.compress.Statistics;
import dev.eckart.spi.layer.Linear;
import dev.eckart.spi.layer.Workspace;
import dev.eckart.spi.train.Batch;
import dev.eckart.spi.train.Batches;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CalibrationTest {
    private static final int SAMPLES = 600;
    private final Network network = Networks.dense(Precision.FLOAT64, 9, 7, 4);
    private final Backend backend = Networks.backend(Precision.FLOAT64);
    private final Tensor inputs = inputs();

    private static Tensor inputs() {
        Tensor inputs = Tensors.zeros(Precision.FLOAT64, SAMPLES, 9);
        SplittableRandom random = Networks.SEED.split("calibration").random();
        Tensors.fill(inputs, i -> i % 9 == 4 ? 0 : random.nextGaussian(i % 9, 1 + i % 9));
        return inputs;
    }

    private Map<String, Statistics> observed(int batchSize) {
        return new Calibration(new SoftmaxCrossEntropy(), backend, Networks.SEED)
                .observe(network, new Rows(inputs, batchSize), EnumSet.allOf(Statistics.Kind.class));
    }

    @Test
    void meanAndCovarianceAreThoseOfTheInputWhateverTheBatches() {
        for (int batchSize : new int[] {1, 7, SAMPLES}) {
            Statistics seen = observed(batchSize).get("dense-1");
            assertEquals(SAMPLES, seen.samples());
            for (int i = 0; i < 9; i++) {
                assertEquals(mean(i), seen.mean().get(0, i), bound());
                for (int j = 0; j < 9; j++) {
                    assertEquals(
                            covariance(i, j), seen.covariance().orElseThrow().get(i, j), bound());
                }
            }
            assertEquals(0, seen.covariance().orElseThrow().get(4, 4), "an input that is always 0");
        }
    }

    /** Sums of so many products of such sizes, in float64. */
    private double bound() {
        double norm = Tensors.norm(inputs);
        return 32 * SAMPLES * Precision.FLOAT64.unitRoundoff() * norm * norm / SAMPLES;
    }

    private double mean(int i) {
        return IntStream.range(0, SAMPLES).mapToDouble(r -> inputs.get(r, i)).sum() / SAMPLES;
    }

    private double covariance(int i, int j) {
        return IntStream.range(0, SAMPLES)
                        .mapToDouble(r -> (inputs.get(r, i) - mean(i)) * (inputs.get(r, j) - mean(j)))
                        .sum()
                / SAMPLES;
    }

    /** Of an affine layer the output's covariance follows from the input's, whatever the bias. */
    @Test
    void theOutputsCovarianceIsWhatTheWeightsMakeOfTheInputs() {
        Statistics seen = observed(50).get("dense-1");
        Tensor weights = ((Linear) network.nodes().get(0).layer()).weights();
        Tensor expected = Float64.sandwich(backend, weights, seen.covariance().orElseThrow());
        double norm = Tensors.norm(weights);
        for (int i = 0; i < 49; i++) {
            double actual = seen.outputs().orElseThrow().get(i / 7, i % 7);
            assertEquals(expected.get(i / 7, i % 7), actual, bound() * (1 + norm * norm));
        }
    }

    /** For softmax the Fisher information of the logits is E[diag(p) - p'p] (McCullagh and Nelder, 1989). */
    @Test
    void drawnGradientsHaveTheFisherInformationAsTheirMoment() {
        Tensor moment = observed(50).get("dense-2").gradients().orElseThrow();
        Tensor logits = network.forward(inputs, new Workspace(backend)).output();
        double[][] fisher = new double[4][4];
        for (int row = 0; row < SAMPLES; row++) {
            double[] p = softmax(logits, row);
            for (int i = 0; i < 16; i++) {
                fisher[i / 4][i % 4] += ((i / 4 == i % 4 ? p[i / 4] : 0) - p[i / 4] * p[i % 4]) / SAMPLES;
            }
        }
        for (int i = 0; i < 16; i++) {
            // A product of gradients lies within [-1, 1]; five standard errors of the mean of 600 of them.
            assertEquals(fisher[i / 4][i % 4], moment.get(i / 4, i % 4), 5 / Math.sqrt(SAMPLES));
        }
    }

    private static double[] softmax(Tensor logits, int row) {
        double[] exp = IntStream.range(0, 4)
                .mapToDouble(j -> Math.exp(logits.get(row, j)))
                .toArray();
        double sum = exp[0] + exp[1] + exp[2] + exp[3];
        return IntStream.range(0, 4).mapToDouble(j -> exp[j] / sum).toArray();
    }

    @Test
    void nothingIsObservedThatWasNotAskedFor() {
        Calibration calibration = new Calibration(new SoftmaxCrossEntropy(), backend, Networks.SEED);
        Batches samples = new Rows(inputs, 50);
        assertTrue(calibration
                .observe(network, samples, EnumSet.noneOf(Statistics.Kind.class))
                .isEmpty());
        calibration
                .observe(network, samples, EnumSet.of(Statistics.Kind.INPUTS))
                .values()
                .forEach(seen ->
                        assertTrue(seen.gradients().isEmpty() && seen.outputs().isEmpty()));
        calibration
                .observe(network, samples, EnumSet.of(Statistics.Kind.OUTPUTS))
                .values()
                .forEach(seen -> assertTrue(seen.covariance().isEmpty()));
    }

    @Test
    void theBiasKeepsTheMeanOutputAndDataAwareFactorsChangeTheOutputLess() {
        Observations observations = new Observations(observed(50), Optional.empty(), Optional.empty());
        Network aware =
                cut(new Compressor(new OutputCovarianceSvd(), new DivisorAllocator(), style(), true), observations);
        Network plain = cut(new Compressor(new TruncatedSvd(), new DivisorAllocator(), style(), true), observations);
        assertTrue(change(aware) < change(plain), change(aware) + " against " + change(plain));
        Tensor was = firstLayer(network);
        Tensor is = firstLayer(aware);
        for (int j = 0; j < 7; j++) {
            int column = j;
            double drift = IntStream.range(0, SAMPLES)
                            .mapToDouble(r -> is.get(r, column) - was.get(r, column))
                            .sum()
                    / SAMPLES;
            assertEquals(0, drift, bound());
        }
    }

    private static FactorStyle style() {
        return new FactorStyle(InnerBias.NONE, Optional.empty());
    }

    private Network cut(Compressor compressor, Observations observations) {
        return compressor
                .factorise(network, backend, Networks.SEED, observations)
                .compress(new Budget(2))
                .network();
    }

    private double change(Network compressed) {
        return Tensors.norm(Float64.difference(firstLayer(compressed), firstLayer(network)));
    }

    /** Output of the first layer, whole or factorised, before its activation. */
    private Tensor firstLayer(Network of) {
        int end = IntStream.range(0, of.nodes().size())
                .filter(i -> of.nodes().get(i).name().equals("relu-1"))
                .findFirst()
                .orElseThrow();
        return new Network(9, of.nodes().subList(0, end))
                .forward(inputs, new Workspace(backend))
                .output();
    }

    /** The rows of a matrix in batches, all of class 0. */
    private record Rows(Tensor rows, int batchSize) implements Batches {
        @Override
        public int samples() {
            return rows.rows();
        }

        @Override
        public int count() {
            return (samples() + batchSize - 1) / batchSize;
        }

        @Override
        public Stream epoch(int epoch) {
            Iterator<Batch> batches =
                    IntStream.range(0, count()).mapToObj(this::batch).iterator();
            return new Stream() {
                @Override
                public Optional<Batch> next() {
                    return batches.hasNext() ? Optional.of(batches.next()) : Optional.empty();
                }

                @Override
                public void close() {}
            };
        }

        private Batch batch(int number) {
            int size = Math.min(batchSize, samples() - number * batchSize);
            Tensor batch = Tensors.zeros(Precision.FLOAT64, size, rows.columns());
            Tensors.fill(batch, i -> rows.doubles()[number * batchSize * rows.columns() + i]);
            return new Batch(batch, new int[size]);
        }
    }
}

package dev.eckart.app.experiment;

import dev.eckart.compress.FactorisedNetwork;
import dev.eckart.compress.math.RobustFit;
import dev.eckart.infer.CompiledNetwork;
import dev.eckart.infer.NetworkCompiler;
import dev.eckart.nn.Network.Node;
import dev.eckart.spi.compress.Candidate;
import dev.eckart.spi.compress.Decomposition;
import dev.eckart.spi.compress.FactorShape;
import dev.eckart.spi.layer.Linear;
import dev.eckart.spi.layer.Workspace;
import dev.eckart.tensor.Tensor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Predicts how long layers, and what can take their place, take of a picture in Eckart's own inference: some are measured on
 * what the network gives to the layer, and all others read off a fit to those, so that none is chosen for noise.
 *
 * @param compiler compiles the layers
 * @param batch pictures that are computed together
 * @param pictures at least so many
 */
record CandidateTimes(NetworkCompiler compiler, int batch, Tensor pictures) {
    /** Candidates of a layer that are measured. */
    private static final int MEASURED = 16;

    private static final Stopwatch WATCH = new Stopwatch(200, Duration.ofMillis(4));

    /** The same network, of which each candidate knows its time in nanoseconds a picture. */
    FactorisedNetwork in(FactorisedNetwork plain) {
        List<Decomposition> timed = new ArrayList<>();
        Workspace workspace = new Workspace(compiler.backend());
        Tensor values = pictures;
        for (Node node : plain.network().nodes()) {
            if (node.layer() instanceof Linear) {
                timed.add(new Layer(plain, timed.size(), values).timed());
            }
            Tensor next = node.layer().forward(values, workspace).output();
            values = SpeedMeasurement.rows(next, 0, next.rows());
        }
        return plain.with(timed);
    }

    /** A layer, and what goes into it. */
    private final class Layer {
        private final FactorisedNetwork plain;
        private final int index;
        private final List<Tensor> inputs;

        Layer(FactorisedNetwork plain, int index, Tensor values) {
            this.plain = plain;
            this.index = index;
            this.inputs = SpeedMeasurement.batches(values, batch);
        }

        /** No candidate takes longer than the layer, for factors can be multiplied to be it again. */
        Decomposition timed() {
            Decomposition layer = plain.decompositions().get(index);
            Candidate dense = layer.dense();
            List<Candidate> measured = spread(layer.candidates(), dense);
            double[] took = nanoseconds(measured);
            RobustFit fit = RobustFit.of(measured.stream().map(Layer::terms).toList(), took);
            double most = took[measured.indexOf(dense)];
            return layer.with(layer.candidates().stream()
                    .map(candidate -> candidate.taking(Math.max(
                            1,
                            Math.round(candidate.equals(dense) ? most : Math.min(most, fit.at(terms(candidate))))))));
        }

        /** Evenly among all by how often they multiply, the layer itself among them. */
        private static List<Candidate> spread(List<Candidate> all, Candidate dense) {
            List<Candidate> ascending = all.stream()
                    .sorted(Comparator.comparingLong(Candidate::macs))
                    .toList();
            Set<Candidate> some = new LinkedHashSet<>(List.of(dense));
            for (int i = 0; i < MEASURED; i++) {
                some.add(ascending.get((int) Math.round((double) i * (ascending.size() - 1) / (MEASURED - 1))));
            }
            return List.copyOf(some);
        }

        /** What is once a chain, once a factor, and each multiplication: by pixels, of which most are zero, and by others. */
        private static double[] terms(Candidate candidate) {
            double[] terms = {1, 0, 0, 0, 0};
            for (FactorShape factor : candidate.factors()) {
                boolean first = factor == candidate.factors().get(0);
                terms[1]++;
                terms[!factor.linear() ? 2 : first ? 3 : 4] += factor.macs();
            }
            return terms;
        }

        /** Of a picture, on the fastest way of each. */
        private double[] nanoseconds(List<Candidate> candidates) {
            List<List<CompiledNetwork>> ways = candidates.stream()
                    .map(candidate ->
                            compiler.compile(plain.alone(index, candidate)).alternatives())
                    .toList();
            List<double[]> rounds = WATCH.times(ways.stream()
                    .flatMap(List::stream)
                    .map(way -> SpeedMeasurement.Pass.of(way, inputs))
                    .toList());
            double[] fastest = new double[ways.size()];
            int next = 0;
            for (int i = 0; i < fastest.length; i++) {
                int end = next + ways.get(i).size();
                double seconds = rounds.subList(next, end).stream()
                        .mapToDouble(Stopwatch::undisturbed)
                        .min()
                        .orElseThrow();
                fastest[i] = 1e9 * seconds / (inputs.size() * batch);
                next = end;
            }
            return fastest;
        }
    }
}

package dev.eckart.app.onnx.factorise;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import dev.eckart.app.onnx.form.MatrixFile;
import dev.eckart.app.onnx.form.Offers;
import dev.eckart.nn.Dense;
import dev.eckart.spi.compress.Candidate;
import dev.eckart.spi.compress.Decomposition;
import dev.eckart.spi.engine.Payload;
import dev.eckart.spi.engine.Task;
import dev.eckart.spi.layer.Layer;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** A layer that is factorised elsewhere, with those of its factors that have come back. */
final class RemoteLayer {
    private final LayerWork work;
    private final Map<String, String> parameters;
    private final ByteString input;
    private final MatrixFile store;
    private final Map<String, List<Kept>> known = new HashMap<>();
    private final Set<String> offered = new HashSet<>();

    RemoteLayer(LayerWork work, Map<String, String> parameters, MatrixFile store) {
        this.parameters = parameters;
        this.input = store.keep(UnsafeByteOperations.unsafeWrap(Parcel.of(work)));
        this.store = store;
        // What was observed is in the bytes.
        this.work = new LayerWork(work.unit(), work.decomposer(), Optional.empty(), work.seed(), work.files());
    }

    /** A factor in a file. */
    private record Kept(Supplier<Tensor> weights, Optional<Supplier<Tensor>> bias) {
        /** Of its own: what makes factors hands out new ones whenever it is asked. */
        Layer layer() {
            return Dense.of(copy(weights.get()), bias.map(Supplier::get).map(Kept::copy));
        }

        private static Tensor copy(Tensor tensor) {
            return Tensors.copy(tensor, Precision.FLOAT64);
        }
    }

    LayerWork work() {
        return work;
    }

    Map<String, String> parameters() {
        return parameters;
    }

    byte[] input() {
        return input.toByteArray();
    }

    /** Bytes that its tasks are sent with. */
    long size() {
        return input.size();
    }

    Task candidates() {
        return LayerTask.of(CandidatesTask.NAME, this, Map.of());
    }

    Task factors(String label) {
        return LayerTask.of(FactorsTask.NAME, this, Map.of(LayerTask.CANDIDATE, label));
    }

    /** What the layer can be replaced by, now that it is known. */
    Offers offered(Payload result, Decomposition.Source source) {
        Offers offers = CandidatesTask.offers(result, source);
        offers.decomposition().candidates().stream()
                .filter(candidate -> !candidate.isLayer())
                .forEach(candidate -> offered.add(candidate.label()));
        return offers;
    }

    /** Whether there are factors of that name that have not come back. */
    boolean lacks(String label) {
        return offered.contains(label) && !known.containsKey(label);
    }

    /** Keeps factors that have come back. */
    void keep(String label, Payload result) {
        List<Kept> factors = FactorsTask.factors(result).stream()
                .map(numbers ->
                        new Kept(store.keep(numbers.weights()), numbers.bias().map(store::keep)))
                .toList();
        known.put(label, factors);
    }

    /** Factors that are there. */
    List<Layer> layers(Candidate candidate) {
        return known.get(candidate.label()).stream().map(Kept::layer).toList();
    }
}

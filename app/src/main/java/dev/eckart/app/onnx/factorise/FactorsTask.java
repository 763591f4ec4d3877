package dev.eckart.app.onnx.factorise;

import dev.eckart.app.onnx.form.Factor;
import dev.eckart.app.onnx.form.Offers;
import dev.eckart.spi.compress.Candidate;
import dev.eckart.spi.engine.Payload;
import dev.eckart.spi.engine.Task;
import dev.eckart.spi.engine.TaskKind;
import dev.eckart.spi.engine.Workplace;
import dev.eckart.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/** Makes the factors of a layer's candidate. */
public final class FactorsTask implements TaskKind {
    static final String NAME = "layer-factors";

    private static final String FACTORS = "factors";

    /** Found by ServiceLoader. */
    public FactorsTask() {}

    @Override
    public String name() {
        return NAME;
    }

    /**
     * Numbers of a factor.
     *
     * @param weights W
     * @param bias b, if it has one
     */
    record Numbers(Tensor weights, Optional<Tensor> bias) {
        static Numbers of(Factor factor) {
            return new Numbers(factor.weights(), factor.bias());
        }
    }

    private record Chain(List<Numbers> factors) {}

    @Override
    public Payload run(Task task, Workplace workplace) {
        String label = task.parameter(LayerTask.CANDIDATE);
        Chain chain = new LayerTask(task, workplace)
                .factorised()
                .with(offers -> new Chain(offers.factors(candidate(offers, label)).stream()
                        .map(Numbers::of)
                        .toList()));
        return Parcel.payload(FACTORS, Parcel.of(chain));
    }

    private static Candidate candidate(Offers offers, String label) {
        return offers.decomposition().candidates().stream()
                .filter(candidate -> candidate.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no candidate '" + label + "'"));
    }

    /** What came of it. */
    static List<Numbers> factors(Payload result) {
        return Parcel.read(result, FACTORS, Chain.class).factors();
    }
}

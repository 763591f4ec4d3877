package dev.eckart.app.onnx.gradientcheck;

import dev.eckart.app.onnx.data.SampleBatch;
import dev.eckart.app.onnx.gradient.Widening;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.progress.Stages;
import dev.eckart.app.onnx.runtime.Values;
import dev.eckart.app.onnx.tensor.DataType;
import dev.eckart.app.onnx.tensor.OnnxException;
import dev.eckart.app.onnx.tensor.TensorValues;
import dev.eckart.app.onnx.tune.Trainables;
import dev.eckart.spi.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compares the gradient of each weight of a model with differences along a random direction, whose entries are as large as
 * the weights are.
 */
public final class GradientVerifier {
    /** Weights that are given to ONNX Runtime in float64: 1 GiB. */
    private static final long MOST = 1 << 27;

    /** Largest first; smaller ones are for functions that bend within a larger one. */
    private static final Map<DataType, List<Double>> STEPS = Map.of(
            DataType.DOUBLE, List.of(0x1p-10, 0x1p-14, 0x1p-18), DataType.FLOAT, List.of(0x1p-3, 0x1p-6, 0x1p-9));

    private final OnnxModel model;
    private final Trainables trainables;
    private final Map<String, Values> given;
    private final Terms terms;

    /**
     * How it is done.
     *
     * @param seed decides directions, and the weights of what the model gives
     * @param threads threads to compute with
     * @param stages told how far it is
     */
    public record Terms(Seed seed, int threads, Stages stages) {}

    private GradientVerifier(OnnxModel model, Trainables trainables, Map<String, Values> given, Terms terms) {
        this.model = model;
        this.trainables = trainables;
        this.given = given;
        this.terms = terms;
    }

    /**
     * Compares them all.
     *
     * @param model the model
     * @param batch what it is given
     * @param terms how it is done
     * @return what was found, in float64 where ONNX Runtime can run the model so
     * @throws OnnxException if the model has no weights that have a gradient, or cannot be run
     */
    public static VerifiedGradients of(OnnxModel model, SampleBatch batch, Terms terms) {
        GradientVerifier verifier = new GradientVerifier(model, Trainables.of(model), batch.values(), terms);
        long elements = model.proto().getGraph().getInitializerList().stream()
                .mapToLong(TensorValues::elements)
                .sum();
        if (elements > MOST) {
            return verifier.in(DataType.FLOAT, Optional.of("its weights are too many for float64"));
        }
        try {
            return verifier.in(DataType.DOUBLE, Optional.empty());
        } catch (OnnxException e) {
            return verifier.in(DataType.FLOAT, Optional.of(e.getMessage()));
        }
    }

    private VerifiedGradients in(DataType type, Optional<String> reason) {
        List<String> names = trainables.names(tensor -> true);
        if (names.isEmpty()) {
            throw new OnnxException("the model has no weights that have gradients: no linear layer, convolution,"
                    + " normalisation or embedding with constant weights of its own");
        }
        OnnxModel wide = Widening.of(model, type);
        try (SlopedModel sloped = new SlopedModel(wide, given, names, terms)) {
            Stages.Stage stage =
                    new Stages.Stage("Comparing gradients", sloped.names().size(), "tensors");
            List<VerifiedGradients.Tensor> found = new ArrayList<>();
            terms.stages().reached(stage, 0);
            for (String name : sloped.names()) {
                found.add(compared(new Line(sloped, name, terms.seed().split(name))));
                terms.stages().reached(stage, found.size());
            }
            return new VerifiedGradients(type, reason, found, sloped.frozen());
        }
    }

    private VerifiedGradients.Tensor compared(Line line) {
        double derivative = line.slope(0);
        CentralDifference difference = difference(line, derivative);
        line.restore();
        return new VerifiedGradients.Tensor(
                line.name(),
                trainables.kinds().get(line.name()),
                derivative,
                difference.value(),
                difference.bound(),
                difference.fits(derivative));
    }

    /**
     * The difference over a step is the mean of the derivatives on it: where these jump, as those of relu do, it is off by as
     * much at most.
     */
    private static CentralDifference difference(Line line, double derivative) {
        List<Double> steps = STEPS.get(line.model().type());
        List<CentralDifference> differences = new ArrayList<>();
        for (double step : steps) {
            CentralDifference difference =
                    CentralDifference.of(line::sum, step, line.model().roundoff());
            if (difference.fits(derivative)) {
                return difference;
            }
            differences.add(difference);
        }
        for (int i = 0; i < steps.size(); i++) {
            CentralDifference difference = differences.get(i).wider(line.jump(derivative, steps.get(i)));
            if (difference.fits(derivative)) {
                return difference;
            }
        }
        return differences.get(0);
    }
}

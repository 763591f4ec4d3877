package dev.eckart.faulty;

import dev.eckart.spi.layer.Parameter;
import dev.eckart.spi.train.Optimizer;
import dev.eckart.spi.train.OptimizerProvider;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensors;
import dev.eckart.train.Momentum;
import dev.eckart.train.Sgd;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;

/** What can be wrong with an optimiser, and the rules of the conformance kit that must notice it. */
enum OptimizerFault {
    NONE("", () -> new Sgd()::create),

    /** Parameters shrink whatever the gradients are. */
    DECAYS("O1", () -> parameters -> {
        Optimizer sound = new Sgd().create(parameters);
        return rate -> {
            sound.step(rate);
            parameters.forEach(parameter -> Arithmetic.scale(parameter.value(), 0.99));
        };
    }),

    /** Steps go up the slope. */
    ASCENDS("O2", () -> parameters -> {
        Optimizer sound = new Sgd().create(parameters);
        return rate -> sound.step(-rate);
    }),

    /** All optimisers of a provider take turns with longer steps. */
    SHARED_STATE("O3 O6", () -> {
        AtomicInteger steps = new AtomicInteger();
        return parameters -> {
            Optimizer sound = new Sgd().create(parameters);
            return rate -> sound.step(steps.incrementAndGet() % 2 == 0 ? rate : 1.1 * rate);
        };
    }),

    /** Gradients are cleared after use. */
    GRADIENTS_CLEARED("O4", () -> parameters -> {
        Optimizer sound = new Sgd().create(parameters);
        return rate -> {
            sound.step(rate);
            parameters.forEach(parameter -> Tensors.fill(parameter.gradient(), i -> 0));
        };
    }),

    /** Arrays asked for once are written ever after, in float64. */
    ARRAYS_KEPT(
            "O5",
            () -> parameters -> parameters.get(0).value().precision() == Precision.FLOAT64
                    ? keepingArrays(parameters)
                    : new Sgd().create(parameters)),

    /** Velocities are remembered, and nobody is told of them. */
    STATE_KEPT("O6", () -> parameters -> new Momentum().create(parameters)::step);

    private final String rules;
    private final Supplier<Function<List<Parameter>, Optimizer>> create;

    OptimizerFault(String rules, Supplier<Function<List<Parameter>, Optimizer>> create) {
        this.rules = rules;
        this.create = create;
    }

    /** The rules that must fail. */
    String rules() {
        return rules;
    }

    /** A new provider with this fault. */
    OptimizerProvider provider() {
        Function<List<Parameter>, Optimizer> own = create.get();
        return new OptimizerProvider() {
            @Override
            public String name() {
                return "faulty";
            }

            @Override
            public Optimizer create(List<Parameter> parameters) {
                return own.apply(parameters);
            }
        };
    }

    private static Optimizer keepingArrays(List<Parameter> parameters) {
        List<double[]> values = parameters.stream()
                .map(parameter -> parameter.value().doublesToWrite())
                .toList();
        return rate -> {
            for (int i = 0; i < values.size(); i++) {
                double[] gradient = parameters.get(i).gradient().doubles();
                for (int j = 0; j < gradient.length; j++) {
                    values.get(i)[j] -= rate * gradient[j];
                }
            }
        };
    }
}

package dev.eckart.train;

import dev.eckart.spi.layer.Parameter;
import dev.eckart.spi.train.Optimizer;
import dev.eckart.spi.train.OptimizerProvider;
import dev.eckart.tensor.Tensor;
import java.util.List;

/**
 * Decoupled weight decay: before each step of the optimiser the weights shrink, {@code w = (1 - rate decay) w}. Parameters
 * that do not {@link Parameter#decays() decay}, such as biases, stay as they are.
 *
 * <p>Loshchilov and Hutter, "Decoupled weight decay regularization", ICLR 2019: the gradients, and so the optimiser's
 * means of them, know nothing of it.
 *
 * @param optimizer takes the steps
 * @param decay the coefficient, above 0; its product with the learning rate should be well below 1
 */
public record Decayed(OptimizerProvider optimizer, double decay) implements OptimizerProvider {
    @Override
    public String name() {
        return optimizer.name();
    }

    @Override
    public Optimizer create(List<Parameter> parameters) {
        Optimizer inner = optimizer.create(parameters);
        List<Tensor> weights = parameters.stream()
                .filter(Parameter::decays)
                .map(Parameter::value)
                .toList();
        return new Around(inner, rate -> {
            weights.forEach(tensor -> Scaling.scale(tensor, 1 - rate * decay, tensor));
            inner.step(rate);
        });
    }
}

package dev.eckart.app.modeljob;

import dev.eckart.app.config.ConfigurationException;
import dev.eckart.app.onnx.compress.Target;
import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.measure.Comparison;
import dev.eckart.app.onnx.measure.LossUnit;
import dev.eckart.app.onnx.measure.OutputChoice;
import dev.eckart.app.onnx.runtime.ModelSession;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** Whether a loss can be measured in what it was asked for; never in anything else. */
final class LossCheck {
    private LossCheck() {}

    /**
     * Makes sure of it before anything is factorised.
     *
     * @throws ConfigurationException if it cannot, with what could be asked for instead
     */
    static void require(Target target, ModelSession model, Samples samples, OutputChoice choice) {
        target.only(Target.MaxLoss.class).ifPresent(loss -> require(loss, model, samples, choice));
    }

    private static void require(Target.MaxLoss loss, ModelSession model, Samples samples, OutputChoice choice) {
        Map<LossUnit, String> reasons = Comparison.unmeasurable(model, samples, choice);
        if (reasons.containsKey(loss.unit())) {
            String possible = Arrays.stream(LossUnit.values())
                    .filter(unit -> !reasons.containsKey(unit))
                    .map(LossUnit::word)
                    .collect(Collectors.joining(" and "));
            throw new ConfigurationException("--max-loss: a loss cannot be measured in "
                    + loss.unit().word() + ": " + reasons.get(loss.unit()) + "; possible here: " + possible);
        }
    }
}

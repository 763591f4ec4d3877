package dev.eckart.app.foreign;

import dev.eckart.app.config.ConfigurationException;
import dev.eckart.app.onnx.compress.Target;

/** How small a person asks for a foreign model to get: what {@code eckart compress} has an option for. */
public final class Goal {
    private Goal() {}

    /**
     * So many times fewer parameters in the layers that can be factorised.
     *
     * @param times above 0
     * @return the target
     * @throws ConfigurationException if it is not above 0
     */
    public static Target ratio(double times) {
        return new Target.Ratio(positive("--ratio", times, Double.MAX_VALUE));
    }

    /**
     * So many parameters in the layers that can be factorised.
     *
     * @param most at least 1
     * @return the target
     * @throws ConfigurationException if it is less
     */
    public static Target parameters(long most) {
        return new Target.Parameters((long) positive("--parameters", most, Long.MAX_VALUE));
    }

    /**
     * The smallest form of each layer that keeps this share of its energy.
     *
     * @param share above 0 and at most 1
     * @return the target
     * @throws ConfigurationException if it is not
     */
    public static Target energy(double share) {
        return new Target.Energy(positive("--energy", share, 1));
    }

    /**
     * As small as a loss on calibration samples allows.
     *
     * @param most of labelled samples, points of accuracy in per cent; of others, the relative error of the outputs; at
     *     least 0
     * @return the target
     * @throws ConfigurationException if it is less
     */
    public static Target maxLoss(double most) {
        if (!(most >= 0)) {
            throw new ConfigurationException("--max-loss: " + most + " is below 0");
        }
        return new Target.MaxLoss(most);
    }

    private static double positive(String option, double number, double most) {
        if (!(number > 0 && number <= most)) {
            throw new ConfigurationException(
                    option + ": " + number + " is not above 0" + (most == 1 ? " and at most 1" : ""));
        }
        return number;
    }
}

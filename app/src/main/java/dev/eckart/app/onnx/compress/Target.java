package dev.eckart.app.onnx.compress;

import dev.eckart.app.onnx.measure.LossUnit;

/** How small a model shall get; what is counted are the parameters of the layers that are chosen to be factorised. */
public sealed interface Target {
    /**
     * So many times fewer parameters.
     *
     * @param times above 0
     */
    record Ratio(double times) implements Target {}

    /**
     * So many parameters.
     *
     * @param most at least 1
     */
    record Parameters(long most) implements Target {}

    /**
     * A share of each layer's energy.
     *
     * @param share above 0 and at most 1
     */
    record Energy(double share) implements Target {}

    /**
     * As small as a loss on samples allows.
     *
     * @param most the largest loss, at least 0
     * @param unit what it is measured in
     */
    record MaxLoss(double most, LossUnit unit) implements Target {}
}

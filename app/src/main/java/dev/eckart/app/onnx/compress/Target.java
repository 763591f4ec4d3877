package dev.eckart.app.onnx.compress;

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
     * @param most of labelled samples, points of accuracy in per cent; of others, the relative error of the outputs
     */
    record MaxLoss(double most) implements Target {}
}

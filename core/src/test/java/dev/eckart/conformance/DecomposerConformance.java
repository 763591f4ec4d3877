package dev.eckart.conformance;

import dev.eckart.spi.Seed;
import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.compress.Decomposer;
import dev.eckart.spi.compress.PictureShape;
import dev.eckart.spi.compress.Statistics;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What every decomposer must keep to, on layers of many kinds, in both precisions.
 *
 * <p>Extend it, make the decomposer, run it. The package's description lists the rules and says what to look at when
 * one fails.
 */
public abstract class DecomposerConformance {
    /** For subclasses. */
    protected DecomposerConformance() {}

    /**
     * The decomposer under test.
     *
     * @return a new one
     */
    protected abstract Decomposer decomposer();

    /**
     * How near a candidate comes to the best one of its rank (Eckart and Young, 1936).
     *
     * @return the largest factor between the two errors; infinity, which claims nothing, unless overridden
     */
    protected double optimality() {
        return Double.POSITIVE_INFINITY;
    }

    /**
     * The norm in which the decomposer reports errors.
     *
     * @param change change of the layer's weights, m x n, float64
     * @return the Frobenius norm, unless overridden
     */
    protected double norm(Tensor change) {
        return Tensors.norm(change);
    }

    /**
     * Whether the largest candidate is the layer's function itself.
     *
     * @return true, unless overridden
     */
    protected boolean exactAtFullSize() {
        return true;
    }

    /**
     * Whether candidates have the layer's own bias, and not one that makes up for the change of the weights.
     *
     * @return true, unless overridden
     */
    protected boolean keepsBias() {
        return true;
    }

    /**
     * What is known of a layer's input and gradient; the decomposer is told what it asks for, of the output too.
     *
     * @param inputs width of the layer's input
     * @param outputs width of the layer's output
     * @return {@link Observed#statistics}, unless overridden
     */
    protected Statistics statistics(int inputs, int outputs) {
        return Observed.statistics(inputs, outputs, Draw.seed().split("statistics"));
    }

    /**
     * How a layer's input forms a picture.
     *
     * @param inputs width of the layer's input
     * @return no picture, unless overridden
     */
    protected Optional<PictureShape> picture(int inputs) {
        return Optional.empty();
    }

    /**
     * Relative error of one step of the arithmetic behind the reported errors.
     *
     * @param precision precision of the weights
     * @return its unit roundoff; a decomposer that takes roots of what rounding may leave of squares overrides it by the
     *     root of the unit roundoff of float64
     */
    protected double unit(Precision precision) {
        return precision.unitRoundoff();
    }

    /**
     * Weights to decompose.
     *
     * @param seed randomness of the random ones
     * @return {@link Matrices#weights}, unless overridden
     */
    protected List<NamedMatrix> weights(Seed seed) {
        return Matrices.weights(seed);
    }

    /**
     * What the decomposer factorises and multiplies with.
     *
     * @param precision precision of the products
     * @return the kit's naive backend, unless overridden
     */
    protected Backend backend(Precision precision) {
        return Checks.reference(precision);
    }

    @TestFactory
    @DisplayName("D1: candidates come in ascending order of parameters, the layer itself among them once")
    final Stream<DynamicTest> d1() {
        return tests("D1", subject -> new CandidateLists(subject).sortedWithDense());
    }

    @TestFactory
    @DisplayName("D2: none is as large as the layer unless larger ones are asked for")
    final Stream<DynamicTest> d2() {
        return offers("D2", subject -> new CandidateLists(subject).largerOnlyIfAsked());
    }

    @TestFactory
    @DisplayName("D3: the shapes that candidates declare are those of the factors that are handed out")
    final Stream<DynamicTest> d3() {
        return offers("D3", subject -> new BuiltLayers(subject).shapesDeclared());
    }

    @TestFactory
    @DisplayName("D4: the reported error is the measured one")
    final Stream<DynamicTest> d4() {
        return offers(
                "D4",
                subject -> new CandidateErrors(subject).reportedIsMeasured(this::norm, unit(subject.precision())));
    }

    @TestFactory
    @DisplayName("D5: no error is below the Eckart-Young bound of its rank, nor above what the decomposer claims of it")
    final Stream<DynamicTest> d5() {
        return offers("D5", subject -> new CandidateErrors(subject).withinEckartYoung(optimality()));
    }

    @TestFactory
    @DisplayName("D6: the largest candidate computes what the layer does")
    final Stream<DynamicTest> d6() {
        return exactAtFullSize()
                ? offers("D6", subject -> new CandidateErrors(subject).exactAtFullSize())
                : Stream.empty();
    }

    @TestFactory
    @DisplayName("D7: the error never grows with the size, unless multiplications fall")
    final Stream<DynamicTest> d7() {
        return offers("D7", subject -> new CandidateErrors(subject).neverGrows(this::norm, unit(subject.precision())));
    }

    @TestFactory
    @DisplayName("D8: the dense candidate has the layer's own shape, and no error")
    final Stream<DynamicTest> d8() {
        return offers("D8", subject -> new BuiltLayers(subject).denseIsTheLayer());
    }

    @TestFactory
    @DisplayName("D9: a layer with a bias keeps it, one without gets none")
    final Stream<DynamicTest> d9() {
        return keepsBias() ? offers("D9", subject -> new BuiltLayers(subject).biasKept()) : Stream.empty();
    }

    @TestFactory
    @DisplayName("D10: what is built is a linear function and a constant, of the layer's widths and precision")
    final Stream<DynamicTest> d10() {
        return offers("D10", subject -> new BuiltLayers(subject).linear());
    }

    @TestFactory
    @DisplayName("D11: the layer stays as it is, and what is built shares nothing with it or with what is built again")
    final Stream<DynamicTest> d11() {
        return offers("D11", subject -> new BuiltLayers(subject).nothingShared());
    }

    @TestFactory
    @DisplayName("D12: the same seed gives the same bits")
    final Stream<DynamicTest> d12() {
        return offers("D12", subject -> new CandidateLists(subject).sameBits(subject.by(decomposer())));
    }

    @TestFactory
    @DisplayName("D13: weights that are not finite are refused in one line")
    final Stream<DynamicTest> d13() {
        return tests("D13", subject -> new CandidateLists(subject).notFiniteRefused());
    }

    @TestFactory
    @DisplayName("D14: factors can be asked for again, with the same bits, when the weights and statistics are gone")
    final Stream<DynamicTest> d14() {
        return offers("D14", subject -> new BuiltLayers(subject).askedForAgain());
    }

    /** Tests of what is offered, aborted for weights that are not decomposed at all. */
    private Stream<DynamicTest> offers(String rule, Consumer<DecomposerCase> check) {
        return tests(rule, subject -> {
            subject.assumeDecomposed();
            check.accept(subject);
        });
    }

    private Stream<DynamicTest> tests(String rule, Consumer<DecomposerCase> check) {
        return Arrays.stream(Precision.values())
                .flatMap(precision -> weights(Draw.seed()).stream()
                        .map(weights -> Checks.test(
                                rule,
                                precision.label() + ", " + weights.name(),
                                () -> check.accept(subject(weights, precision)))));
    }

    private DecomposerCase subject(NamedMatrix weights, Precision precision) {
        int inputs = weights.matrix().rows();
        int outputs = weights.matrix().columns();
        return DecomposerCase.of(
                decomposer(), weights, backend(precision), Optional.of(statistics(inputs, outputs)), picture(inputs));
    }
}

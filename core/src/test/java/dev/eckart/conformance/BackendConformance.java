package dev.eckart.conformance;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.eckart.spi.Seed;
import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.backend.BackendProvider;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * What every backend must keep to, in every precision its provider declares.
 *
 * <p>Extend it, name the provider, run it. The package's description lists the rules and says what to look at when one
 * fails.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class BackendConformance {
    private final Map<Precision, Backend> backends = new EnumMap<>(Precision.class);
    private final Map<String, Factored> decompositions = new HashMap<>();
    private final Map<String, Diagonalised> eigendecompositions = new HashMap<>();

    /** For subclasses. */
    protected BackendConformance() {}

    /**
     * The backend under test.
     *
     * @return its provider
     */
    protected abstract BackendProvider provider();

    /**
     * Threads that the backend may use.
     *
     * @return 1, unless overridden
     */
    protected int threads() {
        return 1;
    }

    /**
     * Matrices to decompose.
     *
     * @param seed randomness of the random ones
     * @return {@link Matrices#all}, unless overridden
     */
    protected List<NamedMatrix> matrices(Seed seed) {
        return Matrices.all(seed);
    }

    /**
     * Symmetric matrices to decompose.
     *
     * @param seed randomness of the random ones
     * @return {@link Matrices#symmetric}, unless overridden
     */
    protected List<NamedMatrix> symmetricMatrices(Seed seed) {
        return Matrices.symmetric(seed);
    }

    @TestFactory
    @DisplayName("B1: the factors of a decomposition have their thin shapes")
    final Stream<DynamicTest> b1() {
        return tests("B1", matrix -> true, this::decomposition, Factored::thinShapes);
    }

    @TestFactory
    @DisplayName("B2: singular values are finite, not negative and descending")
    final Stream<DynamicTest> b2() {
        return decompositions("B2", Factored::descendingValues);
    }

    @TestFactory
    @DisplayName("B3: the columns of U and of V are orthonormal")
    final Stream<DynamicTest> b3() {
        return decompositions("B3", Factored::orthonormalVectors);
    }

    @TestFactory
    @DisplayName("B4: U diag(s) V' is the matrix")
    final Stream<DynamicTest> b4() {
        return decompositions("B4", Factored::reconstruction);
    }

    @TestFactory
    @DisplayName("B5: the singular values have the norm of the matrix")
    final Stream<DynamicTest> b5() {
        return decompositions("B5", Factored::energy);
    }

    @TestFactory
    @DisplayName("B6: singular values that are known are found")
    final Stream<DynamicTest> b6() {
        return tests("B6", matrix -> matrix.values().isPresent(), this::earlier, Factored::knownValues);
    }

    @TestFactory
    @DisplayName("B7: inputs stay as they are")
    final Stream<DynamicTest> b7() {
        return calls("B7", CallRules::inputsUnchanged);
    }

    @TestFactory
    @DisplayName("B8: tensors of another implementation are accepted")
    final Stream<DynamicTest> b8() {
        return calls("B8", CallRules::foreignTensorsAccepted);
    }

    @TestFactory
    @DisplayName("B9: products are right for every transposition, alpha and beta")
    final Stream<DynamicTest> b9() {
        return products("B9", ProductRules::everyCombination);
    }

    @TestFactory
    @DisplayName("B10: with beta = 0 the old content of C does not matter, even if it is not a number")
    final Stream<DynamicTest> b10() {
        return products("B10", ProductRules::oldContentIgnored);
    }

    @TestFactory
    @DisplayName("B11: the same input gives the same bits")
    final Stream<DynamicTest> b11() {
        return calls("B11", CallRules::sameBits);
    }

    @TestFactory
    @DisplayName("B12: a decomposition of NaN or infinity is refused, through CheckedBackend")
    final Stream<DynamicTest> b12() {
        return calls("B12", CallRules::notFiniteRefused);
    }

    @TestFactory
    @DisplayName("B13: a changed operand is seen")
    final Stream<DynamicTest> b13() {
        return products("B13", ProductRules::changedOperandSeen);
    }

    @TestFactory
    @DisplayName("B14: a result is a change of C, can be an operand and can be overwritten")
    final Stream<DynamicTest> b14() {
        return products("B14", ProductRules::resultUsable);
    }

    @TestFactory
    @DisplayName("B15: NaN and infinity in an operand reach the product")
    final Stream<DynamicTest> b15() {
        return products("B15", ProductRules::notFiniteReachesProduct);
    }

    @TestFactory
    @DisplayName("B16: core's own check lets the decomposition pass")
    final Stream<DynamicTest> b16() {
        return decompositions("B16", Factored::passesCheck);
    }

    @TestFactory
    @DisplayName("B17: exactly dependent rows or columns are decomposed, through CheckedBackend")
    final Stream<DynamicTest> b17() {
        return precisions()
                .flatMap(precision -> Matrices.dependent(Draw.seed()).stream()
                        .map(matrix -> test(
                                "B17",
                                precision,
                                matrix.name(),
                                () -> Factored.dependent(matrix, backend(precision)))));
    }

    @TestFactory
    @DisplayName("B18: eigenvalues are finite and descending, and their vectors orthonormal columns")
    final Stream<DynamicTest> b18() {
        return eigendecompositions("B18", Diagonalised::descendingValuesAndOrthonormalVectors);
    }

    @TestFactory
    @DisplayName("B19: V diag(w) V' is the symmetric matrix, and eigenvalues that are known are found")
    final Stream<DynamicTest> b19() {
        return eigendecompositions("B19", Diagonalised::reconstruction);
    }

    @TestFactory
    @DisplayName("B20: core's own check lets the eigendecomposition pass")
    final Stream<DynamicTest> b20() {
        return eigendecompositions("B20", Diagonalised::passesCheck);
    }

    @TestFactory
    @DisplayName("B21: an orthonormal basis holds the columns that it is made of")
    final Stream<DynamicTest> b21() {
        return precisions()
                .flatMap(precision -> matrices(Draw.seed()).stream()
                        .filter(matrix ->
                                matrix.matrix().rows() >= matrix.matrix().columns())
                        .map(matrix -> test(
                                "B21",
                                precision,
                                matrix.name(),
                                () -> Orthonormalised.by(backend(precision), matrix)
                                        .holdsColumns())));
    }

    private Stream<DynamicTest> eigendecompositions(String rule, Consumer<Diagonalised> check) {
        return precisions()
                .flatMap(precision -> symmetricMatrices(Draw.seed()).stream()
                        .map(matrix -> test(
                                rule, precision, matrix.name(), () -> check.accept(diagonalised(precision, matrix)))));
    }

    private Diagonalised diagonalised(Precision precision, NamedMatrix matrix) {
        Tensor copy = Tensors.copy(matrix.matrix(), Precision.FLOAT64);
        return eigendecompositions.computeIfAbsent(
                precision + matrix.name(),
                key -> new Diagonalised(matrix, backend(precision).eigen(copy)));
    }

    private Stream<DynamicTest> decompositions(String rule, Consumer<Factored> check) {
        return tests(rule, matrix -> true, this::earlier, check);
    }

    private Stream<DynamicTest> tests(
            String rule, Predicate<NamedMatrix> concerned, Answers answers, Consumer<Factored> check) {
        return precisions()
                .flatMap(precision -> matrices(Draw.seed()).stream()
                        .filter(concerned)
                        .map(matrix -> test(
                                rule, precision, matrix.name(), () -> check.accept(answers.of(precision, matrix)))));
    }

    private Stream<DynamicTest> products(String rule, Consumer<ProductRules> check) {
        return precisions()
                .map(precision -> test(
                        rule,
                        precision,
                        "products",
                        () -> check.accept(
                                new ProductRules(backend(precision), Draw.seed().split(rule)))));
    }

    private Stream<DynamicTest> calls(String rule, Consumer<CallRules> check) {
        return precisions()
                .map(precision -> test(
                        rule,
                        precision,
                        "calls",
                        () -> check.accept(new CallRules(
                                backend(precision), open(precision), Draw.seed().split(rule)))));
    }

    private static DynamicTest test(String rule, Precision precision, String subject, Runnable check) {
        return dynamicTest(rule + " " + precision.label() + ", " + subject, check::run);
    }

    private Stream<Precision> precisions() {
        return provider().precisions().stream().sorted();
    }

    private Backend backend(Precision precision) {
        return backends.computeIfAbsent(precision, this::open);
    }

    private Backend open(Precision precision) {
        return provider().create(new BackendProvider.Settings(precision, threads()));
    }

    /** Computed once for all rules; the backend is handed a copy, so that a rule is not misled by what it does to it. */
    private Factored decomposition(Precision precision, NamedMatrix matrix) {
        return decompositions.computeIfAbsent(
                precision + matrix.name(),
                key -> new Factored(matrix, backend(precision).svd(Tensors.copy(matrix.matrix(), Precision.FLOAT64))));
    }

    private Factored earlier(Precision precision, NamedMatrix matrix) {
        try {
            return decomposition(precision, matrix);
        } catch (RuntimeException e) {
            return Assumptions.abort("B1 fails for this matrix: " + e.getMessage());
        }
    }

    private interface Answers {
        Factored of(Precision precision, NamedMatrix matrix);
    }
}

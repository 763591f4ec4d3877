package dev.eckart.reference;

import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.backend.Eigen;
import dev.eckart.spi.backend.Svd;
import dev.eckart.tensor.Tensors;
import java.util.List;
import java.util.function.UnaryOperator;

/** What can be wrong with a backend, and the rules of the conformance kit that must notice it. */
public enum Fault {
    /** Nothing is wrong. */
    NONE(List.of(), backend -> backend),

    /** The last singular value, with its vectors, comes first. */
    UNSORTED(List.of("B2", "B16", "B17"), backend -> FaultyBackend.svd(backend, FaultySvd::reversed)),

    /** One singular value is negative, and so are its left vector's entries. */
    NEGATIVE_VALUE(List.of("B2", "B6", "B16", "B17"), backend -> FaultyBackend.svd(backend, FaultySvd::negative)),

    /** The library's V' is taken for V. */
    V_TRANSPOSED(
            List.of("B1", "B4", "B16", "B17"),
            List.of("B2", "B3", "B4", "B5", "B6", "B16"),
            backend -> FaultyBackend.svd(backend, svd -> new Svd(svd.u(), svd.s(), Tensors.transpose(svd.v())))),

    /** One left vector is turned around and its right one is not. */
    SIGN_OF_U(
            List.of("B4", "B16", "B17"),
            backend -> FaultyBackend.svd(backend, svd -> new Svd(FaultySvd.scaleFirst(svd.u(), -1), svd.s(), svd.v()))),

    /** The largest singular value is off by a billionth. */
    VALUE_SLIGHTLY_OFF(
            List.of("B4", "B5", "B6", "B16", "B17"), backend -> FaultyBackend.svd(backend, FaultySvd::slightlyOff)),

    /** Part of the largest value's size is in its left vector. */
    SCALE_IN_U(List.of("B3", "B5", "B6", "B16", "B17"), backend -> FaultyBackend.svd(backend, FaultySvd::scaleMoved)),

    /** A decomposition overwrites its matrix, as LAPACK does. */
    MATRIX_OVERWRITTEN(List.of("B7", "B17"), FaultyBackend::overwritingMatrix),

    /** An eigendecomposition overwrites its matrix. */
    SYMMETRIC_OVERWRITTEN(List.of("B7"), FaultyEigen::overwriting),

    /** Eigenvalues ascend, as LAPACK's do. */
    ASCENDING(List.of("B18", "B19", "B20"), backend -> FaultyEigen.of(backend, FaultyEigen::reversed)),

    /** Eigenvectors are rows. */
    EIGENVECTORS_TRANSPOSED(
            List.of("B19", "B20"),
            backend -> FaultyEigen.of(backend, eigen -> new Eigen(eigen.values(), Tensors.transpose(eigen.vectors())))),

    /** Singular values and left vectors are taken for eigenvalues and eigenvectors. */
    SIGNS_LOST(List.of("B19", "B20"), FaultyEigen::singular),

    /** Singular vectors with the sign by which the two differ: right but for opposite eigenvalues, whose vectors mix. */
    OPPOSITES_MIXED(List.of("B19", "B20"), FaultyEigen::singularWithSigns),

    /** The largest eigenvalue is off by a billionth. */
    EIGENVALUE_SLIGHTLY_OFF(List.of("B19", "B20"), backend -> FaultyEigen.of(backend, FaultyEigen::slightlyOff)),

    /** Part of the largest eigenvalue's size is in its vector. */
    SCALE_IN_EIGENVECTOR(List.of("B18", "B19", "B20"), backend -> FaultyEigen.of(backend, FaultyEigen::scaleMoved)),

    /** The second vector of a basis leans to the first. */
    OBLIQUE_BASIS(List.of("B21"), FaultyBasis::oblique),

    /** A basis is that of other columns. */
    BASIS_ELSEWHERE(List.of("B21"), FaultyBasis::axes),

    /** A product leaves one of its operands changed. */
    OPERAND_OVERWRITTEN(List.of("B7"), FaultyBackend::overwritingOperand),

    /** Only core's own tensors are understood. */
    FOREIGN_REFUSED(List.of("B8"), FaultyBackend::refusingForeign),

    /** The factor of the old content is taken for zero. */
    BETA_IGNORED(List.of("B8", "B9", "B13"), FaultyBackend::ignoringBeta),

    /** The old content is read even if its factor is zero. */
    OLD_CONTENT_READ(List.of("B10"), FaultyBackend::readingOldContent),

    /** The last bits change from call to call. */
    UNSTEADY(List.of("B11"), FaultyBackend::unsteady),

    /** The first copy that was made of an operand is used ever after. */
    STALE(List.of("B13", "B14"), FaultyBackend::stale),

    /** The result is written behind the tensor's back: its version stays. */
    UNCOUNTED(List.of("B14"), FaultyBackend::uncounted),

    /** Zeros are skipped, and with them the NaN they should have met. */
    NAN_SWALLOWED(List.of("B15"), FaultyBackend::swallowingNaN),

    /** A large matrix of rank 1 has one vector twice, and another one not at all. */
    DEPENDENT_LOST(List.of("B17"), backend -> FaultyBackend.svd(backend, FaultySvd::firstLost));

    private final List<String> rules;
    private final List<String> aborted;
    private final UnaryOperator<Backend> wrapper;

    Fault(List<String> rules, UnaryOperator<Backend> wrapper) {
        this(rules, List.of(), wrapper);
    }

    Fault(List<String> rules, List<String> aborted, UnaryOperator<Backend> wrapper) {
        this.rules = rules;
        this.aborted = aborted;
        this.wrapper = wrapper;
    }

    /**
     * The rules that must fail.
     *
     * @return their numbers
     */
    public List<String> rules() {
        return rules;
    }

    /**
     * The rules that must be aborted for some matrix.
     *
     * @return their numbers
     */
    public List<String> aborted() {
        return aborted;
    }

    Backend in(Backend backend) {
        return wrapper.apply(backend);
    }
}

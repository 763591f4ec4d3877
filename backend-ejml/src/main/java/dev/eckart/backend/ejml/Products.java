package dev.eckart.backend.ejml;

import dev.eckart.spi.backend.Transpose;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.FMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.CommonOps_FDRM;
import org.ejml.dense.row.CommonOps_MT_DDRM;
import org.ejml.dense.row.CommonOps_MT_FDRM;

/**
 * EJML's products of one precision, for one thread or several.
 *
 * @param adding {@code C = C + alpha op(A) op(B)}, for A and B as they lie, A transposed, B transposed, both transposed
 * @param <N> type of the factor alpha
 * @param <M> EJML's type of matrix
 */
record Products<N, M>(List<Product<N, M>> adding) {
    /** One of them. */
    interface Product<N, M> {
        void add(N alpha, M a, M b, M c);
    }

    Product<N, M> of(Transpose a, Transpose b) {
        return adding.get(a.ordinal() + 2 * b.ordinal());
    }

    static Products<Float, FMatrixRMaj> float32(boolean parallel) {
        return new Products<>(
                parallel
                        ? List.of(
                                CommonOps_MT_FDRM::multAdd,
                                CommonOps_MT_FDRM::multAddTransA,
                                CommonOps_MT_FDRM::multAddTransB,
                                CommonOps_MT_FDRM::multAddTransAB)
                        : List.of(
                                CommonOps_FDRM::multAdd,
                                CommonOps_FDRM::multAddTransA,
                                CommonOps_FDRM::multAddTransB,
                                CommonOps_FDRM::multAddTransAB));
    }

    static Products<Double, DMatrixRMaj> float64(boolean parallel) {
        return new Products<>(
                parallel
                        ? List.of(
                                CommonOps_MT_DDRM::multAdd,
                                CommonOps_MT_DDRM::multAddTransA,
                                CommonOps_MT_DDRM::multAddTransB,
                                CommonOps_MT_DDRM::multAddTransAB)
                        : List.of(
                                CommonOps_DDRM::multAdd,
                                CommonOps_DDRM::multAddTransA,
                                CommonOps_DDRM::multAddTransB,
                                CommonOps_DDRM::multAddTransAB));
    }
}

package dev.eckart.backend.ejml;

import dev.eckart.spi.backend.Transpose;
import java.util.Arrays;
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
 * @param plain {@code C = alpha op(A) op(B)}, for A and B as they lie, A transposed, B transposed, both transposed
 * @param adding {@code C = C + alpha op(A) op(B)}, likewise
 * @param <M> EJML's type of matrix
 */
record Products<M>(List<Product<M>> plain, List<Product<M>> adding) {
    /** One of them. The factor is a double for both precisions; EJML's own type of matrix decides what is done. */
    interface Product<M> {
        void multiply(double alpha, M a, M b, M c);
    }

    /** EJML's form of a float32 product. */
    private interface FloatProduct {
        void multiply(float alpha, FMatrixRMaj a, FMatrixRMaj b, FMatrixRMaj c);
    }

    Product<M> of(boolean add, Transpose a, Transpose b) {
        return (add ? adding : plain).get(a.ordinal() + 2 * b.ordinal());
    }

    static Products<FMatrixRMaj> float32(boolean parallel) {
        return parallel
                ? new Products<>(
                        floats(
                                CommonOps_MT_FDRM::mult,
                                CommonOps_MT_FDRM::multTransA,
                                CommonOps_MT_FDRM::multTransB,
                                CommonOps_MT_FDRM::multTransAB),
                        floats(
                                CommonOps_MT_FDRM::multAdd,
                                CommonOps_MT_FDRM::multAddTransA,
                                CommonOps_MT_FDRM::multAddTransB,
                                CommonOps_MT_FDRM::multAddTransAB))
                : new Products<>(
                        floats(
                                CommonOps_FDRM::mult,
                                CommonOps_FDRM::multTransA,
                                CommonOps_FDRM::multTransB,
                                CommonOps_FDRM::multTransAB),
                        floats(
                                CommonOps_FDRM::multAdd,
                                CommonOps_FDRM::multAddTransA,
                                CommonOps_FDRM::multAddTransB,
                                CommonOps_FDRM::multAddTransAB));
    }

    static Products<DMatrixRMaj> float64(boolean parallel) {
        return parallel
                ? new Products<>(
                        List.of(
                                CommonOps_MT_DDRM::mult,
                                CommonOps_MT_DDRM::multTransA,
                                CommonOps_MT_DDRM::multTransB,
                                CommonOps_MT_DDRM::multTransAB),
                        List.of(
                                CommonOps_MT_DDRM::multAdd,
                                CommonOps_MT_DDRM::multAddTransA,
                                CommonOps_MT_DDRM::multAddTransB,
                                CommonOps_MT_DDRM::multAddTransAB))
                : new Products<>(
                        List.of(
                                CommonOps_DDRM::mult,
                                CommonOps_DDRM::multTransA,
                                CommonOps_DDRM::multTransB,
                                CommonOps_DDRM::multTransAB),
                        List.of(
                                CommonOps_DDRM::multAdd,
                                CommonOps_DDRM::multAddTransA,
                                CommonOps_DDRM::multAddTransB,
                                CommonOps_DDRM::multAddTransAB));
    }

    private static List<Product<FMatrixRMaj>> floats(FloatProduct... products) {
        return Arrays.stream(products)
                .<Product<FMatrixRMaj>>map(product -> (alpha, a, b, c) -> product.multiply((float) alpha, a, b, c))
                .toList();
    }
}

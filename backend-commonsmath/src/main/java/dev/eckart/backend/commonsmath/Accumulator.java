package dev.eckart.backend.commonsmath;

import org.apache.commons.math3.linear.DefaultRealMatrixPreservingVisitor;

/** Visits a product in the order of its blocks and adds it up: {@code C = alpha product + beta C}. */
final class Accumulator extends DefaultRealMatrixPreservingVisitor {
    private final double alpha;
    private final double beta;
    private final double[] c;
    private final int columns;

    Accumulator(double alpha, double beta, double[] c, int columns) {
        this.alpha = alpha;
        this.beta = beta;
        this.c = c;
        this.columns = columns;
    }

    @Override
    public void visit(int row, int column, double value) {
        int at = row * columns + column;
        c[at] = alpha * value + (beta == 0 ? 0 : beta * c[at]);
    }
}

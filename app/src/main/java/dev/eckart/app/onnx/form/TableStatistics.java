package dev.eckart.app.onnx.form;

import dev.eckart.compress.decompose.OutputCovarianceSvd;
import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.backend.Transpose;
import dev.eckart.spi.compress.Decomposer;
import dev.eckart.spi.compress.Statistics;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.List;
import java.util.Optional;

/**
 * What was observed of a table: how often each of its rows is taken. Looking up a row is the product of a row of zeros and a
 * single one with the table, so that the second moment of what goes in is diagonal, with these counts. Each row counts once more
 * than it was seen (Laplace): rows that no sample takes are not lost altogether.
 *
 * @param backend multiplies, in float64
 * @param table V rows
 */
record TableStatistics(Backend backend, Tensor table) {
    /** The longest table whose input's covariance is told, of 128 MiB. */
    private static final int LONGEST = 4096;

    /**
     * A decomposer that goes by what is told here: of a long table what its rows are like, which is little, and not the
     * products of as many indices. Where all rows count alike that is the truncated decomposition too.
     */
    static Decomposer suited(Decomposer asked, LinearShape table) {
        boolean byOutputs = asked.needs(table.rows(), table.columns()).contains(Statistics.Kind.OUTPUTS);
        return byOutputs || table.rows() <= LONGEST ? asked : new OutputCovarianceSvd();
    }

    /** The moments that follow from how often each row was taken; all count alike if nothing was observed. */
    LayerStatistics of(Optional<LayerStatistics> seen) {
        return of(seen.map(all -> all.blocks().get(0))
                .orElseGet(() -> new Statistics(
                        0,
                        Tensors.zeros(Precision.FLOAT64, 1, table.rows()),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty())));
    }

    private LayerStatistics of(Statistics seen) {
        int rows = table.rows();
        int width = table.columns();
        double all = seen.samples() + rows;
        Tensor mean = Tensors.zeros(Precision.FLOAT64, 1, rows);
        Tensors.fill(mean, row -> (seen.samples() * seen.mean().get(0, row) + 1) / all);
        double[] shares = mean.doubles();
        double[] weighed = table.doubles().clone();
        double[] made = new double[width];
        for (int i = 0; i < weighed.length; i++) {
            made[i % width] += shares[i / width] * weighed[i];
            weighed[i] *= Math.sqrt(shares[i / width]);
        }
        Tensor roots = Tensors.wrap(rows, width, weighed);
        Tensor outputs = Tensors.zeros(Precision.FLOAT64, width, width);
        backend.gemm(Transpose.YES, roots, Transpose.NO, roots, 1, 0, outputs);
        double[] moment = outputs.doubles().clone();
        for (int i = 0; i < moment.length; i++) {
            moment[i] -= made[i / width] * made[i % width];
        }
        return new LayerStatistics(List.of(new Statistics(
                seen.samples() + rows,
                mean,
                rows <= LONGEST ? Optional.of(covariance(shares)) : Optional.empty(),
                Optional.of(Tensors.wrap(width, width, moment)),
                seen.gradients())));
    }

    private static Tensor covariance(double[] shares) {
        int rows = shares.length;
        double[] covariance = new double[rows * rows];
        for (int i = 0; i < covariance.length; i++) {
            int row = i / rows;
            int column = i % rows;
            covariance[i] = (row == column ? shares[row] : 0) - shares[row] * shares[column];
        }
        return Tensors.wrap(rows, rows, covariance);
    }
}

package dev.eckart.app.onnx.inspect;

import dev.eckart.app.onnx.form.Factor;
import dev.eckart.app.onnx.form.LinearShape;
import dev.eckart.compress.decompose.Energies;
import dev.eckart.spi.backend.Backend;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Ranks of a layer as a matrix; of a convolution's, with a row for each number of its window. The matrices of a stack and
 * the groups of a convolution share one rank, and their energies add up.
 *
 * @param breakEven the rank {@code m n / (m + n)} from which on two factors have as many weights as the m x n matrix
 * @param energy90 the smallest rank that keeps 90 % of the sum of squared singular values
 * @param energy95 the same for 95 %
 * @param energy99 the same for 99 %
 * @param singularValues singular values, largest first; of several matrices, the root of the sum of their squares
 */
public record Ranks(double breakEven, int energy90, int energy95, int energy99, List<Double> singularValues) {
    static double breakEven(LinearShape layer) {
        double rows = layer.rows();
        double columns = layer.blockOutputs();
        return rows * columns / (rows + columns);
    }

    static Ranks of(Factor layer, Backend backend) {
        double[] energies = new double[Math.min(layer.weights().rows(), layer.blockOutputs())];
        for (int block = 0; block < layer.geometry().blocks(); block++) {
            double[] values = backend.svd(layer.block(block)).s();
            IntStream.range(0, energies.length).forEach(i -> energies[i] += values[i] * values[i]);
        }
        return new Ranks(
                breakEven(layer.shape()),
                Energies.rankKeeping(energies, .90),
                Energies.rankKeeping(energies, .95),
                Energies.rankKeeping(energies, .99),
                Arrays.stream(energies).map(Math::sqrt).boxed().toList());
    }
}

package dev.eckart.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.eckart.conformance.LayerConformance;
import dev.eckart.spi.Seed;
import dev.eckart.spi.layer.Layer;
import dev.eckart.spi.layer.LayerProvider;
import dev.eckart.spi.layer.Workspace;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import org.junit.jupiter.api.Test;

class BilinearConformanceTest extends LayerConformance {
    @Override
    protected Layer layer(Precision precision, Seed seed) {
        return new BilinearProvider().create(new LayerProvider.Spec(inputs(), 4, 0, precision, seed));
    }

    @Test
    void theOutputIsTheProductColumnByColumn() {
        Tensor p = Tensors.of(new double[] {1, 2, 3}, new double[] {4, 5, 6});
        Tensor q = Tensors.of(new double[] {1, -1}, new double[] {2, 0}, new double[] {0, 3});
        Tensor x = Tensors.of(new double[] {1, 0, 2, 0, 1, -1});
        Tensor y = Bilinear.of(p, q)
                .forward(x, new Workspace(backend(Precision.FLOAT64)))
                .output();
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 2; j++) {
                assertEquals(product(p, x, q, i, j), y.get(0, j * 3 + i));
            }
        }
    }

    private static double product(Tensor p, Tensor x, Tensor q, int i, int j) {
        double sum = 0;
        for (int row = 0; row < 2; row++) {
            for (int column = 0; column < 3; column++) {
                sum += p.get(row, i) * x.get(0, row * 3 + column) * q.get(column, j);
            }
        }
        return sum;
    }

    @Test
    void multiplicationsAreThoseOfTheTwoProducts() {
        Layer layer = Bilinear.of(Tensors.zeros(Precision.FLOAT64, 28, 12), Tensors.zeros(Precision.FLOAT64, 28, 10));
        assertEquals(28 * 28 * 10 + 28 * 12 * 10, layer.macs());
    }
}

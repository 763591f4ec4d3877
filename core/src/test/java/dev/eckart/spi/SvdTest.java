package dev.eckart.spi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.eckart.spi.backend.Svd;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import org.junit.jupiter.api.Test;

class SvdTest {
    private final Tensor u = Tensors.of(new double[][] {{1, 0, 0}, {0, -1, 0}, {0, 0, 1}});
    private final Tensor v = Tensors.of(new double[][] {{1, 0, 0}, {0, 1, 0}});

    @Test
    void sortsFlipsSignsAndDropsWhatIsSurplus() {
        Svd svd = Svd.of(u, new double[] {2, -3, 0}, v);
        assertArrayEquals(new double[] {3, 2}, svd.s());
        assertArrayEquals(new double[] {0, 1, 1, 0, 0, 0}, svd.u().doubles());
        assertArrayEquals(new double[] {0, 1, 1, 0}, svd.v().doubles());
    }

    @Test
    void theProductIsKept() {
        double[] s = {2, -3, 0};
        Svd svd = Svd.of(u, s, v);
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 2; j++) {
                double before = 0;
                double after = 0;
                for (int k = 0; k < 3; k++) {
                    before += u.get(i, k) * s[k] * v.get(j, k);
                }
                for (int k = 0; k < 2; k++) {
                    after += svd.u().get(i, k) * svd.s()[k] * svd.v().get(j, k);
                }
                assertEquals(before, after);
            }
        }
    }

    @Test
    void ofEntriesEquallyFarFromZeroTheFirstIsMadePositive() {
        Tensor columns = Tensors.of(new double[][] {{0, 0.5}, {-0.5, -0.5}, {0.5, 0}});
        Svd svd = Svd.of(columns, new double[] {2, 1}, v);
        assertArrayEquals(new double[] {0, 0.5, 0.5, -0.5, -0.5, 0}, svd.u().doubles());
        assertArrayEquals(new double[] {-1, 0, 0, 1}, svd.v().doubles());
    }

    @Test
    void aValueThatIsNotANumberIsRefusedBeforeSortingCouldHideIt() {
        assertThrows(EckartException.class, () -> Svd.of(u, new double[] {1, Double.NaN, 2}, v));
    }
}

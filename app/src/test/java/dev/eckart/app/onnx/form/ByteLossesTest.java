package dev.eckart.app.onnx.form;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.app.onnx.LayerCase;
import dev.eckart.spi.Seed;
import dev.eckart.spi.compress.Statistics;
import dev.eckart.spi.compress.Storage.Form;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ByteLossesTest {
    private static final int ROWS = 60;
    private static final int COLUMNS = 40;

    private static Factor layer() {
        SplittableRandom random = new Seed(8).random();
        double[] numbers = random.doubles(ROWS * COLUMNS)
                .map(ignored -> random.nextGaussian())
                .toArray();
        return new Factor(Tensors.wrap(ROWS, COLUMNS, numbers), Optional.empty(), Geometry.PRODUCT);
    }

    private static LayerStatistics seen(double largest, Optional<Tensor> gradients) {
        Tensor covariance = Tensors.zeros(Precision.FLOAT64, ROWS, ROWS);
        for (int i = 0; i < ROWS; i++) {
            covariance.set(i, i, i == 0 ? largest * largest : 1);
        }
        return new LayerStatistics(List.of(new Statistics(
                100, Tensors.zeros(Precision.FLOAT64, 1, ROWS), Optional.of(covariance), Optional.empty(), gradients)));
    }

    private static double share(Factor layer, Form form, Optional<LayerStatistics> seen) {
        return ByteLosses.of(LayerCase.backend(), layer, seen, Set.of(form)).of(List.of(form));
    }

    /** An input that now and then is large leaves the others few of the 255 steps. */
    @Test
    void aLayerWithOneLargeInputLosesMore() {
        double even = share(layer(), Form.BYTE_PRODUCTS, Optional.of(seen(1, Optional.empty())));
        double uneven = share(layer(), Form.BYTE_PRODUCTS, Optional.of(seen(30, Optional.empty())));
        assertTrue(even > 0 && even < 1e-2, "loses " + even);
        // All of the input's change is 900 times as large in the square, its variance is that of 900 more such inputs.
        double expected = 900.0 * ROWS / (ROWS - 1 + 900);
        assertTrue(uneven > 0.5 * expected * even, uneven + " after " + even);
    }

    /** What no output minds is not lost. */
    @Test
    void outputsCountAsTheirGradientsDo() {
        Tensor gradients = Tensors.zeros(Precision.FLOAT64, COLUMNS, COLUMNS);
        gradients.set(3, 3, 1);
        Factor layer = layer();
        Tensor column = Tensors.zeros(Precision.FLOAT64, ROWS, 1);
        Tensors.fill(column, i -> layer.weights().get(i, 3));
        Factor alone = new Factor(column, Optional.empty(), Geometry.PRODUCT);
        assertEquals(
                share(alone, Form.BYTE_PRODUCTS, Optional.of(seen(2, Optional.empty()))),
                share(layer, Form.BYTE_PRODUCTS, Optional.of(seen(2, Optional.of(gradients)))),
                ROWS * COLUMNS * 0x1p-52);
    }

    @Test
    void rowsOfATableLoseWhatTheirRoundingLoses() {
        Factor table = new Factor(layer().weights(), Optional.empty(), Geometry.LOOKUP);
        Tensor read = Bytes.ofRows(table.weights()).asRows();
        double lost = 0;
        for (int i = 0; i < read.size(); i++) {
            double change = read.doubles()[i] - table.weights().doubles()[i];
            lost += change * change;
        }
        double norm = Tensors.norm(table.weights());
        assertEquals(lost / (norm * norm), share(table, Form.BYTE_ROWS, Optional.empty()), ROWS * COLUMNS * 0x1p-52);
        assertEquals(
                0,
                ByteLosses.of(LayerCase.backend(), table, Optional.empty(), Set.of())
                        .of(List.of(Form.NUMBERS)));
    }
}

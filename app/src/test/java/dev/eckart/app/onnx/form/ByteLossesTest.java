package dev.eckart.app.onnx.form;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.spi.Seed;
import dev.eckart.spi.compress.Storage.Form;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ByteLossesTest {
    private static final int ROWS = 60;
    private static final int COLUMNS = 40;

    private static Tensor weights() {
        SplittableRandom random = new Seed(8).random();
        double[] numbers = random.doubles(ROWS * COLUMNS)
                .map(ignored -> random.nextGaussian())
                .toArray();
        return Tensors.wrap(ROWS, COLUMNS, numbers);
    }

    @Test
    void rowsOfATableLoseWhatTheirRoundingLosesAndProductsWhatTheyMeetToo() {
        Tensor weights = weights();
        Tensor read = Bytes.ofRows(weights).asRows();
        double lost = 0;
        for (int i = 0; i < read.size(); i++) {
            double change = read.doubles()[i] - weights.doubles()[i];
            lost += change * change;
        }
        double norm = Tensors.norm(weights);
        ByteLosses losses = ByteLosses.of(weights, Set.of(Form.BYTE_ROWS, Form.BYTE_PRODUCTS));
        double rows = losses.of(List.of(Form.BYTE_ROWS));
        assertEquals(lost / (norm * norm), rows, ROWS * COLUMNS * 0x1p-52);
        double products = losses.of(List.of(Form.BYTE_PRODUCTS));
        assertTrue(products > rows && products < 1e-2, products + " of products, " + rows + " of rows");
        assertEquals(rows + products, losses.of(List.of(Form.BYTE_ROWS, Form.BYTE_PRODUCTS)));
        assertEquals(0, losses.of(List.of(Form.NUMBERS)));
    }
}

package dev.eckart.infer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TilePassTest {
    private static final int WIDTH = 6;
    private static final int PICTURE_ROWS = 2;

    /**
     * Loops of one round are compiled without vectors, and stay so when long ones come: a process that measured single
     * samples in tiles took ten times as long for its batches afterwards.
     */
    @ParameterizedTest
    @ValueSource(ints = {1, 31, 33, 100, 129, 511, 512, 513})
    void loopsAreLongHoweverFewSamplesThereAreAndTheRestIsZero(int samples) {
        Recorder recorder = new Recorder();
        TilePass pass = new TilePass(List.of(recorder), TileRows.make(WIDTH, TileRows.SAMPLES));
        int before = TileRows.SAMPLES;
        pass.apply(constant(before, Float.NaN), 0, before, Tensors.zeros(Precision.FLOAT32, before, 1));
        recorder.forget();
        Tensor results = Tensors.zeros(Precision.FLOAT32, samples, 1);
        pass.apply(constant(samples, 3), 0, samples, results);
        assertTrue(recorder.shortest >= 128, "a loop of " + recorder.shortest);
        assertEquals(2 * samples * WIDTH, recorder.threes);
        assertEquals(0, recorder.others);
        float[] expected = new float[samples];
        Arrays.fill(expected, 3);
        assertArrayEquals(expected, results.floats());
    }

    private static Tensor constant(int samples, float value) {
        Tensor tensor = Tensors.zeros(Precision.FLOAT32, samples, WIDTH);
        Tensors.fill(tensor, i -> value);
        return tensor;
    }

    /** Hands on the first feature, and looks at all of them in both of their orders. */
    private static final class Recorder implements TileStep {
        private final float[][] output = new float[1][TileRows.SAMPLES];
        private final float[][] pictures = new float[PICTURE_ROWS][TileRows.SAMPLES * WIDTH / PICTURE_ROWS];
        private int shortest;
        private int threes;
        private int others;

        void forget() {
            shortest = Integer.MAX_VALUE;
            threes = 0;
            others = 0;
        }

        @Override
        public int atOnce() {
            return WIDTH;
        }

        @Override
        public void apply(Features input, int samples) {
            shortest = Math.min(shortest, samples);
            float[][] rows = input.rows(0, WIDTH);
            input.pictures(0, samples, WIDTH / PICTURE_ROWS, pictures);
            for (int t = 0; t < samples; t++) {
                for (int k = 0; k < WIDTH; k++) {
                    float value =
                            pictures[k / (WIDTH / PICTURE_ROWS)][t * WIDTH / PICTURE_ROWS + k % (WIDTH / PICTURE_ROWS)];
                    count(value);
                    count(rows[k][t]);
                }
            }
            System.arraycopy(rows[0], 0, output[0], 0, samples);
        }

        private void count(float value) {
            threes += value == 3 ? 1 : 0;
            others += value != 3 && value != 0 ? 1 : 0;
        }

        @Override
        public float[][] output() {
            return output;
        }
    }
}

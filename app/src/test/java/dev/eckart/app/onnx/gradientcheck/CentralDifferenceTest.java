package dev.eckart.app.onnx.gradientcheck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Differences know how far they are off. */
class CentralDifferenceTest {
    private static final double PLACE = 0.7;

    private static CentralDifference ofSine(double step) {
        return CentralDifference.of(
                move -> {
                    double value = Math.sin(PLACE + move);
                    return new CentralDifference.Sum(value, Math.abs(value));
                },
                step,
                0x1p-52);
    }

    @Test
    void theDerivativeFitsWhetherTruncationOrRoundingIsLarger() {
        for (double step : new double[] {0x1p-2, 0x1p-8, 0x1p-16, 0x1p-30}) {
            assertTrue(ofSine(step).fits(Math.cos(PLACE)), () -> "step " + step);
        }
    }

    @Test
    void anotherNumberDoesNotFit() {
        assertFalse(ofSine(0x1p-16).fits(Math.cos(PLACE) * (1 + 1e-8)));
        assertFalse(ofSine(0x1p-16).fits(Double.NaN));
    }

    /** The third derivative of a cubic is the same everywhere: what is left out is the square of the step. */
    @Test
    void theBoundIsThreeTimesWhatIsLeftOut() {
        CentralDifference difference =
                CentralDifference.of(move -> new CentralDifference.Sum(move * move * move, 0), 0x1p-4, 1);
        assertEquals(0x1p-8, difference.value());
        assertEquals(3 * 0x1p-8, difference.bound());
    }
}

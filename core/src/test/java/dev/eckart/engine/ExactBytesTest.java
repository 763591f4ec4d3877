package dev.eckart.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.spi.EckartException;
import org.junit.jupiter.api.Test;

class ExactBytesTest {
    @Test
    void holdWhatIsWrittenHoweverThatIsDone() {
        byte[] bytes = ExactBytes.of(out -> {
            out.write(1);
            out.write(new byte[] {2, 3});
            out.write(new byte[] {9, 4, 5, 9}, 1, 2);
        });
        assertArrayEquals(new byte[] {1, 2, 3, 4, 5}, bytes);
        assertArrayEquals(new byte[0], ExactBytes.of(out -> {}));
    }

    /** Nothing is kept before it is known how much there is. */
    @Test
    void moreThanAnArrayHoldsIsSaidInOneLine() {
        byte[] piece = new byte[1 << 20];
        EckartException thrown = assertThrows(
                EckartException.class,
                () -> ExactBytes.of(out -> {
                    for (int i = 0; i < 1 << 11; i++) {
                        out.write(piece);
                    }
                }));
        assertTrue(thrown.getMessage().startsWith("2147483648 bytes are to be sent at once"), thrown.getMessage());
    }
}

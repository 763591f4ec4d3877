package dev.eckart.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.eckart.spi.engine.Payload;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class WireTest {
    private static final Payload RESULT = Payload.NONE.with("part", new byte[] {1, 2});

    @Test
    void whatWasKeptIsRead() {
        Payload read = Wire.payload(Wire.bytes(RESULT));
        assertArrayEquals(new byte[] {1, 2}, read.parts().get("part"));
    }

    @Test
    void anythingElseIsRefusedInOneWay() {
        byte[] unknown = new String(Wire.bytes(RESULT), StandardCharsets.ISO_8859_1)
                .replace("spi.engine.Payload", "spi.engine.Pailoat")
                .getBytes(StandardCharsets.ISO_8859_1);
        assertThrows(UncheckedIOException.class, () -> Wire.payload(new byte[] {1, 2, 3}));
        assertThrows(UncheckedIOException.class, () -> Wire.payload(Wire.written("a text")));
        assertThrows(UncheckedIOException.class, () -> Wire.payload(Wire.written(null)));
        assertThrows(UncheckedIOException.class, () -> Wire.payload(unknown));
    }
}

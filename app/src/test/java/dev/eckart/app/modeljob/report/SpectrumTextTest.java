package dev.eckart.app.modeljob.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SpectrumTextTest {
    /** Energies 9, 4, 1, 0 of 14: cuts at rank 0 to 3 leave out roots of 14, 5, 1 and 0 fourteenths: 1, .6, .27, 0. */
    @Test
    void aCellIsAsHighAsTheErrorOfACut() {
        assertEquals("█▅▃▁", SpectrumText.of(List.of(3.0, 2.0, 1.0, 0.0), true));
        assertEquals("#=:_", SpectrumText.of(List.of(3.0, 2.0, 1.0, 0.0), false));
    }

    @Test
    void manyRanksShareTheCells() {
        String even = SpectrumText.of(Collections.nCopies(100, 2.0), true);
        assertEquals(24, even.length());
        assertTrue(even.startsWith("██") && even.endsWith("▂"), even);
        assertEquals(
                even.chars().boxed().toList(),
                even.chars().boxed().sorted(Collections.reverseOrder()).toList());
        List<Double> lowRank =
                IntStream.range(0, 100).mapToObj(i -> i < 10 ? 1.0 : 0.0).toList();
        assertTrue(SpectrumText.of(lowRank, true).endsWith("▁".repeat(21)), SpectrumText.of(lowRank, true));
    }

    @Test
    void aLayerOfZerosLosesNothing() {
        assertEquals("▁▁", SpectrumText.of(List.of(0.0, 0.0), true));
        assertEquals("", SpectrumText.of(List.of(), true));
    }
}

package dev.eckart.app.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.app.console.Json;
import dev.eckart.app.report.ChangeReport.Answers;
import dev.eckart.app.report.ChangeReport.Misread;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordsTest {
    @ParameterizedTest
    @CsvSource({"784, 100", "100, 50", "50, 10", "10, 10", "1, 7", "1, 1", "2, 2", "1000000, 1000000"})
    void atTheBreakEvenRankFactorsAreSmallerAndAtTheNextTheyAreNot(int inputs, int outputs) {
        long rank = SpectrumReport.breakEvenRank(inputs, outputs);
        long weights = (long) inputs * outputs;
        assertTrue(rank * (inputs + outputs) < weights, "rank " + rank);
        assertTrue((rank + 1) * (inputs + outputs) >= weights, "rank " + rank);
    }

    @Test
    void aChangeCountsAllAndNamesTheFirst() {
        Answers base = new Answers(List.of(0, 1, 2, 3, 4), List.of(0, 1, 2, 0, 4));
        Answers small = new Answers(List.of(0, 1, 2, 3, 4), List.of(0, 7, 8, 3, 9));
        assertEquals(
                new ChangeReport(3, 1, List.of(new Misread(1, 1, 7), new Misread(2, 2, 8))),
                ChangeReport.of(base, small, 2));
    }

    @Test
    void aReportNamesFewPicturesHoweverManyLevelsItHas() {
        assertEquals(24, ChangeReport.shown(1));
        for (int levels = 1; levels < 300; levels++) {
            assertTrue(ChangeReport.shown(levels) >= 1);
            assertTrue(levels > 96 || levels * ChangeReport.shown(levels) <= 96);
        }
    }

    /** A record of all that reports have in them. */
    record Everything(
            int count, double number, Optional<String> text, OptionalInt rank, int[][] table, List<Double> all) {}

    @Test
    void whatWasWrittenIsReadAgain() {
        Everything everything = new Everything(
                3, Double.NaN, Optional.of("a"), OptionalInt.empty(), new int[][] {{1, 2}}, List.of(0.1, 1e-300));
        Everything again = Json.read(Json.of(everything), Everything.class);
        assertEquals(Json.of(everything), Json.of(again));
        assertTrue(Double.isNaN(again.number()));
        assertEquals(everything.all(), again.all());
    }

    @Test
    void whatIsMissingIsAnErrorUnlessItIsOptional() {
        Everything least = Json.read("{\"count\":1,\"number\":null,\"table\":[],\"unknown\":1}", Everything.class);
        assertEquals(List.of(), least.all());
        for (String lacking : List.of(
                "{\"number\":1,\"table\":[],\"all\":[]}",
                "{\"count\":1,\"table\":[],\"all\":[]}",
                "{\"count\":1,\"number\":1,\"all\":[]}",
                "[1]",
                "{\"count\":")) {
            IllegalArgumentException e = Assertions.assertThrows(
                    IllegalArgumentException.class, () -> Json.read(lacking, Everything.class), lacking);
            assertEquals(1, e.getMessage().lines().count());
            assertTrue(!e.getMessage().contains("Deserial"), e::getMessage);
        }
    }
}

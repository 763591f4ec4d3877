package dev.eckart.app.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.app.report.FloorReport;
import dev.eckart.app.report.Metrics;
import dev.eckart.app.report.NetworkReport;
import dev.eckart.app.report.SpeedReport;
import dev.eckart.app.report.TrainingStatus;
import dev.eckart.spi.EckartException;
import dev.eckart.spi.compress.Budget;
import java.util.List;
import java.util.Optional;
import java.util.function.LongToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The search on networks of which only size and accuracy are made up. */
class AccuracySearchTest {
    private static final long SMALLEST = 500;
    private static final long BASE = 84_060;
    private static final double ACCURACY = 0.99;

    @ParameterizedTest
    @ValueSource(longs = {600, 5_000, 24_219, 80_000})
    void findsTheSmallestSizeThatKeepsTheAccuracy(long enough) {
        AccuracySearch.Found found = search(size -> size >= enough ? 0.986 : 0.984, 0.5);
        long size = found.budget().amount();
        assertTrue(size >= enough, "keeps it");
        assertTrue(size < enough * 1.02 + 1, size + " is more than the next smaller one that was tried");
        assertEquals(Budget.Unit.PARAMETERS, found.budget().unit());
        assertEquals(ACCURACY - 0.005, found.report().accuracy(), Math.ulp(1.0));
        assertTrue(found.report().tries().contains(new FloorReport.Size(size, 0.986)), "was really tried");
    }

    @Test
    void theSmallestOfAllIsTakenIfItIsGoodEnough() {
        assertEquals(SMALLEST, search(size -> 1, 0).budget().amount());
    }

    @Test
    void nothingIsReturnedThatDoesNotKeepTheAccuracy() {
        EckartException failure = assertThrows(EckartException.class, () -> search(size -> 0.9, 0.5));
        assertTrue(failure.getMessage().contains("where 98.50 % are asked for"), failure::getMessage);
    }

    @Test
    void aNetworkWhoseLossIsNotANumberKeepsNothing() {
        assertThrows(EckartException.class, () -> search(size -> Double.NaN, 50));
    }

    private static AccuracySearch.Found search(LongToDoubleFunction accuracy, double points) {
        return new AccuracySearch(
                        budget -> new AccuracySearch.Try(budget.amount(), accuracy.applyAsDouble(budget.amount())),
                        base(),
                        points)
                .from(SMALLEST);
    }

    private static NetworkReport base() {
        return new NetworkReport(
                BASE,
                BASE,
                4 * BASE,
                new SpeedReport.Latency(1, Optional.empty(), Optional.empty()),
                new SpeedReport.Throughput(1, Optional.empty(), Optional.empty()),
                List.of(),
                TrainingStatus.TRAINED,
                List.of(),
                new Metrics(0.1, ACCURACY),
                new Metrics(0.1, ACCURACY),
                new int[0][0]);
    }
}

package dev.eckart.compress.allocate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.eckart.compress.FactorStyle;
import dev.eckart.compress.FactorisedNetwork;
import dev.eckart.compress.InnerBias;
import dev.eckart.compress.Networks;
import dev.eckart.spi.compress.Budget;
import dev.eckart.spi.compress.Candidate;
import dev.eckart.tensor.Precision;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DivisorAllocatorTest {
    /** 20 x 12 breaks even at rank 7.5, 12 x 8 at 4.8 and 8 x 5 at 3.1. */
    @ParameterizedTest
    @CsvSource({
        "1, dense, dense, dense",
        "2, rank 6, rank 4, rank 2",
        "3, rank 4, rank 2, rank 1",
        "5, rank 2, rank 1, rank 1",
        "100, rank 1, rank 1, rank 1"
    })
    void cutsEveryLayerByTheLevelAndLeavesDenseWhatWouldGrow(int level, String first, String second, String third) {
        FactorisedNetwork factorised = Networks.factorised(
                Networks.dense(Precision.FLOAT64, 20, 12, 8, 5),
                new FactorStyle(InnerBias.NONE, Optional.empty()),
                false);
        List<Candidate> chosen = factorised.compress(new Budget(level)).chosen();
        assertEquals(
                List.of(first, second, third),
                chosen.stream().map(Candidate::label).toList());
    }
}

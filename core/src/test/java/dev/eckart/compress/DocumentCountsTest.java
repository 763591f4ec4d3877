package dev.eckart.compress;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.eckart.nn.Network;
import dev.eckart.spi.compress.Budget;
import dev.eckart.spi.compress.Candidate;
import dev.eckart.tensor.Precision;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The user's document compresses 784-100-50-10 by one divisor, with a bias on both factors, and gives its counts. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DocumentCountsTest {
    private final Network network = Networks.dense(Precision.FLOAT64, 784, 100, 50, 10);
    private FactorisedNetwork factorised;

    @BeforeAll
    void factorise() {
        factorised = Networks.factorised(network, new FactorStyle(InnerBias.ZERO, Optional.empty()), true);
    }

    @Test
    void baseHasTheDocumentsCount() {
        assertEquals(84_060, network.parameterCount());
    }

    @ParameterizedTest
    @CsvSource({
        "1, rank 100, rank 50, rank 10, 96820",
        "2, rank 50, rank 25, rank 5, 48490",
        "4, rank 25, rank 12, rank 2, 24219",
        "8, rank 12, rank 6, rank 1, 11747"
    })
    void levelHasTheDocumentsRanksAndCount(int level, String first, String second, String third, long parameters) {
        FactorisedNetwork.Compressed compressed = factorised.compress(new Budget(level));
        assertEquals(List.of(first, second, third), labels(compressed.chosen().stream()));
        assertEquals(parameters, compressed.network().parameterCount());
    }

    private static List<String> labels(Stream<Candidate> candidates) {
        return candidates.map(Candidate::label).toList();
    }
}

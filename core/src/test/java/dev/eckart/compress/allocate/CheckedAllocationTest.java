package dev.eckart.compress.allocate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.spi.EckartException;
import dev.eckart.spi.compress.Budget;
import dev.eckart.spi.compress.Candidate;
import dev.eckart.spi.compress.Decomposition;
import dev.eckart.spi.compress.FactorShape;
import dev.eckart.spi.compress.RankAllocator;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensors;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a plug-in may choose that nobody offers. */
class CheckedAllocationTest {
    private static final Candidate ITSELF = Candidate.dense(Tensors.zeros(Precision.FLOAT64, 4, 3), Optional.empty());

    private static List<Candidate> chosen(List<Candidate> answer) {
        RankAllocator allocator = new RankAllocator() {
            @Override
            public String name() {
                return "mine";
            }

            @Override
            public List<Candidate> allocate(List<Decomposition> layers, Budget budget) {
                return answer;
            }
        };
        Decomposition layer = Decomposition.of(4, 3, Stream.of(ITSELF), candidate -> List.of());
        return CheckedAllocation.of(allocator, new RankAllocator.Request(List.of(layer, layer), new Budget(24)));
    }

    private static void assertRefused(String mistake, List<Candidate> answer) {
        String message =
                assertThrows(EckartException.class, () -> chosen(answer)).getMessage();
        assertTrue(message.startsWith("allocator 'mine' is wrong: it " + mistake), message);
    }

    @Test
    void oneCandidateOfEachLayerIsChosen() {
        assertEquals(List.of(ITSELF, ITSELF), chosen(List.of(ITSELF, ITSELF)));
        assertRefused("does not choose once for each of 2 layers", null);
        assertRefused("does not choose once for each of 2 layers", List.of(ITSELF));
        assertRefused("chooses what layer 2 does not offer", Arrays.asList(ITSELF, null));
        Candidate other = Candidate.ofRank(9, Collections.nCopies(1, FactorShape.linear(4, 3, false)), 0);
        assertRefused("chooses what layer 1 does not offer", List.of(other, ITSELF));
    }
}

package dev.eckart.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SeedTest {
    @Test
    void theSamePurposeGivesTheSameSeed() {
        assertEquals(new Seed(7).split("weights"), new Seed(7).split("weights"));
        assertEquals(
                new Seed(7).split("weights").random().nextLong(),
                new Seed(7).split("weights").random().nextLong());
    }

    @Test
    void otherPurposesAndOtherSeedsGiveOthers() {
        assertNotEquals(new Seed(7).split("weights"), new Seed(7).split("order"));
        assertNotEquals(new Seed(7).split("weights"), new Seed(8).split("weights"));
        assertNotEquals(new Seed(7).split("ab"), new Seed(7).split("ba"));
    }

    @Test
    void manyIndicesGiveNoSeedTwice() {
        Set<Seed> seeds = new HashSet<>();
        LongStream.range(0, 100_000).forEach(i -> assertTrue(seeds.add(new Seed(1).split(i))));
    }
}

package dev.eckart.app.data.digits;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.app.data.Dataset;
import dev.eckart.app.data.Fingerprint;
import dev.eckart.app.data.Pictures;
import dev.eckart.spi.Seed;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the synthetic digits are like, and how hard. */
final class SyntheticDigitsTest {
    /** The content of the data set: changing it makes old reports incomparable, so it must not happen by accident. */
    private static final String SHA256 = "e9dc6e9a1bbfc408d1a05b15e961702390c2c557090c154823874e45a2bdd11c";

    private static Dataset digits;

    @BeforeAll
    static void draw() {
        digits = SyntheticDigits.dataset();
    }

    @Test
    void theyAreTheSameOnEveryMachine() {
        assertEquals(SHA256, digits.sha256());
    }

    @Test
    void threadsDoNotShow() throws Exception {
        ForkJoinPool alone = new ForkJoinPool(1);
        try {
            Dataset one = alone.submit(() -> SyntheticDigits.dataset(new Seed(5), 300, 100))
                    .get();
            assertEquals(
                    one.sha256(), SyntheticDigits.dataset(new Seed(5), 300, 100).sha256());
        } finally {
            alone.shutdown();
        }
    }

    @Test
    void aPictureDependsOnItsSeedAndIndexOnly() {
        Dataset few = SyntheticDigits.dataset(new Seed(5), 50, 10);
        Dataset more = SyntheticDigits.dataset(new Seed(5), 80, 20);
        assertArrayEquals(
                few.train().pixels(),
                Arrays.copyOf(more.train().pixels(), few.train().pixels().length));
        assertNotEquals(
                few.sha256(), SyntheticDigits.dataset(new Seed(6), 50, 10).sha256());
    }

    @Test
    void noPictureOccursTwiceNorInBothSplits() {
        Set<String> seen = new HashSet<>();
        for (Pictures pictures : new Pictures[] {digits.train(), digits.test()}) {
            for (int i = 0; i < pictures.count(); i++) {
                int from = i * pictures.size();
                byte[] picture = Arrays.copyOfRange(pictures.pixels(), from, from + pictures.size());
                assertTrue(seen.add(new Fingerprint().add(picture).hex()), "picture " + i);
            }
        }
    }

    @Test
    void classesAreAboutEquallyFrequent() {
        int[] counts = new int[10];
        for (int i = 0; i < digits.train().count(); i++) {
            counts[digits.train().label(i)]++;
        }
        // Six standard deviations of a binomial count.
        double n = digits.train().count();
        double slack = 6 * Math.sqrt(n * 0.1 * 0.9);
        for (int count : counts) {
            assertEquals(n / 10, count, slack);
        }
    }

    @Test
    void everyPictureHasInkAndItsEdgesAreSmooth() {
        Pictures pictures = digits.test();
        for (int i = 0; i < pictures.count(); i++) {
            int dark = 0;
            int grey = 0;
            int brightest = 0;
            for (int pixel = 0; pixel < pictures.size(); pixel++) {
                brightest = Math.max(brightest, pictures.pixel(i, pixel));
            }
            for (int pixel = 0; pixel < pictures.size(); pixel++) {
                int value = pictures.pixel(i, pixel);
                dark += value == 0 ? 1 : 0;
                grey += value > 0 && value < brightest ? 1 : 0;
            }
            assertTrue(brightest > 100, "picture " + i + " is hardly to be seen");
            assertTrue(dark > pictures.size() / 2 && dark < pictures.size() - 10, "picture " + i + ": " + dark);
            assertTrue(grey > 5, "picture " + i + " is not anti-aliased");
        }
    }

    @Test
    void aLinearClassifierDoesNotDoWell() {
        OnlineNetwork linear = new OnlineNetwork(1, 784, 10);
        linear.train(digits.train(), 8, 0.01f);
        double accuracy = linear.accuracy(digits.test());
        assertTrue(accuracy > 0.85 && accuracy < 0.95, "accuracy " + accuracy);
    }

    @Test
    void aSmallNetworkDoes() {
        OnlineNetwork network = new OnlineNetwork(1, 784, 100, 50, 10);
        network.train(digits.train(), 6, 0.03f);
        double accuracy = network.accuracy(digits.test());
        assertTrue(accuracy >= 0.97, "accuracy " + accuracy);
    }
}

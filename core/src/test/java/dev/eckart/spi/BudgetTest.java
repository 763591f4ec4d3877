package dev.eckart.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.eckart.spi.compress.Budget;
import dev.eckart.spi.compress.Candidate;
import dev.eckart.spi.compress.Decomposition;
import dev.eckart.spi.compress.Decomposition.Scale;
import dev.eckart.spi.compress.FactorShape;
import dev.eckart.spi.compress.Storage;
import dev.eckart.tensor.Precision;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BudgetTest {
    private static final Candidate DENSE =
            new Candidate("dense", OptionalInt.empty(), List.of(FactorShape.linear(9, 10, true)), 0);
    private static final Candidate RANK = Candidate.ofRank(2, List.of(FactorShape.linear(6, 10, false)), 3);

    @Test
    void aLevelIsAShareOfTheLayersThemselvesAndOthersAreWhatTheySay() {
        List<Decomposition> layers = List.of(layer(Scale.AS_IS), layer(Scale.AS_IS));
        assertEquals(66, new Budget(3).limit(layers));
        assertEquals(150, new Budget(Budget.Unit.PARAMETERS, 150).limit(layers));
        assertEquals(12, Budget.ofBytes(103, Precision.FLOAT64).limit(layers));
        assertEquals(60, new Budget(3).cost(RANK));
    }

    @Test
    void bytesAreThoseOfWhatIsStored() {
        Storage half = new Storage(Storage.Form.NUMBERS, 2);
        FactorShape layer = FactorShape.linear(9, 10, true);
        Candidate tied = DENSE.plus(7);
        assertEquals(4 * (9 * 10 + 10), DENSE.bytes(), "four bytes each unless something else is said");
        assertEquals(4 * (9 * 10 + 10 + 7), tied.bytes());
        assertEquals(2 * (9 * 10 + 10 + 7), stored(tied, half).bytes());
        assertEquals(
                9 * 10 + 9 * 2 + 2 * 10,
                layer.stored(half.in(Storage.Form.BYTE_ROWS)).bytes());
        assertEquals(
                9 * 10 + 10 * 4 + 4 * 10,
                layer.stored(Storage.FLOAT32.in(Storage.Form.BYTE_PRODUCTS)).bytes());
        Budget bytes = new Budget(Budget.Unit.BYTES, 300);
        assertEquals(300, bytes.limit(List.of()));
        assertEquals(240, bytes.cost(RANK));
        assertEquals("300 bytes", bytes.toString());
    }

    @Test
    void theLayerInBytesIsNotTheLayerItself() {
        Candidate bytes = stored(DENSE, Storage.FLOAT32.in(Storage.Form.BYTE_PRODUCTS));
        Decomposition layer = Decomposition.of(9, 10, Stream.of(bytes, DENSE, RANK), candidate -> List.of());
        assertEquals(DENSE, layer.dense());
        assertEquals(RANK, layer.smallest());
        assertEquals(bytes, layer.smallest(Candidate::bytes));
        assertEquals(List.of(), layer.factors(bytes));
        assertThrows(IllegalArgumentException.class, () -> layer.factors(DENSE));
    }

    private static Candidate stored(Candidate candidate, Storage storage) {
        List<FactorShape> factors = candidate.factors().stream()
                .map(factor -> factor.stored(storage))
                .toList();
        return candidate.stored("stored", factors, candidate.error());
    }

    @Test
    void whatIsNoBudgetIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Budget(0));
        assertThrows(IllegalArgumentException.class, () -> new Budget(Budget.Unit.MACS, 0));
        assertThrows(IllegalStateException.class, () -> new Budget(Budget.Unit.MACS, 5).level());
    }

    @Test
    void damageIsAShareOrAbsoluteAsTheScaleSays() {
        assertEquals(9, layer(Scale.AS_IS).damage(RANK));
        assertEquals(0.25, layer(Scale.relative(6)).damage(RANK));
        assertEquals(9, layer(Scale.absolute(6)).damage(RANK));
        assertEquals(0.25, layer(Scale.absolute(6)).lost(RANK));
        assertEquals(0, layer(Scale.relative(0)).damage(DENSE));
    }

    private static Decomposition layer(Scale scale) {
        return Decomposition.of(9, 10, Stream.of(DENSE, RANK), candidate -> List.of())
                .scaled(scale);
    }
}

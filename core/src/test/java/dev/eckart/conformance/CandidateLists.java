package dev.eckart.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.spi.EckartException;
import dev.eckart.spi.compress.Candidate;
import dev.eckart.spi.compress.Decomposition;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.DoubleStream;

/**
 * The rules D1, D2, D12 and D13, for what a decomposer offers.
 *
 * @param subject the decomposer under test and a layer
 */
record CandidateLists(DecomposerCase subject) {
    void sortedWithDense() {
        for (boolean allowLarger : new boolean[] {false, true}) {
            checkSortedWithDense(subject.decompose(Optional.of(subject.bias()), allowLarger));
            checkSortedWithDense(subject.decompose(Optional.empty(), allowLarger));
        }
    }

    private void checkSortedWithDense(Decomposition decomposition) {
        assertEquals(subject.weights().rows(), decomposition.inputs(), "D1: inputs");
        assertEquals(subject.weights().columns(), decomposition.outputs(), "D1: outputs");
        long before = 0;
        for (Candidate candidate : decomposition.candidates()) {
            String what = "D1: " + subject.of(candidate) + " with " + candidate.parameters()
                    + " parameters after one with " + before;
            assertTrue(candidate.parameters() >= before, what);
            assertTrue(candidate.rank().orElse(1) >= 1, () -> "D1: rank of " + subject.of(candidate));
            before = candidate.parameters();
        }
        long dense = decomposition.candidates().stream()
                .filter(candidate -> candidate.rank().isEmpty())
                .count();
        assertEquals(1, dense, () -> "D1: how often the layer itself is offered, " + subject.name());
        List<String> labels = labels(decomposition);
        assertEquals(Set.copyOf(labels).size(), labels.size(), () -> "D1: labels must differ, they are " + labels);
    }

    void largerOnlyIfAsked() {
        Decomposition decomposition = subject.decompose(Optional.of(subject.bias()), false);
        long layer = subject.weights().size() + subject.bias().size();
        decomposition.candidates().stream()
                .filter(candidate -> candidate.rank().isPresent())
                .forEach(candidate -> assertTrue(
                        candidate.parameters() < layer,
                        () -> "D2: " + subject.of(candidate) + " has " + candidate.parameters()
                                + " parameters, and the layer " + layer));
    }

    void sameBits(DecomposerCase another) {
        Decomposition first = subject.everySize();
        for (Decomposition second : List.of(subject.everySize(), another.everySize())) {
            assertEquals(labels(first), labels(second), () -> "D12: labels, " + subject.name());
            for (int i = 0; i < first.candidates().size(); i++) {
                Candidate candidate = first.candidates().get(i);
                Bits again = bits(second, second.candidates().get(i));
                bits(first, candidate).check("D12", subject.of(candidate), again);
            }
        }
    }

    private static List<String> labels(Decomposition decomposition) {
        return decomposition.candidates().stream().map(Candidate::label).toList();
    }

    private static Bits bits(Decomposition decomposition, Candidate candidate) {
        Bits reported = Bits.of(DoubleStream.of(candidate.parameters(), candidate.error()));
        return candidate.rank().isEmpty()
                ? reported
                : reported.and(Bits.values(BuiltLayers.parameters(decomposition.factors(candidate))));
    }

    void notFiniteRefused() {
        for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            Tensor broken = Tensors.copy(subject.weights(), subject.precision());
            broken.set(broken.rows() - 1, 0, bad);
            EckartException refusal = assertThrows(
                    EckartException.class, () -> subject.with(broken).everySize(), "D13: weights with " + bad);
            assertFalse(refusal.getMessage().contains("\n"), "D13: the message must be one line");
        }
    }
}

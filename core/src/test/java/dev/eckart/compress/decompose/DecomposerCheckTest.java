package dev.eckart.compress.decompose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.nn.Dense;
import dev.eckart.spi.EckartException;
import dev.eckart.spi.Seed;
import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.backend.Svd;
import dev.eckart.spi.backend.Transpose;
import dev.eckart.spi.compress.Candidate;
import dev.eckart.spi.compress.Decomposer;
import dev.eckart.spi.compress.Decomposition;
import dev.eckart.spi.compress.FactorShape;
import dev.eckart.spi.layer.Layer;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a plug-in may answer that is none of the layer that it was asked for. */
class DecomposerCheckTest {
    private static final int INPUTS = 4;
    private static final int OUTPUTS = 3;

    private static Candidate candidate(double error) {
        return Candidate.ofRank(
                1, List.of(FactorShape.linear(INPUTS, 1, false), FactorShape.linear(1, OUTPUTS, false)), error);
    }

    private static Layer dense(int inputs, int outputs, double number) {
        Tensor weights = Tensors.zeros(Precision.FLOAT64, inputs, outputs);
        Tensors.fill(weights, i -> number);
        return Dense.of(weights, Optional.empty());
    }

    private static List<Layer> pair(double number) {
        return List.of(dense(INPUTS, 1, number), dense(1, OUTPUTS, 1));
    }

    private static Decomposition sound() {
        return with(candidate(0.5), pair(2));
    }

    private static Decomposition with(Candidate candidate, List<Layer> factors) {
        Candidate itself = Candidate.dense(Tensors.zeros(Precision.FLOAT64, INPUTS, OUTPUTS), Optional.empty());
        return Decomposition.of(INPUTS, OUTPUTS, Stream.of(itself, candidate), chosen -> factors);
    }

    private static Decomposition asked(Decomposition answer) {
        Decomposer decomposer = new Decomposer() {
            @Override
            public String name() {
                return "mine";
            }

            @Override
            public Decomposition decompose(Request request) {
                return answer;
            }
        };
        return DecomposerCheck.ask(
                decomposer,
                new Decomposer.Request(
                        Tensors.zeros(Precision.FLOAT64, INPUTS, OUTPUTS),
                        Optional.empty(),
                        new NoBackend(),
                        false,
                        new Seed(1)));
    }

    private static void assertRefused(String mistake, UnaryOperator<Decomposition> wrong) {
        EckartException refused = assertThrows(EckartException.class, () -> {
            Decomposition answer = asked(wrong.apply(sound()));
            answer.factors(answer.smallest());
        });
        assertTrue(
                refused.getMessage().startsWith("decomposer 'mine' is wrong of a layer of 4 x 3: it " + mistake),
                refused::getMessage);
    }

    @Test
    void whatIsSoundPasses() {
        Decomposition answer = asked(sound());
        assertEquals(2, answer.factors(answer.smallest()).size());
    }

    @Test
    void whatIsOfAnotherLayerIsRefused() {
        assertRefused("answers nothing", sound -> null);
        assertRefused(
                "answers for one of 3 x 3",
                sound -> new Decomposition(3, OUTPUTS, sound.candidates(), sound.scale(), sound.source()));
        assertRefused("does not offer the layer itself", sound -> sound.with(Stream.of(candidate(0.5))));
        assertRefused(
                "offers 'rank 1' twice",
                sound -> sound.with(Stream.of(sound.dense(), candidate(0.5), candidate(0.25))));
        assertRefused(
                "offers 'rank 1' of factors that do not fit",
                sound -> with(
                        Candidate.ofRank(
                                1,
                                List.of(FactorShape.linear(INPUTS, 2, false), FactorShape.linear(1, OUTPUTS, false)),
                                0),
                        pair(2)));
    }

    @Test
    void whatIsNoNumberIsRefused() {
        assertRefused("says that 'rank 1' has an error of NaN", sound -> with(candidate(Double.NaN), pair(2)));
        assertRefused("makes 'rank 1' of numbers that are not finite", sound -> with(candidate(0.5), pair(Double.NaN)));
    }

    @Test
    void factorsThatWereNotPromisedAreRefused() {
        assertRefused("does not make 'rank 1' of 2 factors", sound -> with(candidate(0.5), pair(2).subList(0, 1)));
        assertRefused(
                "makes factor 2 of 'rank 1' with 2 parameters",
                sound -> with(candidate(0.5), List.of(dense(INPUTS, 1, 2), dense(1, 2, 1))));
    }

    /** Nobody multiplies here. */
    private record NoBackend() implements Backend {
        @Override
        public Precision precision() {
            return Precision.FLOAT64;
        }

        @Override
        public void gemm(Transpose ta, Tensor a, Transpose tb, Tensor b, double alpha, double beta, Tensor c) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Svd svd(Tensor a) {
            throw new UnsupportedOperationException();
        }
    }
}

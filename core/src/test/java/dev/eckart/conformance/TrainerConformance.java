package dev.eckart.conformance;

import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.train.OptimizerProvider;
import dev.eckart.spi.train.Trainer;
import dev.eckart.tensor.Precision;
import dev.eckart.train.Sgd;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What every trainer must keep to, in both precisions, on clouds of points that lie far apart.
 *
 * <p>Extend it, make the trainer, run it. The package's description lists the rules and says what to look at when one
 * fails.
 */
public abstract class TrainerConformance {
    /** For subclasses. */
    protected TrainerConformance() {}

    /**
     * The trainer under test.
     *
     * @return a new one
     */
    protected abstract Trainer trainer();

    /**
     * Step size.
     *
     * @return 0.1, unless overridden
     */
    protected double learningRate() {
        return 0.1;
    }

    /**
     * Passes over the samples in which they must have been learnt.
     *
     * @return 20, unless overridden; at least 3
     */
    protected int epochs() {
        return 20;
    }

    /**
     * How the trainer shall step.
     *
     * @return plain gradient descent, unless overridden
     */
    protected OptimizerProvider optimizer() {
        return new Sgd();
    }

    /**
     * What the trainer multiplies with.
     *
     * @param precision precision of the products
     * @return the kit's naive backend, unless overridden
     */
    protected Backend backend(Precision precision) {
        return Checks.reference(precision);
    }

    @TestFactory
    @DisplayName("T1: classes that lie far apart are learnt, and the loss falls")
    final Stream<DynamicTest> t1() {
        return tests("T1", subject -> new TrainingOutcome(subject).learns());
    }

    @TestFactory
    @DisplayName("T2: the same request gives the same bits")
    final Stream<DynamicTest> t2() {
        return tests("T2", subject -> new TrainingOutcome(subject).sameBits());
    }

    @TestFactory
    @DisplayName("T3: no epochs change nothing and report nothing")
    final Stream<DynamicTest> t3() {
        return tests("T3", subject -> new TrainingOutcome(subject).noEpochs());
    }

    @TestFactory
    @DisplayName("T4: the samples stay as they are")
    final Stream<DynamicTest> t4() {
        return tests("T4", subject -> new TrainingProtocol(subject).samplesUnchanged());
    }

    @TestFactory
    @DisplayName("T5: every step and every epoch is told to the listener in order, and the report has the same epochs")
    final Stream<DynamicTest> t5() {
        return tests("T5", subject -> new TrainingProtocol(subject).progressTold());
    }

    @TestFactory
    @DisplayName("T6: validation samples are never learnt from")
    final Stream<DynamicTest> t6() {
        return tests("T6", subject -> new TrainingOutcome(subject).validationNotLearnt());
    }

    @TestFactory
    @DisplayName("T7: the reported validation is that of the network after the epoch")
    final Stream<DynamicTest> t7() {
        return tests("T7", subject -> new TrainingOutcome(subject).validationMeasured());
    }

    @TestFactory
    @DisplayName("T8: a loss that is not finite ends the training in one line with its epoch")
    final Stream<DynamicTest> t8() {
        return tests("T8", subject -> new TrainingProtocol(subject).divergenceReported());
    }

    @TestFactory
    @DisplayName("T9: each epoch's batches are asked for once, in order, and closed, also after a failure")
    final Stream<DynamicTest> t9() {
        return tests("T9", subject -> new TrainingProtocol(subject).streamsClosed());
    }

    private Stream<DynamicTest> tests(String rule, Consumer<TrainerCase> check) {
        return Checks.inEachPrecision(
                rule,
                precision -> new TrainerCase(
                        trainer(), optimizer(), learningRate(), epochs(), backend(precision), Draw.seed()),
                check);
    }
}

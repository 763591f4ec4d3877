package dev.eckart.infer;

import java.util.List;

/** From how many samples on a backend is worth its calls. */
final class SwitchOver {
    /**
     * What a call costs, in multiply-accumulates of the plain loops: about 10 microseconds, most of them for the way
     * into native code and back.
     */
    private static final long MACS_PER_CALL = 100_000;

    private SwitchOver() {}

    /**
     * The number of samples whose plain loops take as long as the calls alone. Arithmetic and no measurement, so that
     * the same samples give the same bits in every process.
     */
    static int byArithmetic(List<Stage> stages) {
        long calls = stages.stream().mapToLong(Stage::calls).sum();
        long macs = Math.max(1, stages.stream().mapToLong(Stage::macs).sum());
        return (int) Math.min(Integer.MAX_VALUE, 1 + calls * MACS_PER_CALL / macs);
    }
}

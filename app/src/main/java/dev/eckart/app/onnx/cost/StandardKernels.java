package dev.eckart.app.onnx.cost;

import java.util.List;
import java.util.stream.Stream;

/** Kernels that tell what a machine is like, whatever models it is to run. */
public final class StandardKernels {
    /**
     * What all others are measured beside: large enough to be measured, small enough to be in the cache whatever is measured
     * besides.
     */
    public static final Kernel.Copies REFERENCE = product(64, 128, 128);

    private StandardKernels() {}

    /**
     * Products of one row and of many with matrices that fit into the cache and that do not, whole and narrow, and
     * convolutions of many places and few channels and the other way round.
     *
     * @return the reference first
     */
    public static List<Kernel.Copies> all() {
        return Stream.of(
                        Stream.of(REFERENCE),
                        Stream.of(1L, 64L)
                                .flatMap(rows -> Stream.of(
                                        product(rows, 64, 64),
                                        product(rows, 256, 256),
                                        product(rows, 1024, 1024),
                                        product(rows, 1024, 64),
                                        product(rows, 64, 1024))),
                        Stream.of(
                                convolution(28, 16, 3), convolution(28, 16, 1),
                                convolution(7, 128, 3), convolution(7, 128, 1)))
                .flatMap(some -> some)
                .toList();
    }

    private static Kernel.Copies product(long rows, long inputs, long outputs) {
        return new Kernel.Copies(Kernel.plain("MatMul", List.of(rows, inputs), List.of(inputs, outputs)), 1);
    }

    private static Kernel.Copies convolution(long side, long channels, long window) {
        List<Long> input = List.of(1L, channels, side, side);
        return new Kernel.Copies(Kernel.plain("Conv", input, List.of(channels, channels, window, window)), 1);
    }
}

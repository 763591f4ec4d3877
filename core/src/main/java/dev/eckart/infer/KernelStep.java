package dev.eckart.infer;

import dev.eckart.spi.EckartException;
import dev.eckart.spi.infer.InferenceKernel;
import dev.eckart.spi.infer.InferenceKernelProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A stage by a plug-in's kernel.
 *
 * @param kernel computes it
 * @param outputs numbers a sample
 * @param order where the outputs lie, if they do not lie in the stage's order
 */
record KernelStep(InferenceKernel kernel, int outputs, Optional<FeatureOrder> order) {
    /** Kernels of all stages; empty if the plug-in lacks one of them. What lies in another order is put right by the next. */
    static Optional<List<KernelStep>> of(List<Stage> stages, InferenceKernelProvider provider) {
        List<KernelStep> steps = new ArrayList<>();
        Optional<FeatureOrder> order = Optional.empty();
        for (Stage stage : stages) {
            Stage next = stage;
            if (order.isPresent() && stage instanceof Affine affine) {
                next = affine.of(order.get());
            } else {
                order.map(KernelStep::ordering).ifPresent(steps::add);
            }
            Optional<KernelStep> step = next.kernelStep(provider);
            if (step.isEmpty()) {
                return Optional.empty();
            }
            steps.add(step.get());
            order = step.get().order;
        }
        order.map(KernelStep::ordering).ifPresent(steps::add);
        return Optional.of(List.copyOf(steps));
    }

    /** What a plug-in has answered, of which an author may forget that no kernel is an empty one. */
    static Optional<InferenceKernel> given(InferenceKernelProvider provider, Optional<InferenceKernel> answer) {
        return Optional.ofNullable(answer)
                .orElseThrow(() -> new EckartException("kernels '" + provider.name()
                        + "' returned nothing at all, which Java calls null, for a layer; the plug-in must return an"
                        + " empty Optional where it has no kernel"));
    }

    private static KernelStep ordering(FeatureOrder order) {
        return new KernelStep(order, order.places().length, Optional.empty());
    }

    /** The same with buffers of its own. */
    KernelStep forThread() {
        return new KernelStep(kernel.forThread(), outputs, order);
    }
}

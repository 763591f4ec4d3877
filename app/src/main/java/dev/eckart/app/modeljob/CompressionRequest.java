package dev.eckart.app.modeljob;

import dev.eckart.app.config.ConfigurationException;
import dev.eckart.app.modeljob.train.TuningSettings;
import dev.eckart.app.onnx.compress.AllowedForms;
import dev.eckart.app.onnx.compress.Patterns;
import dev.eckart.app.onnx.compress.Target;
import dev.eckart.app.output.ModelPlace;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What shall be compressed, and how.
 *
 * @param model the model's file
 * @param place where the smaller one and the report shall be
 * @param timed whether to measure times, which takes seconds
 * @param target how small, as {@link Goal} makes it
 * @param patterns which layers
 * @param decomposer name of the decomposer; if not given, it is chosen by whether there are data
 * @param allocator name of the allocator
 * @param frozen whether inputs that the model has values for become constants
 * @param forms what layers may become
 * @param training how it is trained when it has been cut, if it is
 */
public record CompressionRequest(
        Path model,
        ModelPlace place,
        boolean timed,
        Target target,
        Patterns patterns,
        Optional<String> decomposer,
        String allocator,
        boolean frozen,
        AllowedForms forms,
        Optional<TuningSettings> training) {
    /**
     * A request with the allocator that belongs to the target, unless one is named.
     *
     * @param model the model's file
     * @param place where the smaller one and the report shall be
     * @param timed whether to measure times, which takes seconds
     * @param target how small, as {@link Goal} makes it
     * @param patterns which layers
     * @param decomposer name of the decomposer; if not given, it is chosen by whether there are data
     * @param allocator name of the allocator; if not given, it is chosen by the target
     * @return the request
     * @throws ConfigurationException if allocator and target do not go together, or a time is asked for without measuring
     */
    public static CompressionRequest of(
            Path model,
            ModelPlace place,
            boolean timed,
            Target target,
            Patterns patterns,
            Optional<String> decomposer,
            Optional<String> allocator) {
        boolean byEnergy = target instanceof Target.Energy;
        if (byEnergy && allocator.filter(name -> !name.equals("energy")).isPresent()) {
            throw new ConfigurationException("--energy needs no allocator: it is what allocator 'energy' keeps");
        }
        if (!byEnergy && allocator.filter("energy"::equals).isPresent()) {
            throw new ConfigurationException(
                    "--allocator: 'energy' keeps a share of each layer's energy; name the share with --energy instead");
        }
        if (!timed && target.only(Target.Latency.class).isPresent()) {
            throw new ConfigurationException(
                    "--no-timing: --latency is kept by measuring times; leave one of them out");
        }
        String chosen = allocator.orElse(byEnergy ? "energy" : "knapsack");
        return new CompressionRequest(
                model, place, timed, target, patterns, decomposer, chosen, false, AllowedForms.USUAL, Optional.empty());
    }

    /**
     * The same with inputs that the model has values for made constants, so that the smaller model lacks them as inputs.
     *
     * @return a request
     */
    public CompressionRequest freezingInputs() {
        return new CompressionRequest(
                model, place, timed, target, patterns, decomposer, allocator, true, forms, training);
    }

    /**
     * The same with training of the smaller model, with the original as teacher.
     *
     * @param settings how
     * @return a request
     */
    public CompressionRequest trained(TuningSettings settings) {
        return new CompressionRequest(
                model, place, timed, target, patterns, decomposer, allocator, frozen, forms, Optional.of(settings));
    }

    /**
     * The same with other forms, such as {@code AllowedForms.USUAL.with(EightBits.PRODUCTS)}.
     *
     * @param allowed what layers may become
     * @return a request
     */
    public CompressionRequest with(AllowedForms allowed) {
        return new CompressionRequest(
                model, place, timed, target, patterns, decomposer, allocator, frozen, allowed, training);
    }
}

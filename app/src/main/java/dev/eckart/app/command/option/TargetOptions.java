package dev.eckart.app.command.option;

import dev.eckart.app.config.ConfigurationException;
import dev.eckart.app.modeljob.CompressionPreset;
import dev.eckart.app.modeljob.Goal;
import dev.eckart.app.onnx.compress.Target;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** The options that say how small a model shall become: one of these, or several at once. */
public final class TargetOptions {
    @Option(
            names = "--ratio",
            paramLabel = "R",
            description = "So many times fewer parameters in the layers that can be factorised.")
    private Optional<Double> ratio = Optional.empty();

    @Option(
            names = "--parameters",
            paramLabel = "N",
            description = "So many parameters in the layers that can be factorised.")
    private Optional<Long> parameters = Optional.empty();

    @Option(
            names = "--bytes",
            paramLabel = "SIZE",
            description =
                    "So large a file, with all that is in it: a share of the model's, such as 0.25x, or such as 40MB."
                            + " Tables may be cut to 8 bits a number, unless --no-int8.")
    private Optional<String> bytes = Optional.empty();

    @Option(
            names = "--latency",
            paramLabel = "TIME",
            description =
                    "So long a run in ONNX Runtime on this machine: a share of the model's time, such as 0.5x, or such as"
                            + " '3 ms'. Forms and ranks are chosen by what they are measured to take.")
    private Optional<String> latency = Optional.empty();

    @Option(names = "--energy", paramLabel = "E", description = "A share of each layer's energy, up to 1.")
    private Optional<Double> energy = Optional.empty();

    @Option(
            names = "--max-loss",
            paramLabel = "LOSS",
            description = "As small as this allows on calibration samples kept back: such as '0.5 points' of accuracy"
                    + " (with labels), '0.5 perplexity' (more of it, with labels), '0.01 relative' (error of"
                    + " the outputs) or '0.005 cosine' (1 - cosine of the outputs before and after).")
    private Optional<String> maxLoss = Optional.empty();

    @Option(
            names = "--latency-batch",
            paramLabel = "N",
            description = "Samples of the run that --latency counts; 1 by default.")
    private Optional<Integer> latencyBatch = Optional.empty();

    @Option(
            names = "--latency-length",
            paramLabel = "N",
            description =
                    "Positions of the text that --latency counts; those of the sample of middle length by default.")
    private Optional<Integer> latencyLength = Optional.empty();

    /**
     * The target that the options ask for.
     *
     * @param preset says how many bytes, where no option does
     * @return one target, of several parts if several are asked for
     * @throws ConfigurationException if there is none, or one cannot be
     */
    public Target target(Optional<CompressionPreset> preset) {
        if (latency.isEmpty() && (latencyBatch.isPresent() || latencyLength.isPresent())) {
            throw new ConfigurationException(
                    "--latency-batch, --latency-length: no --latency is asked for; add it, or leave these out");
        }
        Target.Run run = Goal.run(optional(latencyBatch), optional(latencyLength));
        return Goal.all(Stream.of(
                        ratio.map(Goal::ratio),
                        parameters.map(Goal::parameters),
                        bytes.or(() -> preset.map(CompressionPreset::bytes)).map(Goal::bytes),
                        latency.map(text -> Goal.latency(text, run)),
                        energy.map(Goal::energy),
                        maxLoss.map(Goal::maxLoss))
                .flatMap(Optional::stream)
                .toList());
    }

    private static OptionalInt optional(Optional<Integer> number) {
        return number.map(OptionalInt::of).orElse(OptionalInt.empty());
    }
}

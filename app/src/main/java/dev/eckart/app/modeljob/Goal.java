package dev.eckart.app.modeljob;

import dev.eckart.app.config.ConfigurationException;
import dev.eckart.app.onnx.compress.Target;
import dev.eckart.app.onnx.measure.LossUnit;
import dev.eckart.registry.Nearest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How small an ONNX model shall get: a target for each option that {@code eckart compress} has for that. */
public final class Goal {
    private static final Pattern LOSS =
            Pattern.compile("([-+]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][-+]?[0-9]+)?)\\s*(.*)");
    private static final List<String> UNITS =
            Arrays.stream(LossUnit.values()).map(LossUnit::word).toList();
    private static final String LOSSES = "write such as '0.5 points' (of accuracy, with labels), '0.5 perplexity' (more"
            + " of it, with labels), '0.01 relative' (error"
            + " of the outputs), '0.005 cosine' (one less the cosine of the outputs before and after, or of"
            + " embeddings with --pooling) or '0.05 recall' (other neighbours of embeddings)";

    private static final Pattern SIZE = Pattern.compile("([0-9]+\\.?[0-9]*|\\.[0-9]+)\\s*(x|B|kB|MB|GB|KiB|MiB|GiB|)");
    private static final Map<String, Double> SIZES =
            Map.of("kB", 1e3, "MB", 1e6, "GB", 1e9, "KiB", 0x1p10, "MiB", 0x1p20, "GiB", 0x1p30);

    private static final Pattern TIME = Pattern.compile("([0-9]+\\.?[0-9]*|\\.[0-9]+)\\s*(x|s|ms|us)");
    private static final Map<String, Double> TIMES = Map.of("s", 1.0, "ms", 1e-3, "us", 1e-6);

    private Goal() {}

    /**
     * A number of times fewer parameters in the layers that are chosen to be factorised.
     *
     * @param times at least 1
     * @return the target
     * @throws ConfigurationException if it is below 1 or not finite
     */
    public static Target ratio(double times) {
        if (!(times >= 1 && times < Double.POSITIVE_INFINITY)) {
            throw new ConfigurationException(
                    "--ratio: " + times + " is below 1, which would be larger layers; 2 halves their parameters");
        }
        return new Target.Ratio(times);
    }

    /**
     * A number of parameters in the layers that are chosen to be factorised.
     *
     * @param most at least 1
     * @return the target
     * @throws ConfigurationException if it is less
     */
    public static Target parameters(long most) {
        return new Target.Parameters((long) positive("--parameters", most, Long.MAX_VALUE));
    }

    /**
     * A number of bytes of the model's file, and of the data beside it.
     *
     * @param text a share of those that it has, such as {@code 0.25x}, or how many, such as {@code 40MB}, {@code 40MiB} or
     *     {@code 40000000}
     * @return the target
     * @throws ConfigurationException if it is none of these, not above 0, or a share above 1
     */
    public static Target bytes(String text) {
        Matcher size = SIZE.matcher(text.strip());
        double number = size.matches() ? Double.parseDouble(size.group(1)) : 0;
        String unit = size.matches() ? size.group(2) : "";
        boolean share = unit.equals("x");
        if (!(number > 0) || share && number > 1) {
            throw new ConfigurationException(
                    "--bytes: '" + text + "' is no size of a file; write a share of the model's,"
                            + " such as 0.25x (above 0, at most 1), or such as 40MB or 40000000 (units: kB, MB, GB, KiB, MiB, GiB)");
        }
        return new Target.Bytes(number * SIZES.getOrDefault(unit, 1.0), share);
    }

    /**
     * A time that one run may take.
     *
     * @param text a share of the time that the model takes, such as {@code 0.5x}, or such as {@code 3 ms} or {@code 150 us}
     * @param run what is run
     * @return the target
     * @throws ConfigurationException if it is none of these, not above 0, or a share above 1
     */
    public static Target latency(String text, Target.Run run) {
        Matcher time = TIME.matcher(text.strip());
        double number = time.matches() ? Double.parseDouble(time.group(1)) : 0;
        boolean share = time.matches() && time.group(2).equals("x");
        if (!(number > 0) || share && number > 1) {
            throw new ConfigurationException(
                    "--latency: '" + text + "' is no time of a run; write a share of the model's,"
                            + " such as 0.5x (above 0, at most 1), or such as '3 ms' or '150 us'");
        }
        return new Target.Latency(share ? number : number * TIMES.get(time.group(2)), share, run);
    }

    /**
     * What is run when times are measured.
     *
     * @param batch samples in a run; if empty one, or as many as the model takes
     * @param length tokens of each text; if empty those of the sample of middle length
     * @return the run
     * @throws ConfigurationException if one of them is below 1
     */
    public static Target.Run run(OptionalInt batch, OptionalInt length) {
        requirePositive("--latency-batch", batch);
        requirePositive("--latency-length", length);
        return new Target.Run(batch, length);
    }

    /**
     * Several targets at once, all of which hold in what is written. With a largest loss among them, that is the smallest of
     * all models that lose no more, by what the first of the other targets counts.
     *
     * @param all at least one target, no two of one kind
     * @return the target
     * @throws ConfigurationException if there is none, or they do not go together
     */
    public static Target all(List<Target> all) {
        if (all.isEmpty()) {
            throw new ConfigurationException("Missing required argument: how small the model shall be; give --ratio,"
                    + " --parameters, --bytes, --latency, --energy, --max-loss or --preset");
        }
        List<Class<?>> kinds =
                all.stream().<Class<?>>map(Object::getClass).distinct().toList();
        if (kinds.size() < all.size()) {
            throw new ConfigurationException(
                    "two targets of one kind cannot both be what is asked for; give one of them");
        }
        if (kinds.contains(Target.Ratio.class) && kinds.contains(Target.Parameters.class)) {
            throw new ConfigurationException(
                    "--ratio, --parameters: mutually exclusive, for both count parameters; give one");
        }
        if (kinds.size() > 1 && kinds.contains(Target.Energy.class)) {
            throw new ConfigurationException(
                    "--energy: mutually exclusive with other targets, for it settles how far each"
                            + " layer is cut; leave it or the others out");
        }
        return all.size() == 1 ? all.get(0) : new Target.Several(List.copyOf(all));
    }

    /**
     * The smallest candidate of each layer that keeps this share of the layer's energy, its squared norm.
     *
     * @param share above 0 and at most 1
     * @return the target
     * @throws ConfigurationException if it is not
     */
    public static Target energy(double share) {
        return new Target.Energy(positive("--energy", share, 1));
    }

    /**
     * As small as a loss on calibration samples allows.
     *
     * @param text number and unit: {@code 0.5 points} of accuracy or {@code 0.5 perplexity}, both of which need labels;
     *     {@code 0.01 relative}, the relative error of the outputs; {@code 0.005 cosine}, 1 less the cosine of each sample's
     *     outputs before and after, or of its embedding if it is said how those are made; or {@code 0.05 recall}, the share
     *     of the ten nearest neighbours of embeddings that are others afterwards
     * @return the target
     * @throws ConfigurationException if it is none of these or below 0
     */
    public static Target maxLoss(String text) {
        Matcher loss = LOSS.matcher(text.strip());
        if (!loss.matches()) {
            throw new ConfigurationException("--max-loss: '" + text + "' is no number; " + LOSSES);
        }
        LossUnit unit = Arrays.stream(LossUnit.values())
                .filter(known -> known.word().equals(loss.group(2).replaceFirst("^point$", "points")))
                .findFirst()
                .orElseThrow(() -> new ConfigurationException("--max-loss: '" + text + "' "
                        + (loss.group(2).isEmpty() ? "does not say in what" : "is in no unit that is known")
                        + Nearest.didYouMean(loss.group(2), UNITS) + "; " + LOSSES));
        return maxLoss(Double.parseDouble(loss.group(1)), unit);
    }

    /**
     * As small as a loss on calibration samples allows.
     *
     * @param most at least 0
     * @param unit what it is measured in
     * @return the target
     * @throws ConfigurationException if it is below 0 or not finite
     */
    public static Target maxLoss(double most, LossUnit unit) {
        if (!(most >= 0 && most < Double.POSITIVE_INFINITY)) {
            throw new ConfigurationException("--max-loss: " + most + " is below 0 or no number");
        }
        return new Target.MaxLoss(most, unit);
    }

    private static void requirePositive(String option, OptionalInt number) {
        if (number.orElse(1) < 1) {
            throw new ConfigurationException(option + ": " + number.getAsInt() + " is not above 0");
        }
    }

    private static double positive(String option, double number, double most) {
        if (!(number > 0 && number <= most)) {
            throw new ConfigurationException(
                    option + ": " + number + " is not above 0" + (most == 1 ? " and at most 1" : ""));
        }
        return number;
    }
}

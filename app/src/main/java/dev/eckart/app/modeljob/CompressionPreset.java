package dev.eckart.app.modeljob;

import dev.eckart.app.batch.Augmentation;
import dev.eckart.app.config.ConfigurationException;
import dev.eckart.app.modeljob.train.TuningSettings;
import dev.eckart.app.modeljob.train.TuningSettings.Aim;
import dev.eckart.app.modeljob.train.TuningSettings.Course;
import dev.eckart.app.modeljob.train.TuningSettings.Steps;
import dev.eckart.app.onnx.compress.AllowedForms;
import dev.eckart.app.onnx.compress.EightBits;
import dev.eckart.app.onnx.compress.Patterns;
import dev.eckart.app.onnx.tune.TensorChoice;
import dev.eckart.app.output.ModelPlace;
import dev.eckart.registry.Nearest;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Settings that suit sentence encoders and other transformers, under a name: a size, in 8 bits, and how that is trained.
 */
public enum CompressionPreset {
    /** A fifth of the bytes, nearly the same answers; not trained, for training leads away from answers that are so near. */
    FAST("0.20x", OptionalInt.empty()),
    /** An eighth of the bytes, trained. */
    TINY("0.125x", OptionalInt.of(4));

    /** Factors bear such steps; whole layers are thrown off by them. */
    private static final Steps STEPS = new Steps("adam", "warm-up", 1e-3, 1, 0);

    private static final int BATCH = 64;

    private final String bytes;
    private final OptionalInt epochs;

    CompressionPreset(String bytes, OptionalInt epochs) {
        this.bytes = bytes;
        this.epochs = epochs;
    }

    /**
     * Reads a name.
     *
     * @param name in small letters
     * @return the preset
     * @throws ConfigurationException if there is none of that name
     */
    public static CompressionPreset of(String name) {
        return Arrays.stream(values())
                .filter(preset -> preset.word().equals(name))
                .findFirst()
                .orElseThrow(() -> new ConfigurationException("--preset: there is no '" + name + "'"
                        + Nearest.didYouMean(name, words()) + "; there are " + String.join(", ", words())));
    }

    /**
     * The names there are.
     *
     * @return those of all presets
     */
    public static List<String> words() {
        return Arrays.stream(values()).map(CompressionPreset::word).toList();
    }

    /**
     * What it is called.
     *
     * @return its name in small letters
     */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * How large the file may be.
     *
     * @return what {@code --bytes} takes
     */
    public String bytes() {
        return bytes;
    }

    /**
     * For how long it is trained.
     *
     * @return passes over the samples; empty if it is not trained unless somebody says for how long
     */
    public OptionalInt epochs() {
        return epochs;
    }

    /**
     * What layers may become: factors alone where they are trained.
     *
     * @return 8 bits in all of it
     */
    public AllowedForms forms() {
        AllowedForms usual = AllowedForms.USUAL.with(EightBits.PRODUCTS);
        return epochs.isPresent() ? usual.asWide() : usual;
    }

    /**
     * How it is trained.
     *
     * @param passes passes over the samples, at least 1
     * @return settings
     * @throws ConfigurationException if there are to be none
     */
    public TuningSettings training(int passes) {
        Course usual = Course.USUAL;
        return new TuningSettings(
                new Course(passes, BATCH, usual.parts(), usual.patience()),
                STEPS,
                Aim.USUAL,
                TensorChoice.USUAL,
                Augmentation.NONE);
    }

    /**
     * The request that it stands for.
     *
     * @param model the model's file, or a jar with one
     * @param place where the smaller one and the report shall be
     * @return a request, which may be changed in parts
     */
    public CompressionRequest request(Path model, ModelPlace place) {
        CompressionRequest cut = CompressionRequest.of(
                        model, place, true, Goal.bytes(bytes), Patterns.ALL, Optional.empty(), Optional.empty())
                .with(forms());
        return epochs.isPresent() ? cut.trained(training(epochs.getAsInt())) : cut;
    }
}

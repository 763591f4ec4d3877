package dev.eckart.app.modeljob.train;

import dev.eckart.app.config.ConfigurationException;
import dev.eckart.app.onnx.loss.LossTerm;
import dev.eckart.app.onnx.loss.Objective;
import dev.eckart.registry.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a person writes for a loss: terms with weights, such as {@code hidden=1,divergence=0.5}. */
public final class LossWords {
    /** The words. */
    public static final List<String> NAMES = List.of("hidden", "outputs", "cosine", "divergence", "labels");

    private LossWords() {}

    /** What is made small, of which everything that is asked for must have a use. */
    static Objective of(TuningSettings.Aim aim, boolean taught) {
        Objective objective = aim.loss()
                .map(text -> read(text, aim))
                .orElseGet(() -> taught
                        ? Objective.TAUGHT
                        : new Objective(List.of(new Objective.Weighted(term("labels", aim), 1))));
        if (objective.isTaught() && !taught) {
            String name = objective.terms().stream()
                    .map(Objective.Weighted::term)
                    .filter(LossTerm::isTaught)
                    .findFirst()
                    .orElseThrow()
                    .name();
            throw new ConfigurationException(
                    "--loss: '" + name + "' compares with a teacher; name the model before compression with --teacher");
        }
        requireUsed("--temperature", aim.temperature().isPresent(), "divergence", objective);
        requireUsed("--smoothing", aim.smoothing().isPresent(), "labels", objective);
        return objective;
    }

    private static void requireUsed(String option, boolean given, String word, Objective objective) {
        if (given
                && objective.terms().stream()
                        .noneMatch(each -> each.term().name().equals(word))) {
            throw new ConfigurationException(option + ": the loss has no term '" + word + "', which it is for");
        }
    }

    private static Objective read(String text, TuningSettings.Aim aim) {
        List<Objective.Weighted> terms = new ArrayList<>();
        Set<String> seen = new LinkedHashSet<>();
        for (String part : text.split(",", -1)) {
            String[] sides = part.strip().split("=", 2);
            String word = sides[0].strip();
            if (!NAMES.contains(word)) {
                throw new ConfigurationException("--loss: '" + part.strip() + "' is no term of a loss"
                        + Nearest.didYouMean(word, NAMES) + "; there are " + String.join(", ", NAMES)
                        + ", with weights such as hidden=1,divergence=0.5");
            }
            if (!seen.add(word)) {
                throw new ConfigurationException("--loss: '" + word + "' is there twice");
            }
            terms.add(new Objective.Weighted(term(word, aim), sides.length == 1 ? 1 : weight(word, sides[1].strip())));
        }
        return new Objective(terms);
    }

    private static double weight(String word, String text) {
        try {
            double weight = Double.parseDouble(text);
            if (weight > 0 && weight < Double.POSITIVE_INFINITY) {
                return weight;
            }
        } catch (NumberFormatException e) {
            // Said below, as for a number that is too small.
        }
        throw new ConfigurationException("--loss: the weight '" + text + "' of '" + word + "' is not a number above 0");
    }

    private static LossTerm term(String word, TuningSettings.Aim aim) {
        return switch (word) {
            case "hidden" -> new LossTerm.Hidden();
            case "outputs" -> new LossTerm.Outputs();
            case "cosine" -> new LossTerm.Cosine();
            case "divergence" -> new LossTerm.Divergence(aim.temperature());
            default -> new LossTerm.Labels(aim.smoothing().orElse(0.0));
        };
    }
}

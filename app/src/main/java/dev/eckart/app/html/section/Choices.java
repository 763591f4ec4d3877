package dev.eckart.app.html.section;

import dev.eckart.app.report.ChoiceReport;
import dev.eckart.app.report.LevelReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What became of the linear layers of a level, and what else there is to say of it.
 *
 * @param layers one entry a linear layer of the base
 * @param remarks sentences
 */
record Choices(List<ChoiceReport> layers, List<String> remarks) {
    static Choices of(LevelReport level) {
        List<String> remarks = new ArrayList<>();
        level.failure().ifPresent(failure -> remarks.add("The fine-tuning stopped early: " + failure + "."));
        level.floor()
                .ifPresent(floor -> remarks.add(String.format(
                        Locale.ROOT,
                        "The smallest of %d sizes tried that gets %.2f %% of the training pictures right.",
                        floor.tries().size(),
                        100 * floor.accuracy())));
        if (level.gap().orElse(0) > 0) {
            remarks.add(String.format(
                    Locale.ROOT,
                    "The predicted damage is within %.1f %% of the least possible at this size.",
                    100 * level.gap().getAsDouble()));
        }
        return new Choices(level.choices(), remarks);
    }
}

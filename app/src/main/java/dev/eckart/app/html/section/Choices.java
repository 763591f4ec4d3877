package dev.eckart.app.html.section;

import dev.eckart.app.report.ChoiceReport;
import dev.eckart.app.report.LevelReport;
import dev.eckart.app.report.text.ChoiceText;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What became of the linear layers of a level, and what else there is to say of it.
 *
 * @param layers one entry a linear layer of the base
 * @param remarks sentences
 */
record Choices(List<ChoiceReport> layers, List<String> remarks) {
    static Choices of(LevelReport level) {
        List<String> remarks = Stream.of(
                        level.failure().map(failure -> "The fine-tuning stopped early: " + failure),
                        ChoiceText.floor(level),
                        ChoiceText.gap(level))
                .flatMap(Optional::stream)
                .map(sentence -> sentence + ".")
                .toList();
        return new Choices(level.choices(), remarks);
    }
}

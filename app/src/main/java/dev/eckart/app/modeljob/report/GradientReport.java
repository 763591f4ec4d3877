package dev.eckart.app.modeljob.report;

import dev.eckart.app.console.Table;
import dev.eckart.app.console.Table.Column;
import dev.eckart.app.onnx.gradientcheck.VerifiedGradients;
import dev.eckart.app.report.text.RunText;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How gradients compare with finite differences: what {@code eckart verify-gradients --json} prints.
 *
 * @param schema version of this form; 1
 * @param eckart version of Eckart
 * @param model the model's file
 * @param inputs what it was given
 * @param samples how many samples, all at once
 * @param precision {@code float64}, or {@code float32} where the model cannot be run in float64
 * @param reason why it cannot be run in float64, if it cannot
 * @param tensors each weight that has a gradient
 * @param frozen why others have none, by name
 */
public record GradientReport(
        int schema,
        String eckart,
        String model,
        String inputs,
        int samples,
        String precision,
        Optional<String> reason,
        List<VerifiedGradients.Tensor> tensors,
        Map<String, String> frozen) {
    /** The version of this form that is written now. */
    public static final int SCHEMA = 1;

    /**
     * What is wrong.
     *
     * @return a line for each tensor whose gradient is further from the difference than the bound; none if all is well
     */
    public List<String> failures() {
        return tensors.stream()
                .filter(tensor -> !tensor.agrees())
                .map(tensor -> "the gradient of '" + tensor.name() + "' is not what differences say: "
                        + number(tensor.derivative()) + " instead of " + number(tensor.difference()) + ", give or take "
                        + number(tensor.bound()))
                .toList();
    }

    /**
     * The same for a person.
     *
     * @return a table of the gradients, and a line that counts them
     */
    public String text() {
        Table table = new Table(List.of(
                Column.words("Tensor"),
                Column.words("Kind"),
                Column.numbers("Gradient"),
                Column.numbers("Difference"),
                Column.numbers("Bound"),
                Column.words("")));
        tensors.forEach(tensor -> table.row(
                tensor.name(),
                tensor.kind().word(),
                number(tensor.derivative()),
                number(tensor.difference()),
                number(tensor.bound()),
                tensor.agrees() ? "agrees" : "DIFFERS"));
        StringBuilder text = new StringBuilder(tensors.isEmpty() ? "" : table.render());
        frozen.forEach((name, why) -> text.append("No gradient: ")
                .append(name)
                .append(", ")
                .append(why)
                .append('\n'));
        reason.ifPresent(
                why -> text.append("In float32, as float64 fails: ").append(why).append('\n'));
        long faint = tensors.stream()
                .filter(tensor -> tensor.bound() > Math.abs(tensor.derivative()) / 10)
                .count();
        if (faint > 0) {
            text.append(faint)
                    .append(
                            " gradients are smaller than ten times the bound, which says little of them; other samples may"
                                    + " say more\n");
        }
        return text
                + String.format(
                        Locale.ROOT,
                        "%s: %d of %d gradients agree with differences in %s, %d weights have none; %s of %s%n",
                        model,
                        tensors.stream()
                                .filter(VerifiedGradients.Tensor::agrees)
                                .count(),
                        tensors.size(),
                        precision,
                        frozen.size(),
                        RunText.samples(samples),
                        inputs);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4g", value);
    }
}

package dev.eckart.app.foreign;

import dev.eckart.app.console.Table;
import dev.eckart.app.console.Table.Column;
import dev.eckart.app.onnx.inspect.Inspection;
import dev.eckart.app.onnx.inspect.LayerView;
import dev.eckart.app.onnx.inspect.Ranks;
import dev.eckart.app.onnx.measure.Costs;
import dev.eckart.app.report.RunText;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/** A model looked over, as text for a person. */
final class InspectionText {
    private InspectionText() {}

    static String render(InspectionReport report) {
        Inspection model = report.model();
        return Lines.line(
                        "%s: IR %d, opset %d%s",
                        report.file(),
                        model.irVersion(),
                        model.opset(),
                        model.producer().isEmpty() ? "" : ", from " + model.producer())
                + table(model.layers())
                + totals(model);
    }

    private static String table(List<LayerView> layers) {
        Table table = new Table(List.of(
                Column.words("Layer"),
                Column.words("Operator"),
                Column.numbers("Weights"),
                Column.numbers("Parameters"),
                Column.numbers("Bytes"),
                Column.numbers("MACs"),
                Column.numbers("Break-even"),
                Column.numbers("90 %"),
                Column.numbers("95 %"),
                Column.numbers("99 %"),
                Column.words("")));
        layers.forEach(layer -> table.row(
                layer.name(),
                layer.operator(),
                layer.weights().stream().map(InspectionText::size).collect(Collectors.joining(" x ")),
                RunText.count(layer.parameters()),
                RunText.count(layer.bytes()),
                RunText.count(layer.macs()),
                layer.breakEven()
                        .map(rank -> String.format(Locale.ROOT, "%.1f", rank))
                        .orElse("-"),
                rank(layer, Ranks::energy90),
                rank(layer, Ranks::energy95),
                rank(layer, Ranks::energy99),
                note(layer)));
        return table.render();
    }

    private static String size(long size) {
        return size < 0 ? "?" : String.valueOf(size);
    }

    private static String rank(LayerView layer, ToIntFunction<Ranks> rank) {
        return layer.ranks().map(rank::applyAsInt).map(String::valueOf).orElse("-");
    }

    private static String note(LayerView layer) {
        String shared = layer.shared().isEmpty() ? "" : "shares weights with " + String.join(", ", layer.shared());
        return layer.reason()
                .map(reason -> shared.isEmpty() ? reason : reason + "; " + shared)
                .orElse(shared);
    }

    private static String totals(Inspection model) {
        Costs costs = model.costs();
        return Lines.line(
                "Parameters %,d, of which %,d (%.1f %%) in layers that can be factorised; %,d bytes; %s MACs",
                costs.parameters(),
                model.factorisable(),
                costs.parameters() == 0 ? 0.0 : 100.0 * model.factorisable() / costs.parameters(),
                costs.bytes(),
                RunText.count(costs.macs()));
    }
}

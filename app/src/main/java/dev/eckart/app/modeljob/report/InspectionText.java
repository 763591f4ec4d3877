package dev.eckart.app.modeljob.report;

import dev.eckart.app.console.Lines;
import dev.eckart.app.console.Table;
import dev.eckart.app.console.Table.Column;
import dev.eckart.app.onnx.inspect.Inspection;
import dev.eckart.app.onnx.inspect.LayerView;
import dev.eckart.app.onnx.inspect.Ranks;
import dev.eckart.app.onnx.measure.Costs;
import dev.eckart.app.report.text.RunText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A model looked over, as text for a person. */
public final class InspectionText {
    private static final List<Column> BREAK_EVEN = List.of(Column.words("Layer"), Column.numbers("Break-even"));
    private static final List<Column> SPECTRA = List.of(
            Column.words("Layer"),
            Column.numbers("Break-even"),
            Column.numbers("90 %"),
            Column.numbers("95 %"),
            Column.numbers("99 %"),
            Column.numbers("Full"),
            Column.words("Left out by a cut at each rank"));

    /** Pairs, or layers of one tensor, that are named: the pairs of one layer of a transformer. */
    private static final int MOST_NAMED = 3;

    private InspectionText() {}

    /** The report as text; spectra in block characters where those can be shown. */
    public static String render(InspectionReport report, boolean unicode) {
        Inspection model = report.model();
        return Lines.line(
                        "%s: IR %d, opset %d%s",
                        report.file(),
                        model.irVersion(),
                        model.opset(),
                        model.producer().isEmpty() ? "" : ", from " + model.producer())
                + weights(model.layers())
                + totals(model)
                + notes(model.layers())
                + shares(model.layers())
                + pairs(model.layers())
                + ranks(model.layers(), unicode);
    }

    private static String weights(List<LayerView> layers) {
        Table table = new Table(List.of(
                Column.words("Layer"),
                Column.words("Operator"),
                Column.numbers("Weights"),
                Column.numbers("Parameters"),
                Column.numbers("Bytes"),
                Column.numbers("MACs")));
        layers.forEach(layer -> table.row(
                layer.name(),
                layer.operator(),
                layer.weights().stream().map(InspectionText::size).collect(Collectors.joining(" x ")),
                RunText.count(layer.parameters()),
                RunText.count(layer.bytes()),
                RunText.count(layer.macs())));
        return table.render();
    }

    /** What layers that can be factorised lose at which rank; without spectra, only from where on factors are smaller. */
    private static String ranks(List<LayerView> layers, boolean unicode) {
        List<LayerView> factorisable =
                layers.stream().filter(layer -> layer.breakEven().isPresent()).toList();
        boolean decomposed =
                factorisable.stream().anyMatch(layer -> layer.ranks().isPresent());
        Table table = new Table(decomposed ? SPECTRA : BREAK_EVEN);
        for (LayerView layer : factorisable) {
            String breakEven =
                    String.format(Locale.ROOT, "%.1f", layer.breakEven().orElseThrow());
            layer.ranks()
                    .ifPresentOrElse(
                            ranks -> row(table, layer.name(), breakEven, ranks, unicode),
                            () -> table.row(layer.name(), breakEven));
        }
        return factorisable.isEmpty() ? "" : "\n" + table.render();
    }

    private static void row(Table table, String name, String breakEven, Ranks ranks, boolean unicode) {
        table.row(
                name,
                breakEven,
                String.valueOf(ranks.energy90()),
                String.valueOf(ranks.energy95()),
                String.valueOf(ranks.energy99()),
                String.valueOf(ranks.singularValues().size()),
                SpectrumText.of(ranks.singularValues(), unicode));
    }

    private static String size(long size) {
        return size < 0 ? "?" : String.valueOf(size);
    }

    /** What there is to say of layers, once for all of which it is true. */
    private static String notes(List<LayerView> layers) {
        Map<String, List<String>> names = layers.stream()
                .filter(layer -> !note(layer).isEmpty())
                .collect(Collectors.groupingBy(
                        InspectionText::note,
                        LinkedHashMap::new,
                        Collectors.mapping(LayerView::name, Collectors.toList())));
        return names.entrySet().stream()
                .map(note -> Lines.line("%s: %s", String.join(", ", note.getValue()), note.getKey()))
                .collect(Collectors.joining());
    }

    private static String note(LayerView layer) {
        Stream<String> alone = layer.alone().map("becomes no narrower with another layer: "::concat).stream();
        return Stream.concat(layer.reason().stream(), alone).collect(Collectors.joining("; "));
    }

    /** Layers that share tensors, once for all that share them: each with all others would be as many names squared. */
    private static String shares(List<LayerView> layers) {
        return layers.stream()
                .filter(layer -> !layer.shared().isEmpty())
                .map(layer -> sharing(layer, layers))
                .distinct()
                .map(names -> Lines.line("Share weights: %s", first(names, "layers")))
                .collect(Collectors.joining());
    }

    /** The layer and all that share a tensor with it, in the model's order. */
    private static List<String> sharing(LayerView layer, List<LayerView> layers) {
        Set<String> names = new HashSet<>(layer.shared());
        names.add(layer.name());
        return layers.stream().map(LayerView::name).filter(names::contains).collect(Collectors.toList());
    }

    /** Which layers can become narrower together; those of one pair are told by its first layer. */
    private static String pairs(List<LayerView> layers) {
        Set<String> told = new HashSet<>();
        List<String> pairs = new ArrayList<>();
        for (LayerView layer : layers) {
            if (!layer.partners().isEmpty() && told.add(layer.name())) {
                told.addAll(layer.partners());
                pairs.add(layer.name() + " and " + String.join(" and ", layer.partners()));
            }
        }
        return pairs.isEmpty() ? "" : Lines.line("Can become narrower together: %s", first(pairs, "pairs"));
    }

    private static String first(List<String> names, String what) {
        return names.stream().limit(MOST_NAMED).collect(Collectors.joining(", "))
                + (names.size() > MOST_NAMED ? ", ... (" + names.size() + " " + what + ")" : "");
    }

    private static String totals(Inspection model) {
        Costs costs = model.costs();
        return Lines.line(
                        "Parameters %,d, of which %,d (%.1f %%) in layers that can be factorised",
                        costs.parameters(),
                        model.factorisable(),
                        costs.parameters() == 0 ? 0.0 : 100.0 * model.factorisable() / costs.parameters())
                + Lines.line("%,d bytes, %s MACs", costs.bytes(), RunText.count(costs.macs()))
                + DifferenceText.open(costs);
    }
}

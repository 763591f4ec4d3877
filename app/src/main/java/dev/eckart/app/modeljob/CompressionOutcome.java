package dev.eckart.app.modeljob;

import dev.eckart.app.modeljob.input.ModelData;
import dev.eckart.app.modeljob.report.ByteText;
import dev.eckart.app.modeljob.report.CompressionReport;
import dev.eckart.app.modeljob.report.CompressionReport.Layer;
import dev.eckart.app.modeljob.report.CompressionReport.StoredSize;
import dev.eckart.app.modeljob.report.DifferenceReport;
import dev.eckart.app.modeljob.report.TimeReport;
import dev.eckart.app.modeljob.report.VerdictText;
import dev.eckart.app.modeljob.train.ModelTraining;
import dev.eckart.app.modeljob.train.TrainingReport;
import dev.eckart.app.onnx.compress.Compression;
import dev.eckart.app.onnx.compress.Compression.Compressed;
import dev.eckart.app.onnx.delivery.Proof;
import dev.eckart.app.onnx.layer.Site;
import dev.eckart.app.onnx.layer.SkippedLayer;
import dev.eckart.app.onnx.measure.Comparison;
import dev.eckart.app.onnx.measure.Difference;
import dev.eckart.app.onnx.measure.Speed;
import dev.eckart.app.onnx.unit.Sites;
import dev.eckart.app.onnx.unit.Unit;
import dev.eckart.app.report.EckartVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a compression came to, as its report: from what was cut, and from what the proof found of what was written. */
final class CompressionOutcome {
    private CompressionOutcome() {}

    /** The whole report. */
    static CompressionReport of(CompressionRequest request, CutModel cut, Proof proof) {
        List<Speed> speeds = proof.difference().map(Difference::speeds).orElse(List.of());
        List<DifferenceReport.Times> latency =
                speeds.stream().map(DifferenceReport.Times::of).toList();
        Optional<Comparison> outputs = proof.difference()
                .map(Difference::outputs)
                .map(shown -> cut.data().map(named -> shown.with(named::textOf)).orElse(shown));
        List<String> objections = new ArrayList<>(proof.objections());
        Optional<TrainingReport> training = cut.done().map(ModelTraining.Done::report);
        training.flatMap(TrainingReport::objection).ifPresent(objections::add);
        Optional<Integer> keptBack = training.isPresent() ? outputs.map(Comparison::samples) : proof.keptBack();
        Optional<String> judged = cut.data().map(some -> some.name() + CompressionReport.kept(outputs, keptBack));
        return new CompressionReport(
                CompressionReport.SCHEMA,
                EckartVersion.current(),
                new DifferenceReport.Model(request.model().toString(), proof.before()),
                new DifferenceReport.Model(request.place().model().toString(), proof.after()),
                cut.decomposer(),
                cut.tools().allocator().name(),
                cut.backend(),
                cut.tools().seed().value(),
                cut.calibration(),
                cut.data().flatMap(ModelData::text),
                cut.layers(),
                training,
                cut.sizes().before(),
                cut.sizes().after(),
                cut.leftAlone(),
                outputs,
                keptBack,
                proof.drawn(),
                latency,
                TimeReport.of(cut.time(), speeds),
                objections,
                Optional.of(new VerdictText(objections, latency, outputs, judged).render()
                        + proof.unseen()
                                .flatMap(kept -> outputs.map(all -> VerdictText.unseen(all, kept)))
                                .orElse("")
                        + ByteText.verdict(cut.layers(), cut.alone())));
    }

    /** What became of the layers that were to be factorised. */
    static List<Layer> layers(Compressed compressed) {
        return compressed.layers().stream().map(CompressionOutcome::layer).toList();
    }

    private static String operator(Site site) {
        return site.operator().toUpperCase(Locale.ROOT);
    }

    /** The other layers. */
    static List<SkippedLayer> leftAlone(Compressed compressed, Sites found) {
        List<Site> chosen = compressed.layers().stream()
                .flatMap(layer -> layer.unit().layers().stream())
                .toList();
        Stream<SkippedLayer> unchosen = found.sites().stream()
                .filter(site -> !chosen.contains(site))
                .map(site -> new SkippedLayer(site.name(), operator(site), "not among the layers to factorise"));
        return Stream.concat(unchosen, found.skipped().stream()).toList();
    }

    private static Layer layer(Compression.Layer layer) {
        Unit unit = layer.unit();
        Site site = unit.first();
        return new Layer(
                site.name(),
                operator(site),
                site.shape().rows(),
                site.shape().columns(),
                layer.chosen().label(),
                unit.parameters(),
                layer.chosen().parameters(),
                Optional.of(stored(layer)),
                layer.lost(),
                layer.note(),
                unit.layers().stream().skip(1).map(Site::name).toList());
    }

    private static StoredSize stored(Compression.Layer layer) {
        Unit unit = layer.unit();
        return new StoredSize(
                unit.parameters() * unit.first().type().bytes(),
                layer.chosen().bytes(),
                layer.chosen().factors().stream()
                        .anyMatch(factor -> factor.storage().isBytes()));
    }
}

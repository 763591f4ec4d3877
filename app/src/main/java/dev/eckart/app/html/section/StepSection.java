package dev.eckart.app.html.section;

import dev.eckart.app.html.Fragment;
import dev.eckart.app.html.ReportData;
import dev.eckart.app.html.ReportSection;
import dev.eckart.app.html.Result;
import dev.eckart.app.report.Metrics;
import dev.eckart.app.report.ModelReport;
import dev.eckart.app.report.NetworkReport;
import dev.eckart.app.report.RunReport.BackendReport;
import dev.eckart.app.report.RunReport.DatasetReport;
import dev.eckart.app.report.text.RunText;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Networks that were trained or fine-tuned by themselves. */
public final class StepSection implements ReportSection {
    /** What this section shows of a step's report. */
    private record Step(
            String preset,
            long seed,
            BackendReport backend,
            DatasetReport dataset,
            Optional<String> from,
            Optional<Metrics> before,
            ModelReport model,
            NetworkReport network) {}

    @Override
    public String name() {
        return "steps";
    }

    @Override
    public int order() {
        return 350;
    }

    @Override
    public Optional<Fragment> render(ReportData data) {
        return data.section(
                "Networks trained", Result.STEP, (fragment, result) -> shown(fragment, result.as(Step.class)));
    }

    private static Fragment shown(Fragment before, Step step) {
        NetworkReport network = step.network();
        String title = step.model().title();
        return before.paragraph(sentence(step))
                .table(LayerTable.of(network))
                .charts(Stream.of(
                                TrainingCharts.loss(title, network.epochs()),
                                TrainingCharts.accuracy(title, network),
                                ConfusionMaps.counts(title, network.confusion(), Optional.empty()))
                        .flatMap(Optional::stream)
                        .toList())
                .paragraph(ConfusionMaps.tooMany(network.confusion()))
                .list(facts(step));
    }

    private static String sentence(Step step) {
        NetworkReport network = step.network();
        String begin = step.from()
                .map(model -> "Fine-tuned from " + model + ": test accuracy "
                        + Words.percent(step.before().orElseThrow().accuracy()) + " before, ")
                .orElse("Test accuracy ");
        return begin + Words.percent(network.test().accuracy()) + (step.from().isPresent() ? " after" : "")
                + ", test loss " + Words.loss(network.test().loss()) + Words.status(network.status()) + ". "
                + step.model().file() + " has " + RunText.count(step.model().bytes()) + " bytes, SHA-256 "
                + step.model().sha256() + ".";
    }

    private static List<String> facts(Step step) {
        return List.of(
                RunText.count(step.network().macs()) + " MACs a picture, "
                        + Words.microseconds(step.network().latency().batch1Microseconds()) + " for one picture",
                "preset " + step.preset() + ", seed " + step.seed(),
                step.backend().name() + ", " + step.backend().library() + " "
                        + step.backend().version() + ", " + step.backend().precision() + ", threads: "
                        + step.backend().threads(),
                step.dataset().name() + ", SHA-256 " + step.dataset().sha256());
    }
}

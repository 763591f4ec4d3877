package dev.eckart.app.modeljob;

import dev.eckart.app.console.Table;
import dev.eckart.app.console.Table.Column;
import dev.eckart.app.modeljob.input.ModelData;
import dev.eckart.app.modeljob.input.ModelDataFinder;
import dev.eckart.app.modeljob.input.ModelJob;
import dev.eckart.app.modeljob.input.OpenedModels;
import dev.eckart.app.modeljob.input.SampleSource;
import dev.eckart.app.modeljob.input.StageProgress;
import dev.eckart.app.onnx.data.SampleBatch;
import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.model.DataType;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.runtime.ModelSession;
import dev.eckart.app.onnx.tune.GradientVerifier;
import dev.eckart.app.onnx.tune.VerifiedGradients;
import dev.eckart.app.report.EckartVersion;
import dev.eckart.app.report.RunText;
import dev.eckart.spi.Seed;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How gradients compare with differences: what {@code eckart verify-gradients --json} prints.
 *
 * @param schema version of this form; 1
 * @param eckart version of Eckart
 * @param model the model's file
 * @param inputs what it was given
 * @param samples how many samples, all at once
 * @param precision {@code float64}, or {@code float32} where the model cannot be run in float64
 * @param reason why it cannot, if it cannot
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
    private static final int SCHEMA = 1;
    private static final int USUALLY = 4;

    static GradientReport of(Path file, ModelDataFinder finder, ModelJob job) {
        try (OpenedModels models = new OpenedModels()) {
            return of(file, models.read(file), finder.find(job, models, List.of(file)), job);
        }
    }

    private static GradientReport of(Path file, OnnxModel model, Optional<ModelData> data, ModelJob job) {
        SampleBatch batch = batch(model, new SampleSource(job, data, Optional.empty()));
        try (StageProgress stages = new StageProgress(job.console())) {
            VerifiedGradients found = GradientVerifier.of(
                    model,
                    batch,
                    new GradientVerifier.Terms(
                            new Seed(job.settings().seed()).split("gradients"),
                            job.settings().threads(),
                            stages));
            return new GradientReport(
                    SCHEMA,
                    EckartVersion.current(),
                    file.toString(),
                    data.map(ModelData::name)
                            .orElse("random inputs, seed " + job.settings().seed()),
                    batch.count(),
                    found.type() == DataType.DOUBLE ? "float64" : "float32",
                    found.reason(),
                    found.tensors(),
                    found.frozen());
        }
    }

    private static SampleBatch batch(OnnxModel model, SampleSource source) {
        try (ModelSession session = Original.loaded(model, source.job())) {
            int count = source.job().request().samples().orElse(USUALLY);
            Samples samples = source.data().isPresent()
                    ? source.test(List.of(session), USUALLY)
                    : source.drawn(List.of(session), count);
            return samples.whole().batches(count).get(0);
        }
    }

    /**
     * What is wrong.
     *
     * @return a line for each tensor whose gradient is further from the difference than the bound; empty if all is well
     */
    public List<String> failures() {
        return tensors.stream()
                .filter(tensor -> !tensor.agrees())
                .map(tensor -> "the gradient of '" + tensor.name() + "' is not what differences say: "
                        + number(tensor.derivative()) + " instead of " + number(tensor.difference()) + ", give or take "
                        + number(tensor.bound()))
                .toList();
    }

    String text() {
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

package dev.eckart.app.foreign;

import dev.eckart.app.console.Json;
import dev.eckart.app.onnx.data.Drawn;
import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.measure.Difference;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.runtime.Port;
import dev.eckart.app.report.EckartVersion;
import dev.eckart.spi.Seed;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Compares two foreign models, of which one may stand in for the other. */
public final class DifferenceJob {
    private static final int USUALLY_READ = 1000;
    private static final int USUALLY_DRAWN = 64;

    private final ForeignDataFinder finder;

    @Inject
    DifferenceJob(ForeignDataFinder finder) {
        this.finder = finder;
    }

    /**
     * Compares them and shows the result.
     *
     * @param before one model
     * @param after the other one
     * @param job on what, and how the result is shown
     * @throws dev.eckart.spi.EckartException if a model or the data cannot be read, or do not fit together
     */
    public void run(Path before, Path after, ForeignJob job) {
        OnnxModel first = OnnxModel.read(before);
        OnnxModel second = OnnxModel.read(after);
        Optional<ForeignData> data = finder.find(job);
        Difference difference = Difference.of(
                first,
                second,
                inputs -> samples(data, inputs, job),
                job.settings().threads());
        DifferenceReport report = DifferenceReport.of(
                EckartVersion.current(),
                before.toString(),
                after.toString(),
                data.map(ForeignData::name)
                        .orElse("random inputs, seed " + job.settings().seed()),
                difference);
        job.console().result(job.json() ? Json.of(report) : DifferenceText.render(report));
    }

    private static Samples samples(Optional<ForeignData> data, List<Port> inputs, ForeignJob job) {
        if (data.isPresent()) {
            return ForeignDataFinder.limited(data.get().test(inputs), job, USUALLY_READ);
        }
        Seed seed = new Seed(job.settings().seed()).split("inputs");
        return new Drawn(job.samples().orElse(USUALLY_DRAWN), job.dims(), seed).samples(inputs);
    }
}

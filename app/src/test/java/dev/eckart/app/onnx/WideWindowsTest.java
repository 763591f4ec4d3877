package dev.eckart.app.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.app.onnx.data.RandomSamples;
import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.form.Factor;
import dev.eckart.app.onnx.form.Forms;
import dev.eckart.app.onnx.form.LayerStatistics;
import dev.eckart.app.onnx.form.Offers;
import dev.eckart.app.onnx.layer.Site;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.observe.Observer;
import dev.eckart.app.onnx.progress.Stages;
import dev.eckart.app.onnx.runtime.OnnxSession;
import dev.eckart.app.onnx.unit.Sites;
import dev.eckart.app.onnx.unit.Unit;
import dev.eckart.compress.decompose.OutputCovarianceSvd;
import dev.eckart.spi.Seed;
import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.compress.Candidate;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Convolutions of more than 128 channels, whose windows are wide. */
class WideWindowsTest {
    private static final Seed SEED = new Seed(23);
    private final Backend backend = LayerCase.backend();

    /** With data as without them, all forms are there, in one norm: none changes more than there is. */
    @ParameterizedTest
    @ValueSource(ints = {130, 260})
    void theyHaveAllFormsWithCalibrationDataToo(int channels) {
        OnnxModel model = new OnnxModel(
                Path.of("wide.onnx"),
                new ModelBuilder(6)
                        .input("x", "N", channels, 5, 5)
                        .weights("w", 6, channels, 3, 3)
                        .weights("b", 6)
                        .node("Conv", "layer", List.of("x", "w", "b"), "y")
                        .output("y", "N", 6, 3, 3)
                        .build(8, 13));
        Site site = Sites.of(model).sites().get(0);
        OutputCovarianceSvd decomposer = new OutputCovarianceSvd();
        List<LayerStatistics> seen = new ArrayList<>();
        new Observer(backend, 1, SEED, Stages.none())
                .observe(
                        model,
                        List.of(new Unit(List.of(site), List.of())),
                        samples(model),
                        decomposer,
                        (unit, observed) -> seen.add(observed.seen().orElseThrow()));
        Offers offers = new Forms(decomposer, backend, true)
                .of(site.read(), site.arrangement().forms(site.shape()), Optional.of(seen.get(0)), SEED);
        Set<String> forms = offers.decomposition().candidates().stream()
                .map(candidate -> candidate.label().split(" ")[0])
                .collect(Collectors.toSet());
        assertEquals(Set.of("dense", "rank", "spatial", "tucker"), forms);
        double norm = offers.decomposition().scale().norm();
        for (Candidate candidate : offers.decomposition().candidates()) {
            assertTrue(candidate.error() <= norm * (1 + 1e-6), candidate.label() + " " + candidate.error());
        }
        Candidate half = offers.decomposition().candidates().stream()
                .filter(candidate -> candidate.label().startsWith("spatial") && candidate.error() < norm)
                .findFirst()
                .orElseThrow();
        assertEquals(
                half.parameters(),
                offers.factors(half).stream().mapToLong(Factor::parameters).sum());
    }

    private static Samples samples(OnnxModel model) {
        try (OnnxSession session = OnnxSession.open(model.proto(), model.externalData(), 1)) {
            return new RandomSamples(12, Map.of(), SEED).samples(session.inputs());
        }
    }
}

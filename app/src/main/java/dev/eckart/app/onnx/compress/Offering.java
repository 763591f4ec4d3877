package dev.eckart.app.onnx.compress;

import dev.eckart.app.onnx.data.SampleBatch;
import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.factorise.Factoriser;
import dev.eckart.app.onnx.form.ByteForms;
import dev.eckart.app.onnx.form.ByteLosses;
import dev.eckart.app.onnx.form.LayerStatistics;
import dev.eckart.app.onnx.form.LinearShape;
import dev.eckart.app.onnx.form.MatrixFile;
import dev.eckart.app.onnx.form.Offers;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.narrow.NarrowOffers;
import dev.eckart.app.onnx.narrow.NarrowTrial;
import dev.eckart.app.onnx.narrow.Narrowing;
import dev.eckart.app.onnx.narrow.Narrowings;
import dev.eckart.app.onnx.observe.Differentiated;
import dev.eckart.app.onnx.observe.GradientObserver;
import dev.eckart.app.onnx.observe.Observation;
import dev.eckart.app.onnx.observe.Observed;
import dev.eckart.app.onnx.observe.Observer;
import dev.eckart.app.onnx.observe.Sensitivity;
import dev.eckart.app.onnx.progress.Stages;
import dev.eckart.app.onnx.runtime.ShapeInference;
import dev.eckart.app.onnx.shard.EngineObserver;
import dev.eckart.app.onnx.tensor.OnnxException;
import dev.eckart.app.onnx.unit.Unit;
import dev.eckart.app.onnx.walk.PiecewiseSession;
import dev.eckart.compress.decompose.OutputCovarianceSvd;
import dev.eckart.compress.decompose.TruncatedSvd;
import dev.eckart.spi.EckartException;
import dev.eckart.spi.Seed;
import dev.eckart.spi.compress.Decomposer;
import dev.eckart.spi.compress.MatrixStore;
import dev.eckart.spi.compress.Statistics.Kind;
import dev.eckart.spi.compress.Storage.Form;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** Finds out what the layers of a model can be replaced by, each as soon as it has been observed. */
final class Offering {
    /** Samples that narrower layers are tried on; two, for axes of size 1 hide mistakes. */
    private static final int TRIED = 2;

    private final Compression compression;
    private final MatrixStore store;
    private final Factoriser factoriser;
    private final ByteChoice bytes;
    private final Optional<OfferTimes> times;
    private Decomposer decomposer;
    // A walk meets layers in the order in which they are run, which need not be the file's.
    private final Map<Unit, Offers> offers = new IdentityHashMap<>();
    private final Map<Unit, ByteLosses> losses = new IdentityHashMap<>();
    private final Map<String, String> unseen = new HashMap<>();
    private final List<String> thin = new ArrayList<>();
    private final List<Narrowing> pairs;
    private final List<NarrowOffers> narrow = new ArrayList<>();

    private Offering(Compression compression, MatrixFile file, ByteChoice bytes, Optional<OfferTimes> times) {
        this.compression = compression;
        this.store = file;
        this.factoriser = compression.tools().factoriser(file, compression.stages());
        this.bytes = bytes;
        this.times = times;
        this.decomposer = compression.tools().decomposer();
        this.pairs = pairs(compression);
    }

    /**
     * Looks at the layers.
     *
     * @param compression what is compressed, and with what
     * @param file keeps what factors are made of
     * @param bytes which weights may be bytes
     * @param times tells what candidates take, if that is asked for
     * @return what each can be replaced by
     */
    static ModelOffers of(Compression compression, MatrixFile file, ByteChoice bytes, Optional<OfferTimes> times) {
        return new Offering(compression, file, bytes, times).offers();
    }

    /** Where layers can be narrower together. */
    private static List<Narrowing> pairs(Compression compression) {
        Tools tools = compression.tools();
        OnnxModel model = compression.model();
        boolean possible = tools.narrows() && compression.samples().isPresent() && PiecewiseSession.isWhole(model);
        if (!possible) {
            return List.of();
        }
        try {
            List<Narrowing> found = Narrowings.of(model, compression.units(), ShapeInference.of(model))
                    .pairs();
            SampleBatch some = compression.fitted().shortened().batches(TRIED).get(0);
            List<Narrowing> passed = new NarrowTrial(
                            model,
                            some,
                            tools.backend(),
                            tools.threads(),
                            tools.seed().split("trial"))
                    .passed(found);
            found.stream()
                    .filter(pair -> !passed.contains(pair))
                    .forEach(pair -> compression
                            .notes()
                            .accept("'" + String.join("' and '", pair.names())
                                    + "' become no narrower together: the way between them was taken for another one"));
            return passed;
        } catch (OnnxException e) {
            // A model that cannot be run or looked through says so where it is observed.
            return List.of();
        }
    }

    private ModelOffers offers() {
        List<Unit> units = compression.units();
        if (decomposer.needs().isEmpty()) {
            Stages.Stage stage = Observer.factorising(units.size());
            compression.stages().reached(stage, 0);
            for (Unit unit : units) {
                factorise(unit, decomposer, Optional.empty());
                compression.stages().reached(stage, offers.size());
            }
            factoriser.finish();
        } else {
            observe(units);
            factoriser.finish();
            tellOfFewRows();
        }
        return joined(units);
    }

    /** What directions are worth that no row shows is a guess. */
    private void tellOfFewRows() {
        if (!thin.isEmpty()) {
            compression
                    .notes()
                    .accept(thin.size() + " of " + offers.size()
                            + " layers saw fewer rows than they have inputs, such as '"
                            + thin.get(0)
                            + "': what none of them shows is taken to vary as the rest does on average; more"
                            + " samples tell more");
        }
    }

    private static boolean isThin(LayerStatistics seen) {
        return seen.blocks().stream()
                .anyMatch(block -> block.covariance()
                        .filter(covariance -> block.samples() < covariance.rows())
                        .isPresent());
    }

    /** The offers of all layers, timed when nothing else is run any more; those that make a narrower form with another know how. */
    private ModelOffers joined(List<Unit> units) {
        List<Offers> all = new ArrayList<>();
        for (Unit unit : units) {
            times.ifPresent(any ->
                    compression.stages().reached(new Stages.Stage("timing", units.size(), "layers"), all.size()));
            Offers untimed = offers.get(unit);
            all.add(times.map(known -> known.alone(unit, untimed)).orElse(untimed));
        }
        times.flatMap(known -> known.withheld(units, offers, all)).ifPresent(compression.notes());
        List<Joint> joints = new ArrayList<>();
        for (NarrowOffers pair : narrow) {
            List<Unit> layers = pair.pair().units();
            if (layers.stream()
                    .noneMatch(unit -> unseen.containsKey(unit.first().output()))) {
                joints.add(Joint.of(
                        pair,
                        layers.stream().map(units::indexOf).toList(),
                        layers.stream().map(unit -> together(unit, pair)).toList()));
            }
        }
        return ModelOffers.of(decomposer, factoriser, units, all, unseen, joints);
    }

    /** What a layer can be together with others, with times where they count. */
    private Offers together(Unit unit, NarrowOffers pair) {
        Offers untimed = stored(unit, pair.of(unit, offers.get(unit)));
        return times.map(known -> known.together(unit, untimed)).orElse(untimed);
    }

    private void observe(List<Unit> units) {
        if (compression.samples().isEmpty()) {
            throw new EckartException("decomposer '" + decomposer.name()
                    + "' needs calibration samples; give some, or choose truncated-svd");
        }
        Tools tools = compression.tools();
        Samples samples = compression.fitted().shortened();
        Optional<EngineObserver> others =
                tools.engine().map(engine -> new EngineObserver(engine, compression.model(), compression.stages()));
        Map<Unit, Sensitivity> gradients = gradients(units, samples, others);
        Observer observer =
                new Observer(tools.backend(), tools.threads(), tools.seed().split("observe"), compression.stages());
        BiConsumer<Unit, Observation> found =
                (unit, seen) -> factorise(unit, seen.with(gradients.getOrDefault(unit, Sensitivity.NOT_ASKED)));
        Observed all = Observed.of(compression.model(), units, decomposer, samples);
        others.ifPresentOrElse(
                other -> other.observe(observer, all, samples, found), () -> observer.observe(all, samples, found));
    }

    /** Gradients, if they are wanted. Where there are none, the substitute takes the decomposer's place, and that is told. */
    private Map<Unit, Sensitivity> gradients(List<Unit> units, Samples samples, Optional<EngineObserver> others) {
        if (!decomposer.needs().contains(Kind.GRADIENTS)) {
            return Map.of();
        }
        Tools tools = compression.tools();
        OnnxModel judged = compression.judged();
        GradientObserver observer = new GradientObserver(
                tools.backend(), tools.threads(), tools.seed().split("gradients"), store, compression.stages());
        try {
            Differentiated all = observer.differentiated(judged, units, samples, compression.notes());
            return others.map(other -> other.gradients(observer, judged, all)).orElseGet(() -> observer.observe(all));
        } catch (OnnxException e) {
            Decomposer substitute = tools.substitute()
                    .orElseThrow(() -> new OnnxException(
                            "decomposer '" + decomposer.name() + "': " + e.getMessage()
                                    + "; choose a decomposer that does without",
                            e));
            compression.notes().accept("layers are cut by " + substitute.name() + ": " + e.getMessage());
            decomposer = substitute;
            return Map.of();
        }
    }

    /** What could not be observed is done without, and that is told. */
    private void factorise(Unit unit, Observation observed) {
        boolean any = observed.seen().isPresent();
        observed.seen()
                .filter(Offering::isThin)
                .ifPresent(seen -> thin.add(unit.first().name()));
        if (observed.reason().isEmpty()) {
            factorise(unit, decomposer, observed.seen());
            pairs.stream()
                    .filter(pair -> pair.measured().equals(unit))
                    .flatMap(pair ->
                            NarrowOffers.of(pair, compression.tools().backend(), store, observed.seen()).stream())
                    .forEach(narrow::add);
        } else {
            Decomposer plainer = any ? new OutputCovarianceSvd() : new TruncatedSvd();
            String missing =
                    any ? "no gradient, so cut by " + plainer.name() : "not observed, so cut by plain truncated SVD";
            unseen.put(unit.first().output(), missing + ": " + observed.reason());
            factorise(unit, plainer, observed.seen());
        }
    }

    private void factorise(Unit unit, Decomposer by, Optional<LayerStatistics> seen) {
        Tools tools = compression.tools();
        Seed seed = tools.seed().split(unit.first().output());
        if (!wanted(unit).isEmpty()) {
            losses.put(unit, ByteLosses.of(unit.read().weights(), wanted(unit)));
        }
        factoriser.factorise(
                new Factoriser.Work(unit, by, seen, seed), numbers -> offers.put(unit, stored(unit, numbers)));
    }

    /** The same in bytes as well, as far as that is wanted. */
    private Offers stored(Unit unit, Offers numbers) {
        return new ByteForms(wanted(unit), unit.first().type().bytes())
                .with(
                        numbers,
                        new ByteForms.Unread(unit.shape().geometry(), unit::read),
                        losses.getOrDefault(unit, new ByteLosses(Map.of())),
                        unit.first().arrangement()::bytes);
    }

    /** The forms in bytes that factors of a layer may have. */
    private Set<Form> wanted(Unit unit) {
        if (!unit.turned().isEmpty()) {
            // Rows of a table that are multiplied with as well: their bytes serve one of the two.
            return Set.of();
        }
        Set<Form> forms = bytes.of(unit.first().type());
        forms.retainAll(Stream.of(unit.shape().geometry(), unit.forms().behind())
                .map(geometry -> unit.first()
                        .arrangement()
                        .bytes(new LinearShape(
                                unit.shape().rows(),
                                unit.shape().columns(),
                                unit.shape().biased(),
                                geometry)))
                .toList());
        return forms;
    }
}

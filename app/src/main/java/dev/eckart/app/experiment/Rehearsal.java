package dev.eckart.app.experiment;

import dev.eckart.app.config.CalibrationSettings;
import dev.eckart.compress.FactorisedNetwork;
import dev.eckart.nn.Network;
import dev.eckart.nn.Network.Node;
import dev.eckart.spi.compress.Budget;
import dev.eckart.spi.compress.BudgetMissedException;
import dev.eckart.spi.compress.Decomposition;
import dev.eckart.spi.layer.Linear;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * Tries what an experiment will do to its trained network on the untrained one, which has the same layers: what candidates
 * cost does not depend on weights, so that a size that cannot be kept to is known before hours of training.
 *
 * @param factorisation factorises
 * @param untrained the network before training
 */
record Rehearsal(Factorisation factorisation, Network untrained) {
    /** Training pictures that layers are observed on: their damage is of no interest here. */
    private static final int SAMPLES = 500;

    /**
     * What a network must take of the least that was measured, as a share. Half of it is nothing that other weights, more
     * zeros or a quieter machine would bring.
     */
    private static final double CONCEIVABLE = 0.5;

    /** The levels that are known to be impossible. Accuracies are known after the training only, and times nearly so. */
    List<Objection> objections() {
        List<CompressionTarget> targets = CompressionTarget.of(
                        factorisation.settings(),
                        untrained.parameterCount(),
                        factorisation.equipment().backend().precision())
                .filter(this::isDoubtful)
                .toList();
        if (targets.isEmpty()) {
            return List.of();
        }
        FactorisedNetwork factorised = factorised();
        return targets.stream()
                .flatMap(target -> objection(target, factorised).stream())
                .toList();
    }

    /** Whether factors of rank 1 in every layer might not do: all else is had without seconds of trying. */
    private boolean isDoubtful(CompressionTarget target) {
        if (target.goal() instanceof CompressionTarget.Size size) {
            return switch (size.budget().unit()) {
                case LEVEL ->
                    size.budget().level()
                            > layers().mapToInt(layer -> layer.weights().columns())
                                    .min()
                                    .orElse(0);
                case PARAMETERS -> size.budget().amount() < ofRankOne();
                default -> true;
            };
        }
        // A master has the times taken on other machines than this one.
        return target.goal() instanceof CompressionTarget.Time
                && factorisation.settings().engine().address().isEmpty();
    }

    private Stream<Linear> layers() {
        return untrained.nodes().stream()
                .map(Node::layer)
                .filter(Linear.class::isInstance)
                .map(Linear.class::cast);
    }

    /** Parameters of the network with factors of rank 1 in every layer, each with a bias. */
    private long ofRankOne() {
        return layers().mapToLong(
                        layer -> layer.weights().rows() + 2L * layer.weights().columns() + 1)
                .sum();
    }

    private static CalibrationSettings few(CalibrationSettings calibration) {
        int samples = calibration.samples() == 0 ? SAMPLES : Math.min(SAMPLES, calibration.samples());
        return new CalibrationSettings(samples, calibration.augment());
    }

    private FactorisedNetwork factorised() {
        return factorisation.of(untrained, few(factorisation.settings().calibration()));
    }

    private Optional<Objection> objection(CompressionTarget target, FactorisedNetwork factorised) {
        if (target.goal() instanceof CompressionTarget.Size size) {
            return never(target, factorised, size.budget().unit()).or(() -> large(target, factorised, size.budget()));
        }
        if (target.goal() instanceof CompressionTarget.Time time) {
            return never(target, factorised, Budget.Unit.NANOSECONDS).or(() -> slow(target, factorised, time));
        }
        return Optional.empty();
    }

    /** What an allocator does for no size; others that it is compared with may. */
    private Optional<Objection> never(CompressionTarget target, FactorisedNetwork factorised, Budget.Unit unit) {
        return factorised
                .compressor()
                .objection(untrained, unit)
                .map(reason -> new Objection(target, reason, OptionalDouble.empty()));
    }

    private static Optional<Objection> large(CompressionTarget target, FactorisedNetwork factorised, Budget budget) {
        try {
            factorised.compress(budget);
            return Optional.empty();
        } catch (BudgetMissedException e) {
            long least = factorised.decompositions().stream()
                    .mapToLong(layer -> budget.cost(layer.smallest(budget::cost)))
                    .sum();
            return Optional.of(new Objection(target, e.getMessage(), OptionalDouble.of(least)));
        }
    }

    /** Blank pictures take least: kernels leave out what is multiplied by zero. */
    private Optional<Objection> slow(
            CompressionTarget target, FactorisedNetwork factorised, CompressionTarget.Time time) {
        int batch = factorisation.settings().compress().keepBatch();
        int pictures = SpeedMeasurement.pictures(batch);
        SpeedMeasurement speed = new SpeedMeasurement(
                factorisation.equipment().compiler(), factorisation.settings().threads());
        Network smallest = factorised
                .build(factorised.decompositions().stream()
                        .map(Decomposition::smallest)
                        .toList())
                .network();
        double base = speed.turns(untrained, smallest, factorisation.training().pictures(pictures), batch)
                .base();
        Tensor blank = Tensors.zeros(speed.compiler().backend().precision(), pictures, untrained.inputs());
        double least = speed.fastest(List.of(untrained, smallest), blank, batch);
        double asked = time.asked().microseconds(base);
        if (asked >= CONCEIVABLE * least) {
            return Optional.empty();
        }
        String reason = String.format(
                Locale.ROOT,
                "no network takes '%s', which is %.4g us a picture in batches of %d: even a blank picture takes"
                        + " %.4g us; ask for more, or name another batch with compress.keep-batch",
                time.asked(),
                asked,
                batch,
                least);
        return Optional.of(new Objection(target, reason, OptionalDouble.of(least)));
    }
}

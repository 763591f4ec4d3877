package dev.eckart.app.pipeline;

import dev.eckart.app.experiment.CompressionTarget;
import dev.eckart.app.experiment.Experiment;
import dev.eckart.app.experiment.RunListener;
import dev.eckart.app.report.LevelReport;
import dev.eckart.app.report.MissedReport;
import dev.eckart.app.report.NetworkReport;
import dev.eckart.app.report.SpectrumReport;
import dev.eckart.app.report.SpeedReport;
import dev.eckart.compress.FactorisedNetwork;
import dev.eckart.nn.Network;
import dev.eckart.spi.compress.BudgetMissedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Carries out an experiment stage by stage: the base, then one size after the other. A stage that an earlier process has
 * kept is taken from there; a size that no network keeps to is left out. Each begins with its own seed, so that it ends in
 * the same bits whoever carries it out.
 *
 * @param experiment the experiment
 * @param store keeps the stages
 * @param listener is told of stages that were kept, as of those that are carried out
 * @param provenance what all models say of where they come from
 */
record ExperimentStages(Experiment experiment, RunStore store, RunListener listener, Provenance provenance) {
    /**
     * What came of an experiment.
     *
     * @param base the network before compression
     * @param spectra the singular values of its layers
     * @param levels one entry a level
     * @param missed levels that there is no network for
     */
    record Outcome(
            NetworkReport base, List<SpectrumReport> spectra, List<LevelReport> levels, List<MissedReport> missed) {}

    Outcome run() {
        Experiment.Base base = base();
        List<Network> networks = new ArrayList<>(List.of(base.network()));
        List<LevelReport> levels = new ArrayList<>();
        List<MissedReport> missed = new ArrayList<>();
        Optional<FactorisedNetwork> factorised = Optional.empty();
        for (CompressionTarget target : experiment.targets(base)) {
            Optional<RunStore.Stage<LevelReport>> kept = store.find(target.title(), LevelReport.class);
            if (kept.isPresent()) {
                listener.level(kept.get().report());
                networks.add(kept.get().network());
                levels.add(kept.get().report());
            } else {
                factorised = Optional.of(factorised.orElseGet(() -> experiment.factorise(base.network())));
                try {
                    Experiment.Level level = level(base, factorised.get(), target);
                    networks.add(level.network());
                    levels.add(level.report());
                } catch (BudgetMissedException e) {
                    MissedReport report = new MissedReport(target.title(), e.getMessage());
                    listener.missed(report);
                    missed.add(report);
                }
            }
        }
        return timed(new Outcome(base.report(), experiment.spectra(base), levels, missed), networks);
    }

    /** All times anew and side by side: those taken as a network was done are of one time of the run each. */
    private Outcome timed(Outcome outcome, List<Network> networks) {
        List<SpeedReport> speeds = experiment.speeds(networks);
        return new Outcome(
                outcome.base().with(speeds.get(0)),
                outcome.spectra(),
                IntStream.range(0, outcome.levels().size())
                        .mapToObj(i -> outcome.levels().get(i).with(speeds.get(i + 1)))
                        .toList(),
                outcome.missed());
    }

    private Experiment.Base base() {
        Optional<RunStore.Stage<NetworkReport>> kept = store.find(Experiment.BASE, NetworkReport.class);
        if (kept.isPresent()) {
            listener.network(Experiment.BASE, kept.get().report());
            return experiment.base(kept.get().network(), kept.get().report());
        }
        Experiment.Base base = experiment.base();
        store.keep(Experiment.BASE, new RunStore.Stage<>(base.network(), base.report()), provenance.ofBase());
        return base;
    }

    private Experiment.Level level(Experiment.Base base, FactorisedNetwork factorised, CompressionTarget target) {
        Experiment.Level level = experiment.level(base, factorised, target);
        store.keep(
                target.title(), new RunStore.Stage<>(level.network(), level.report()), provenance.of(level.report()));
        return level;
    }
}

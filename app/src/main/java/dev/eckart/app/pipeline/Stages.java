package dev.eckart.app.pipeline;

import dev.eckart.app.report.LevelReport;
import dev.eckart.app.report.NetworkReport;
import dev.eckart.app.report.SpectrumReport;
import dev.eckart.compress.FactorisedNetwork;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Carries out an experiment stage by stage: the base, then one size after the other. A stage that an earlier process has
 * kept is taken from there. Each begins with its own seed, so that it ends in the same bits whoever carries it out.
 *
 * @param experiment the experiment
 * @param store keeps the stages
 * @param listener is told of stages that were kept, as of those that are carried out
 * @param provenance what all models say of where they come from
 */
record Stages(Experiment experiment, RunStore store, RunListener listener, Provenance provenance) {
    /**
     * What came of an experiment.
     *
     * @param base the network before compression
     * @param spectra the singular values of its layers
     * @param levels one entry a level
     */
    record Outcome(NetworkReport base, List<SpectrumReport> spectra, List<LevelReport> levels) {}

    Outcome run() {
        Experiment.Base base = base();
        List<LevelReport> levels = new ArrayList<>();
        Optional<FactorisedNetwork> factorised = Optional.empty();
        for (Target target : experiment.targets(base)) {
            Optional<RunStore.Stage<LevelReport>> kept = store.find(target.title(), LevelReport.class);
            if (kept.isPresent()) {
                listener.level(kept.get().report());
                levels.add(kept.get().report());
            } else {
                factorised = Optional.of(factorised.orElseGet(() -> experiment.factorise(base.network())));
                levels.add(level(base, factorised.get(), target));
            }
        }
        return new Outcome(base.report(), experiment.spectra(base), levels);
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

    private LevelReport level(Experiment.Base base, FactorisedNetwork factorised, Target target) {
        Experiment.Level level = experiment.level(base, factorised, target);
        store.keep(
                target.title(), new RunStore.Stage<>(level.network(), level.report()), provenance.of(level.report()));
        return level.report();
    }
}

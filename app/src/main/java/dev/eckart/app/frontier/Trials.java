package dev.eckart.app.frontier;

import dev.eckart.app.config.CompressSettings;
import dev.eckart.app.config.FrontierSettings;
import dev.eckart.app.config.Settings;
import dev.eckart.app.console.Console;
import dev.eckart.app.data.Dataset;
import dev.eckart.app.pipeline.CompressionTarget;
import dev.eckart.app.pipeline.Equipment;
import dev.eckart.app.pipeline.EquipmentFactory;
import dev.eckart.app.pipeline.Experiment;
import dev.eckart.app.plugin.Plugins;
import dev.eckart.compress.FactorisedNetwork;
import dev.eckart.spi.EckartException;
import dev.eckart.spi.backend.Backend;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Carries out all trials: for each seed one base, for each decomposer one factorisation of it, which every allocator cuts
 * to every size.
 *
 * @param plugins what decomposers and allocators there are
 * @param equipment makes the rest
 * @param settings the resolved configuration
 * @param data what to learn and test on
 * @param console where to show progress
 */
record Trials(Plugins plugins, EquipmentFactory equipment, Settings settings, Dataset data, Console console) {
    /** One entry a trial, seed by seed. */
    List<Trial> run(Backend backend) {
        List<Trial> trials = new ArrayList<>();
        for (int i = 0; i < settings.frontier().seeds(); i++) {
            trials.addAll(new OfSeed(settings.withSeed(settings.seed() + i), backend).run());
        }
        return trials;
    }

    /** The trials of one seed. */
    private final class OfSeed {
        private final Settings own;
        private final Equipment tools;
        private final TrialProgress progress;
        private final List<Trial> trials = new ArrayList<>();

        OfSeed(Settings own, Backend backend) {
            this.own = own;
            this.tools = equipment.equip(own, backend);
            this.progress = new TrialProgress(console, own.seed());
        }

        List<Trial> run() {
            CompressSettings compress = own.compress();
            FrontierSettings frontier = own.frontier();
            Experiment.Base base = experiment(tools).base();
            for (String decomposer : frontier.decomposers(compress)) {
                Experiment experiment = experiment(
                        tools.with(tools.compressor().with(plugins.decomposers().get(decomposer))));
                FactorisedNetwork factorised = experiment.factorise(base.network());
                for (String allocator : frontier.allocators(compress)) {
                    FactorisedNetwork cut =
                            factorised.allocatedBy(plugins.allocators().get(allocator));
                    experiment.targets(base).forEach(target -> trial(experiment, base, cut, target));
                }
            }
            return trials;
        }

        private Experiment experiment(Equipment some) {
            return new Experiment(some, own, data, progress);
        }

        /** What one way cannot do, others may. */
        private void trial(
                Experiment experiment, Experiment.Base base, FactorisedNetwork factorised, CompressionTarget target) {
            Trial.Way way = new Trial.Way(
                    factorised.compressor().decomposer().name(),
                    factorised.compressor().allocator().name(),
                    target.title());
            progress.begin(way);
            try {
                trials.add(new Trial(
                        own.seed(),
                        base.report(),
                        way,
                        Optional.of(experiment.level(base, factorised, target).report()),
                        Optional.empty()));
            } catch (EckartException e) {
                trials.add(new Trial(own.seed(), base.report(), way, Optional.empty(), Optional.of(e.getMessage())));
            }
        }
    }
}

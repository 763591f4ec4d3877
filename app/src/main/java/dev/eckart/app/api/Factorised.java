package dev.eckart.app.api;

import dev.eckart.app.config.BudgetSetting;
import dev.eckart.app.config.ConfigurationException;
import dev.eckart.app.experiment.CompressionTarget;
import dev.eckart.app.experiment.Experiment;
import dev.eckart.app.onnx.network.NetworkFile;
import dev.eckart.app.report.ChoiceReport;
import dev.eckart.app.report.text.RunText;
import dev.eckart.app.step.Workbench;
import dev.eckart.compress.FactorisedNetwork;
import java.util.List;

/**
 * A network with all that its layers can be replaced by, to be compressed to one size after the other. For one thread at a
 * time, and not while its {@link Session} is used.
 */
public final class Factorised {
    private final Eckart eckart;
    private final Workbench bench;
    private final Experiment.Base base;
    private final FactorisedNetwork network;

    Factorised(Eckart eckart, Workbench bench, Experiment.Base base, FactorisedNetwork network) {
        this.eckart = eckart;
        this.bench = bench;
        this.base = base;
        this.network = network;
    }

    /**
     * Compresses to one size and fine-tunes the result.
     *
     * @param budget as {@code compress.budgets} has them, such as {@code 4x}
     * @return a new network, the one that a run keeps for this budget
     * @throws ConfigurationException if that is no budget
     * @throws dev.eckart.spi.EckartException if it cannot be made so small, or its fine-tuning diverges
     */
    public Model compress(String budget) {
        Experiment.Level level = bench.experiment().level(base, network, target(budget));
        level.report().requireConverged();
        return new Model(new NetworkFile(level.network(), bench.provenance().of(level.report())));
    }

    /**
     * Compresses to one size, without fine-tuning.
     *
     * @param size as {@code compress.budgets} has them, such as {@code 4x}, but for an accuracy to keep
     * @return a new network
     * @throws ConfigurationException if that is no size
     * @throws dev.eckart.spi.EckartException if it cannot be made so small
     */
    public Model cut(String size) {
        CompressionTarget target = target(size);
        if (!(target.goal() instanceof CompressionTarget.Size wanted)) {
            throw new ConfigurationException(
                    "'" + size + "' is known only of networks that were run or fine-tuned; compress to it");
        }
        FactorisedNetwork.Compressed cut = network.compress(wanted.budget());
        String layers = RunText.choices(ChoiceReport.of(network.network(), cut, List.of()));
        return new Model(new NetworkFile(cut.network(), bench.provenance().of(target.title(), layers)));
    }

    private CompressionTarget target(String text) {
        BudgetSetting budget = budget(eckart, text);
        bench.requireAllocatable(base.network(), budget);
        return bench.experiment().target(base, budget);
    }

    /** One budget as a person writes it. */
    static BudgetSetting budget(Eckart eckart, String text) {
        List<BudgetSetting> budgets = eckart.set("compress.budgets", "[" + text + "]")
                .configuration()
                .settings()
                .compress()
                .budgets();
        if (budgets.size() != 1) {
            throw new ConfigurationException("'" + text + "' is not one budget");
        }
        return budgets.get(0);
    }
}

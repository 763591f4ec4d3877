package dev.eckart.app.verify;

import dev.eckart.app.pipeline.Experiment;
import dev.eckart.compress.FactorisedNetwork;
import dev.eckart.nn.Network;
import dev.eckart.spi.compress.Budget;
import dev.eckart.spi.compress.Candidate;
import java.util.ArrayList;
import java.util.List;

/**
 * The base, or what the decomposition makes of it at a level, before any refinement.
 *
 * @param name {@code base}, or the level, such as {@code 2x}
 * @param network the network
 * @param chosen what was taken for each linear layer of the base; empty for the base itself
 */
record LevelNetwork(String name, Network network, List<Candidate> chosen) {
    static List<LevelNetwork> of(Experiment experiment, Network base, List<Integer> levels) {
        List<LevelNetwork> models = new ArrayList<>();
        models.add(base(base));
        FactorisedNetwork factorised = experiment.factorise(base);
        for (int level : levels) {
            FactorisedNetwork.Compressed compressed = factorised.compress(new Budget(level));
            models.add(new LevelNetwork(level + "x", compressed.network(), compressed.chosen()));
        }
        return models;
    }

    static LevelNetwork base(Network network) {
        return new LevelNetwork("base", network, List.of());
    }
}

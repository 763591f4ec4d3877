package dev.eckart.app.verify;

import dev.eckart.app.experiment.Experiment;
import dev.eckart.compress.FactorisedNetwork;
import dev.eckart.nn.Network;
import dev.eckart.nn.Network.Node;
import dev.eckart.spi.compress.Budget;
import dev.eckart.spi.compress.Candidate;
import dev.eckart.spi.layer.Layer;
import java.util.ArrayList;
import java.util.List;

/**
 * The base, or what the decomposition makes of it at a level, before any refinement.
 *
 * @param name {@code base}, or the level, such as {@code 2x}
 * @param network the network
 * @param chosen what was taken for each linear layer of the base; empty for the base itself
 */
record LevelNetwork(String name, Network network, List<Chosen> chosen) {
    /**
     * What was taken for a layer.
     *
     * @param candidate the candidate
     * @param factors the layers that it stands for: the layer itself, if it stays dense
     */
    record Chosen(Candidate candidate, List<Layer> factors) {}

    static List<LevelNetwork> of(Experiment experiment, Network base, List<Integer> levels) {
        List<LevelNetwork> models = new ArrayList<>();
        models.add(base(base));
        FactorisedNetwork factorised = experiment.factorise(base);
        for (int level : levels) {
            FactorisedNetwork.Compressed compressed = factorised.compress(new Budget(level));
            models.add(new LevelNetwork(level + "x", compressed.network(), chosen(factorised, compressed.chosen())));
        }
        return models;
    }

    private static List<Chosen> chosen(FactorisedNetwork factorised, List<Candidate> candidates) {
        List<Node> layers = Ruling.linear(factorised.network());
        List<Chosen> chosen = new ArrayList<>();
        for (int i = 0; i < candidates.size(); i++) {
            Candidate candidate = candidates.get(i);
            chosen.add(new Chosen(
                    candidate,
                    candidate.rank().isEmpty()
                            ? List.of(layers.get(i).layer())
                            : factorised.decompositions().get(i).factors(candidate)));
        }
        return chosen;
    }

    static LevelNetwork base(Network network) {
        return new LevelNetwork("base", network, List.of());
    }
}

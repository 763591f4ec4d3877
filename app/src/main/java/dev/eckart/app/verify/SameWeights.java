package dev.eckart.app.verify;

import dev.eckart.app.config.CompressSettings;
import dev.eckart.compress.decompose.TruncatedSvd;
import dev.eckart.nn.Network;
import dev.eckart.nn.Network.Node;
import dev.eckart.spi.backend.Svd;
import dev.eckart.spi.layer.Linear;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares decomposition and inference on the same trained weights, where nothing may part.
 *
 * @param compress levels and decomposer
 * @param ruling what the referee makes of the weights
 * @param subject the backend
 * @param own a network of the backend's precision with the weights
 */
record SameWeights(CompressSettings compress, Ruling ruling, Subject subject, Network own) {
    /** Each layer's singular values, and its subspaces at each level; as the library gives them, unchecked. */
    List<Finding> spectra() {
        List<Finding> findings = new ArrayList<>();
        List<Node> layers = Ruling.linear(own);
        for (int i = 0; i < layers.size(); i++) {
            Svd svd = subject.backend()
                    .backend()
                    .svd(Referee.wide(((Linear) layers.get(i).layer()).weights()));
            DecompositionChecks checks = checks(i);
            findings.add(checks.singularValues(svd));
            for (Ruling.Judged judged : compressed()) {
                judged.model()
                        .chosen()
                        .get(i)
                        .candidate()
                        .rank()
                        .ifPresent(rank -> findings.add(
                                checks.subspaces(svd, judged.model().name(), rank)));
            }
        }
        return findings;
    }

    /** What the base answers. */
    List<Finding> base() {
        return InferenceChecks.of(ruling.models().get(0), LevelNetwork.base(own), subject);
    }

    /** Each level's products, and what it answers. */
    List<Finding> levels() {
        List<LevelNetwork> models = LevelNetwork.of(subject.experiment(), own, compress.levels());
        List<Finding> findings = new ArrayList<>();
        for (int i = 1; i < models.size(); i++) {
            Ruling.Judged judged = ruling.models().get(i);
            findings.addAll(products(models.get(i), judged.model()));
            findings.addAll(InferenceChecks.of(judged, models.get(i), subject));
        }
        return findings;
    }

    private List<Finding> products(LevelNetwork model, LevelNetwork right) {
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < model.chosen().size(); i++) {
            LevelNetwork.Chosen chosen = model.chosen().get(i);
            DecompositionChecks checks = checks(i);
            findings.add(
                    compress.decomposer().equals(new TruncatedSvd().name())
                            ? checks.product(chosen, right.chosen().get(i), model.name())
                            : Finding.undetermined(
                                    Check.PRODUCT,
                                    checks.name() + " at " + model.name(),
                                    "no bound is known for decomposer " + compress.decomposer()));
        }
        return findings;
    }

    private List<Ruling.Judged> compressed() {
        return ruling.models().subList(1, ruling.models().size());
    }

    private DecompositionChecks checks(int layer) {
        Node node = Ruling.linear(ruling.base()).get(layer);
        return new DecompositionChecks(
                node.name(), ((Linear) node.layer()).weights(), ruling.spectra().get(layer), subject.precision());
    }
}

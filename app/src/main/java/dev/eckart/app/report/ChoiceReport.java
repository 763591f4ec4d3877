package dev.eckart.app.report;

import dev.eckart.compress.FactorisedNetwork;
import dev.eckart.nn.Network;
import dev.eckart.spi.layer.Linear;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What became of a linear layer of the base.
 *
 * @param layer its name in the base
 * @param label what it was replaced by, such as {@code rank 25} or {@code dense}
 * @param reason why it stayed dense; empty (null in JSON) if it did not
 */
public record ChoiceReport(String layer, String label, Optional<String> reason) {
    /**
     * What became of each linear layer.
     *
     * @param base the network before compression
     * @param compressed the network after it
     * @param keptDense layers that were not factorised because that would not have made them faster
     * @return one entry a linear layer of the base, in order
     */
    public static List<ChoiceReport> of(
            Network base, FactorisedNetwork.Compressed compressed, List<KeptDense> keptDense) {
        List<String> names = base.nodes().stream()
                .filter(node -> node.layer() instanceof Linear)
                .map(Network.Node::name)
                .toList();
        List<ChoiceReport> choices = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            int number = i;
            String name = names.get(i);
            Optional<String> slow = keptDense.stream()
                    .filter(kept -> kept.layer().equals(name))
                    .map(kept -> kept.offered() + " was measured to be no faster")
                    .findFirst();
            String label = compressed.chosen().get(i).label();
            choices.add(new ChoiceReport(
                    name, label, slow.or(() -> compressed.reasons().get(number))));
        }
        return choices;
    }
}

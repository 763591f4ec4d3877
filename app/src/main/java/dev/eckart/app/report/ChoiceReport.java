package dev.eckart.app.report;

import dev.eckart.compress.FactorisedNetwork;
import dev.eckart.nn.Network;
import dev.eckart.spi.Linear;
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
     * @return one entry a linear layer of the base, in order
     */
    public static List<ChoiceReport> of(Network base, FactorisedNetwork.Compressed compressed) {
        List<String> names = base.nodes().stream()
                .filter(node -> node.layer() instanceof Linear)
                .map(Network.Node::name)
                .toList();
        List<ChoiceReport> choices = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            choices.add(new ChoiceReport(
                    names.get(i),
                    compressed.chosen().get(i).label(),
                    compressed.reasons().get(i)));
        }
        return choices;
    }
}

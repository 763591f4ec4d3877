package dev.eckart.infer;

import dev.eckart.nn.Bilinear;
import dev.eckart.nn.Network;
import dev.eckart.nn.Relu;
import dev.eckart.spi.layer.Layer;
import dev.eckart.spi.layer.Linear;
import dev.eckart.tensor.Precision;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Turns the layers of a network into as few and as cheap stages as it can. */
final class Fusion {
    private final Precision precision;
    private final boolean whole;
    private final List<Stage> stages = new ArrayList<>();
    private final List<Part> chain = new ArrayList<>();

    private Fusion(Precision precision, boolean whole) {
        this.precision = precision;
        this.whole = whole;
    }

    /**
     * The stages of a network.
     *
     * @param whole whether linear layers with nothing between them become one matrix each time, and not as few
     *     multiplications as can be: of inputs that are mostly zero, one matrix skips more than factors save, and one long
     *     loop takes less than several short ones
     */
    static List<Stage> of(Network network, Precision precision, boolean whole) {
        Fusion fusion = new Fusion(precision, whole);
        int[] width = {network.inputs()};
        layers(network).forEach(layer -> {
            fusion.add(layer, width[0]);
            width[0] = layer.outputs(width[0]);
        });
        fusion.endChain(false);
        return List.copyOf(fusion.stages);
    }

    /** A network within a network is no more than its layers. */
    private static Stream<Layer> layers(Layer layer) {
        return layer instanceof Network network
                ? network.nodes().stream().flatMap(node -> layers(node.layer()))
                : Stream.of(layer);
    }

    private void add(Layer layer, int inputs) {
        if (layer instanceof Linear linear) {
            chain.add(LinearMap.of(linear));
        } else if (layer instanceof Bilinear bilinear) {
            chain.add(Sides.of(bilinear));
        } else if (layer instanceof Relu && !chain.isEmpty()) {
            endChain(true);
        } else {
            endChain(false);
            stages.add(new Opaque(layer.copy(), inputs));
        }
    }

    /** What was linear until here becomes stages, the last of them rectified or not. */
    private void endChain(boolean rectified) {
        List<Part> merged = whole ? Merging.whole(chain) : Merging.fewest(chain);
        int last = merged.size() - 1;
        for (int i = 0; i <= last; i++) {
            stages.add(merged.get(i).stage(precision, rectified && i == last));
        }
        chain.clear();
    }
}

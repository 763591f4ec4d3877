package dev.eckart.infer;

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
    private final List<Stage> stages = new ArrayList<>();
    private final List<LinearMap> chain = new ArrayList<>();

    private Fusion(Precision precision) {
        this.precision = precision;
    }

    static List<Stage> of(Network network, Precision precision) {
        Fusion fusion = new Fusion(precision);
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
        } else if (layer instanceof Relu && !chain.isEmpty()) {
            endChain(true);
        } else {
            endChain(false);
            stages.add(new Opaque(layer.copy(), inputs));
        }
    }

    /** What was linear until here becomes stages, the last of them rectified or not. */
    private void endChain(boolean rectified) {
        List<LinearMap> merged = Merging.of(chain);
        int last = merged.size() - 1;
        for (int i = 0; i <= last; i++) {
            stages.add(merged.get(i).stage(precision, rectified && i == last));
        }
        chain.clear();
    }
}

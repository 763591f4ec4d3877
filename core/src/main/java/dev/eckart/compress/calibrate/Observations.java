package dev.eckart.compress.calibrate;

import dev.eckart.nn.Network;
import dev.eckart.spi.compress.PictureShape;
import dev.eckart.spi.compress.Statistics;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * What is known of a network from training samples.
 *
 * @param statistics what was observed of each linear layer, by its name within the network; empty if nothing was
 * @param picture how the network's input forms a picture, if it is one
 * @param loss measures a network's mean loss on training samples, if that can be done
 */
public record Observations(
        Map<String, Statistics> statistics, Optional<PictureShape> picture, Optional<ToDoubleFunction<Network>> loss) {
    /** Nothing is known. */
    public static final Observations NONE = new Observations(Map.of(), Optional.empty(), Optional.empty());

    /**
     * What is known of the layers behind the first one, whose inputs are no pictures.
     *
     * @return the same without a picture
     */
    public Observations withoutPicture() {
        return new Observations(statistics, Optional.empty(), loss);
    }
}

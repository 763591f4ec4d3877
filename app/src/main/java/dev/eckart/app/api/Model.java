package dev.eckart.app.api;

import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.network.NetworkFile;
import dev.eckart.nn.Network;
import dev.eckart.spi.EckartException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** A network with what is known of it. Immutable: what trains it further trains a copy. */
public final class Model {
    private final NetworkFile file;

    Model(NetworkFile file) {
        this.file = file;
    }

    /**
     * Reads a network: one that Eckart wrote, to the same bits, or another stack of linear layers and relu.
     *
     * @param file an ONNX model
     * @return the network
     * @throws EckartException if the file cannot be read, or holds anything else
     */
    public static Model load(Path file) {
        return new Model(NetworkFile.of(OnnxModel.read(file)));
    }

    /**
     * Writes it as an ONNX model, in place of one that is there; whole or not at all.
     *
     * @param file where to
     * @throws EckartException if it cannot be written, or has a layer that has no form in ONNX
     */
    public void save(Path file) {
        try {
            this.file.write(file);
        } catch (IOException e) {
            throw new EckartException("'" + file + "' cannot be written: " + e, e);
        }
    }

    /**
     * The network itself.
     *
     * @return a copy
     */
    public Network network() {
        return file.network().copy();
    }

    /**
     * How large it is.
     *
     * @return number of its parameters
     */
    public long parameters() {
        return file.network().parameterCount();
    }

    /**
     * What is known of it, as the metadata of its ONNX model has it.
     *
     * @return values by key, such as the seed and the fingerprint of its data
     */
    public Map<String, String> metadata() {
        return Map.copyOf(file.metadata());
    }

    /** The network to be read, not trained. */
    Network shared() {
        return file.network();
    }

    /** A copy to be trained. */
    NetworkFile copy() {
        return new NetworkFile(network(), file.metadata());
    }
}

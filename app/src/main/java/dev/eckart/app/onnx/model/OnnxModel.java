package dev.eckart.app.onnx.model;

import dev.eckart.app.onnx.proto.ModelProto;
import java.nio.file.Path;

/** A model that has been read and checked. */
public final class OnnxModel {
    private final Path file;
    private final ModelProto proto;
    private final Graph graph;
    private final ExternalData external;

    private OnnxModel(Path file, ModelProto proto) {
        this.file = file;
        this.proto = proto;
        this.external = new ExternalData(directory(file));
        this.graph = new ModelCheck(proto, tensors()).run();
    }

    /**
     * Reads a model.
     *
     * <p>The file is mapped: weights stay where they are until they are looked at.
     *
     * @param file a file that holds one {@code ModelProto}
     * @return the model, found right as far as can be told without running it
     * @throws OnnxException if the file or one beside it is missing, damaged, too new or not a model
     */
    public static OnnxModel read(Path file) {
        return of(file, ModelFile.parse(file));
    }

    /**
     * A model that is at hand.
     *
     * @param file where it comes from or goes to: the place beside which its external data lie, if it has any
     * @param proto the model
     * @return the model, found right
     * @throws OnnxException if it is not, with the file's name in front
     */
    public static OnnxModel of(Path file, ModelProto proto) {
        try {
            return new OnnxModel(file, proto);
        } catch (OnnxException e) {
            throw new OnnxException(file + ": " + e.getMessage(), e);
        }
    }

    /**
     * Writes a changed form of this model, or the model itself.
     *
     * <p>The target appears whole or not at all. Tensors beside this model are copied beside the target, into a file of
     * its name with {@code .data} at the end, which is there before the target is; so are weights where the model would
     * else become larger than protobuf reads.
     *
     * @param changed a model whose external data, if any, are this model's
     * @param target where it goes; replaced if it exists
     * @throws OnnxException if that is one of this model's own files, the model is not right, or writing fails
     */
    public void write(ModelProto changed, Path target) {
        new ModelWriter(this, ModelWriter.INLINE_LIMIT).write(of(file, changed), target);
    }

    /**
     * The message.
     *
     * @return the whole model
     */
    public ModelProto proto() {
        return proto;
    }

    /**
     * Where it comes from.
     *
     * @return the file
     */
    public Path file() {
        return file;
    }

    /**
     * The main graph.
     *
     * @return a view on it
     */
    public Graph graph() {
        return graph;
    }

    /**
     * Reads the model's tensors.
     *
     * @return a reader that knows where the model lies
     */
    public TensorReader tensors() {
        return new TensorReader(external);
    }

    ExternalData external() {
        return external;
    }

    private static Path directory(Path file) {
        return file.toAbsolutePath().getParent();
    }
}

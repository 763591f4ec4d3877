package dev.eckart.app.onnx.constant;

import dev.eckart.app.onnx.proto.TensorProto;
import dev.eckart.app.onnx.tensor.DataType;
import dev.eckart.app.onnx.tensor.ExternalData;
import dev.eckart.app.onnx.tensor.OnnxException;
import dev.eckart.app.onnx.tensor.TensorValues;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A tensor of a model's file, known by its name: two of one name are equal, and comparing them reads nothing.
 *
 * @param file the model's file
 * @param name name of the value
 * @param tensor the tensor, of a type whose elements can be read as numbers
 */
public record StoredTensor(Path file, String name, TensorProto tensor) {
    List<Long> dims() {
        return tensor.getDimsList();
    }

    DataType type() {
        return DataType.of(tensor.getDataType()).orElseThrow();
    }

    /** Its numbers, read anew each time. */
    TensorValues read() {
        try {
            return TensorValues.read(tensor, ExternalData.of(file));
        } catch (OnnxException e) {
            throw problem(e.getMessage());
        }
    }

    /**
     * What is wrong with it.
     *
     * @param message a sentence
     * @return it, with the file that it is about
     */
    public OnnxException problem(String message) {
        return new OnnxException("'" + file + "': " + message);
    }

    /**
     * The file beside the model that its numbers are in.
     *
     * @return a file that is there; nothing if they are in the model's own
     */
    public Optional<Path> beside() {
        return ExternalData.isExternal(tensor)
                ? Optional.of(ExternalData.of(file).file(tensor))
                : Optional.empty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StoredTensor stored && stored.name.equals(name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }
}

package dev.eckart.app.onnx.constant;

import dev.eckart.app.onnx.model.DataType;
import dev.eckart.app.onnx.model.OnnxException;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.model.TensorValues;
import dev.eckart.app.onnx.proto.TensorProto;
import java.util.List;

/** A tensor of a model's file, known by its name: two of one name are equal, and comparing them reads nothing. */
public final class StoredTensor {
    private final OnnxModel model;
    private final String name;
    private final TensorProto tensor;

    /** The tensor of that name, of a type whose elements can be read as numbers. */
    StoredTensor(OnnxModel model, String name, TensorProto tensor) {
        this.model = model;
        this.name = name;
        this.tensor = tensor;
    }

    /**
     * What it is called.
     *
     * @return name of the value
     */
    public String name() {
        return name;
    }

    List<Long> dims() {
        return tensor.getDimsList();
    }

    DataType type() {
        return DataType.of(tensor.getDataType()).orElseThrow();
    }

    /** Its numbers, read anew each time. */
    TensorValues read() {
        try {
            return TensorValues.read(tensor, model.externalData());
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
        return new OnnxException("'" + model.file() + "': " + message);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StoredTensor tensor && tensor.name.equals(name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }
}

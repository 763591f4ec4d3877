package dev.eckart.app.onnx.tensor;

import dev.eckart.app.onnx.proto.TensorProto;

/**
 * Whether a tensor's sizes, type and data agree. The data themselves are not looked at.
 *
 * @param data where data beside the model lie
 */
public record TensorCheck(ExternalData data) {
    /** Checks a tensor of any type; the data of a type that is not known here pass. */
    public void check(TensorProto tensor) {
        Shape shape = Shape.of(tensor);
        ElementType.of(tensor.getDataType()).ifPresent(type -> check(tensor, type, shape));
    }

    private void check(TensorProto tensor, ElementType type, Shape shape) {
        if (type == ElementType.STRING) {
            require(tensor, shape, tensor.getStringDataCount(), shape.elements(), "strings");
        } else if (ExternalData.isExternal(tensor)) {
            data.range(tensor);
        } else if (tensor.hasRawData()) {
            require(tensor, shape, tensor.getRawData().size(), type.bytes(shape.elements()), "bytes");
        } else {
            require(tensor, shape, entries(tensor, type), type.entries(shape.elements()), "entries");
        }
    }

    private static int entries(TensorProto tensor, ElementType type) {
        return switch (type.field()) {
            case FLOATS -> tensor.getFloatDataCount();
            case DOUBLES -> tensor.getDoubleDataCount();
            case INT32S -> tensor.getInt32DataCount();
            case INT64S -> tensor.getInt64DataCount();
            case UINT64S -> tensor.getUint64DataCount();
            case STRINGS -> tensor.getStringDataCount();
        };
    }

    private static void require(TensorProto tensor, Shape shape, long held, long needed, String what) {
        if (held != needed) {
            throw new OnnxException("tensor '" + tensor.getName() + "' is " + shape + ", which takes " + needed + " "
                    + what + ", but holds " + held + "; the file is damaged");
        }
    }
}

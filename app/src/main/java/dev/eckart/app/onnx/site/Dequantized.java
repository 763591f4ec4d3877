package dev.eckart.app.onnx.site;

import dev.eckart.app.onnx.model.Attributes;
import dev.eckart.app.onnx.model.DataType;
import dev.eckart.app.onnx.model.TensorValues;
import dev.eckart.app.onnx.proto.NodeProto;
import java.util.Optional;

/**
 * {@code (x - zero point) scale}, of one scale or of one for each slice along an axis.
 *
 * @param constants what is known
 * @param node a DequantizeLinear node
 */
record Dequantized(Constants constants, NodeProto node) {
    Optional<TensorValues> value(int steps) {
        Sites.requireInputs(node, 2);
        Optional<TensorValues> values = constants.within(node.getInput(0), steps);
        Optional<TensorValues> scale = constants.within(node.getInput(1), steps);
        boolean shifted = node.getInputCount() > 2 && !node.getInput(2).isEmpty();
        Optional<TensorValues> zero = shifted ? constants.within(node.getInput(2), steps) : Optional.empty();
        if (values.isEmpty() || scale.isEmpty() || shifted && zero.isEmpty()) {
            return Optional.empty();
        }
        return value(values.get(), scale.get(), zero);
    }

    private Optional<TensorValues> value(TensorValues values, TensorValues scale, Optional<TensorValues> zero) {
        int scales = scale.values().length;
        int count = values.values().length;
        int axes = values.dims().size();
        long axis = new Attributes(node).integer("axis", 1);
        int at = (int) (axis < 0 ? axis + axes : axis);
        boolean each = scales > 1;
        boolean blocked = new Attributes(node).integer("block_size", 0) != 0;
        if (blocked
                || scale.dims().size() > 1
                || each && (at < 0 || at >= axes || values.dims().get(at) != scales)) {
            return Optional.empty();
        }
        if (scales == 0 || zero.isPresent() && zero.get().values().length != scales) {
            return Optional.empty();
        }
        int inner = 1;
        for (int i = at + 1; each && i < axes; i++) {
            inner *= values.dims().get(i).intValue();
        }
        double[] real = new double[count];
        for (int i = 0; i < count; i++) {
            int slice = each ? i / inner % scales : 0;
            int shifted = slice;
            double z = zero.map(point -> point.values()[shifted]).orElse(0.0);
            real[i] = (values.values()[i] - z) * scale.values()[slice];
        }
        return Optional.of(new TensorValues(values.dims(), rounded(scale.type()), real));
    }

    private static DataType rounded(DataType scale) {
        return scale.isReal() ? scale : DataType.FLOAT;
    }
}

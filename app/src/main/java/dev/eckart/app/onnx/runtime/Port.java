package dev.eckart.app.onnx.runtime;

import dev.eckart.app.onnx.model.DataType;
import java.util.List;

/**
 * Something a model takes.
 *
 * @param name its name
 * @param type type of its elements
 * @param dims sizes of its axes; -1 of an axis that is open
 */
public record Port(String name, DataType type, List<Long> dims) {
    /**
     * Whether the first axis may have any size.
     *
     * @return true if it is open
     */
    public boolean isBatchOpen() {
        return !dims.isEmpty() && dims.get(0) < 0;
    }
}

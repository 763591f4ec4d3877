package dev.eckart.app.onnx.narrow;

import dev.eckart.app.onnx.form.Factor;
import dev.eckart.app.onnx.unit.Unit;

/** What layers between which fewer numbers pass become, of every size. */
interface NarrowForm {
    /**
     * Predicted change of what the measured layer makes.
     *
     * @param size numbers that pass of each head
     * @return its root
     */
    double error(int size);

    /**
     * What a layer becomes.
     *
     * @param unit one of the layers
     * @param size numbers that pass of each head
     * @return it
     */
    Factor of(Unit unit, int size);
}

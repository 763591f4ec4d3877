package dev.eckart.app.onnx.narrow;

import dev.eckart.app.onnx.form.Factor;

/** What the two layers of a pair become, of every size. */
interface NarrowForm {
    /**
     * Predicted change of what the measured layer makes.
     *
     * @param size numbers that pass of each head
     * @return its root
     */
    double error(int size);

    /** What the first layer becomes. */
    Factor first(int size);

    /** What the second layer becomes. */
    Factor second(int size);
}

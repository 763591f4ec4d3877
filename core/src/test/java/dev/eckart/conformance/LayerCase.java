package dev.eckart.conformance;

import dev.eckart.spi.Seed;
import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.layer.Layer;
import dev.eckart.spi.layer.Layer.Pass;
import dev.eckart.spi.layer.Workspace;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;

/**
 * A layer under test, with what it is tried on.
 *
 * @param layer the layer, new
 * @param inputs width of its input
 * @param backend what it multiplies with
 * @param seed randomness of inputs and output gradients
 */
record LayerCase(Layer layer, int inputs, Backend backend, Seed seed) {
    static final int ROWS = 4;

    LayerCase with(Layer other) {
        return new LayerCase(other, inputs, backend, seed);
    }

    Workspace workspace() {
        return new Workspace(backend);
    }

    Pass forward(Tensor x) {
        return layer.forward(x, workspace());
    }

    Tensor input(String which) {
        return Draw.normal(backend.precision(), ROWS, inputs, seed.split(which));
    }

    Tensor outputGradient(Tensor output, String which) {
        return Draw.normal(backend.precision(), output.rows(), output.columns(), seed.split(which));
    }

    /** Output, parameter gradients and input gradient of one pass in a new workspace. */
    Bits everything(Tensor x) {
        return back(forward(x));
    }

    /** Output, parameter gradients and input gradient of a pass. Gradients start at zero: L8 alone is about old ones. */
    Bits back(Pass pass) {
        layer.parameters().forEach(parameter -> Tensors.fill(parameter.gradient(), i -> 0));
        return backOverOld(pass);
    }

    /** The same over whatever the gradients are. */
    Bits backOverOld(Pass pass) {
        Bits output = Bits.of(pass.output());
        Tensor g = outputGradient(pass.output(), "g");
        pass.pullback().parameters(g);
        Bits gradients = Bits.gradients(layer.parameters());
        return output.and(gradients).and(Bits.of(pass.pullback().input(g)));
    }

    static String shape(Tensor tensor) {
        return tensor.rows() + " x " + tensor.columns();
    }
}

package dev.eckart.faulty;

import dev.eckart.spi.layer.Layer;
import dev.eckart.spi.layer.Linear;
import dev.eckart.spi.layer.Parameter;
import dev.eckart.spi.layer.Workspace;
import dev.eckart.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/** A layer that is another one, but for what is overridden. */
interface Wrapped extends Linear {
    Linear sound();

    /** The same fault in another layer. */
    Linear around(Linear layer);

    @Override
    default String kind() {
        return sound().kind();
    }

    @Override
    default int outputs(int inputs) {
        return sound().outputs(inputs);
    }

    @Override
    default Pass forward(Tensor input, Workspace workspace) {
        return sound().forward(input, workspace);
    }

    @Override
    default List<Parameter> parameters() {
        return sound().parameters();
    }

    @Override
    default Layer copy() {
        return around((Linear) sound().copy());
    }

    @Override
    default Tensor weights() {
        return sound().weights();
    }

    @Override
    default Optional<Tensor> bias() {
        return sound().bias();
    }
}

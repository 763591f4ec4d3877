package dev.eckart.app.experiment;

import dev.eckart.compress.Compressor;
import dev.eckart.infer.NetworkCompiler;
import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.layer.LayerProvider;
import dev.eckart.spi.train.Schedule;
import dev.eckart.spi.train.Trainer;

/**
 * The plug-ins a run works with, found and opened.
 *
 * @param backend multiplies and factorises
 * @param compiler compiles networks for inference, with the same backend
 * @param trainer trains
 * @param dense makes the linear layers of the base
 * @param activation makes the layers between them
 * @param base how the base is trained
 * @param fineTune how the smaller networks are refined
 * @param augmentation how the moves of pictures change from epoch to epoch
 * @param compressor factorises
 */
public record Equipment(
        Backend backend,
        NetworkCompiler compiler,
        Trainer trainer,
        LayerProvider dense,
        LayerProvider activation,
        Descent base,
        Descent fineTune,
        Schedule augmentation,
        Compressor compressor) {
    /**
     * The same plug-ins with another compressor.
     *
     * @param other factorises instead
     * @return equipment
     */
    public Equipment with(Compressor other) {
        return new Equipment(backend, compiler, trainer, dense, activation, base, fineTune, augmentation, other);
    }
}

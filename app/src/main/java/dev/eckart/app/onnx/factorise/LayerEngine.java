package dev.eckart.app.onnx.factorise;

import dev.eckart.app.onnx.form.MatrixFile;
import dev.eckart.app.onnx.progress.Stages;
import dev.eckart.spi.backend.BackendProvider;
import dev.eckart.spi.engine.Engine;

/**
 * Who factorises layers elsewhere, and what with.
 *
 * @param engine carries out tasks
 * @param backend name of the backend that multiplies and decomposes
 * @param settings what it works with
 */
public record LayerEngine(Engine engine, String backend, BackendProvider.Settings settings) {
    /**
     * Has the layers of one model factorised.
     *
     * @param file keeps what comes back
     * @param stages told how far it is
     * @return a factoriser, to be used before the engine is closed
     */
    public Factoriser factoriser(MatrixFile file, Stages stages) {
        return new EngineFactoriser(this, file, stages);
    }
}

package dev.eckart.app.onnx.factorise;

import dev.eckart.app.onnx.form.LayerStatistics;
import dev.eckart.app.onnx.unit.Unit;
import dev.eckart.registry.Registry;
import dev.eckart.spi.Seed;
import dev.eckart.spi.compress.Decomposer;
import java.util.Optional;

/**
 * A layer as a task has it: weights that are in the model's file itself are a part of it, others are in files that every machine
 * sees.
 *
 * @param unit the layer
 * @param decomposer name of what factorises it
 * @param seen what was observed of it, if the decomposer goes by that
 * @param seed randomness, for decomposers that draw
 * @param files the files that numbers of it are in
 */
record LayerWork(Unit unit, String decomposer, Optional<LayerStatistics> seen, Seed seed, DataFiles files) {
    /** Name of the part of a payload. */
    static final String PART = "layer";

    static LayerWork of(Factoriser.Work work) {
        DataFiles files = DataFiles.of(work.unit().files().stream());
        return new LayerWork(work.unit(), work.decomposer().name(), work.seen(), work.seed(), files);
    }

    /** The same where it is carried out. */
    Factoriser.Work on(Registry<Decomposer> decomposers) {
        files.requireSame(unit.first().name());
        return new Factoriser.Work(unit, decomposers.get(decomposer), seen, seed);
    }
}

package dev.eckart.app.onnx.factorise;

import dev.eckart.app.onnx.form.LayerStatistics;
import dev.eckart.app.onnx.unit.Unit;
import dev.eckart.registry.Registry;
import dev.eckart.spi.EckartException;
import dev.eckart.spi.Seed;
import dev.eckart.spi.compress.Decomposer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A layer as a task has it: weights that are in the model's file itself are a part of it, others are in files that every machine
 * sees.
 *
 * @param unit the layer
 * @param decomposer name of what factorises it
 * @param seen what was observed of it, if the decomposer goes by that
 * @param seed randomness, for decomposers that draw
 * @param files bytes of the files that numbers of it are in, by path
 */
record LayerWork(Unit unit, String decomposer, Optional<LayerStatistics> seen, Seed seed, Map<String, Long> files) {
    /** Name of the part of a payload. */
    static final String PART = "layer";

    static LayerWork of(Factoriser.Work work) {
        Map<String, Long> files = new TreeMap<>();
        work.unit().files().forEach(file -> files.put(file.toString(), size(file)));
        return new LayerWork(work.unit(), work.decomposer().name(), work.seen(), work.seed(), files);
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new EckartException("'" + file + "' cannot be looked at: " + e, e);
        }
    }

    /** The same where it is carried out. A file of another size is another one, whatever its numbers would come to. */
    Factoriser.Work on(Registry<Decomposer> decomposers) {
        files.forEach((file, bytes) -> {
            long here = size(Path.of(file));
            if (here != bytes) {
                throw new EckartException("'" + file + "' has " + here + " bytes where '"
                        + unit.first().name()
                        + "' is to be factorised, and " + bytes
                        + " where that was asked for; every machine must see the same file under that name");
            }
        });
        return new Factoriser.Work(unit, decomposers.get(decomposer), seen, seed);
    }
}

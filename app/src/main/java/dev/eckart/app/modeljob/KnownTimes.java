package dev.eckart.app.modeljob;

import dev.eckart.app.modeljob.CostTable.Entry;
import dev.eckart.app.onnx.cost.Kernel;
import dev.eckart.app.onnx.cost.ModelClock;
import dev.eckart.app.onnx.data.SampleBatch;
import dev.eckart.app.onnx.measure.Speed;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.spi.EckartException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Kernels are measured once a machine: what is known is not measured again, and what was is kept when this is closed. What
 * they were measured for does not depend on that: where nothing can be kept, a note says so.
 */
final class KnownTimes implements ModelClock, AutoCloseable {
    private final Path file;
    private final CostTable table;
    private final ModelClock clock;
    private final Consumer<String> notes;
    private final Map<String, Entry> known = new LinkedHashMap<>();
    private int measured;

    KnownTimes(Path file, CostTable.Machine machine, ModelClock clock, Consumer<String> notes) {
        this.file = file;
        this.table = CostTable.read(file, machine, notes);
        this.clock = clock;
        this.notes = notes;
        table.kernels().forEach(entry -> known.put(entry.key(), entry));
    }

    @Override
    public long nanoseconds(Kernel kernel, int copies) {
        String key = kernel.key(copies);
        if (!known.containsKey(key)) {
            known.put(key, new Entry(key, kernel.text(), copies, clock.nanoseconds(kernel, copies), kernel.packed()));
            measured++;
        }
        return known.get(key).nanoseconds();
    }

    @Override
    public Speed race(OnnxModel before, OnnxModel after, SampleBatch batch) {
        return clock.race(before, after, batch);
    }

    /** Measures all that is known again. */
    void renew() {
        List<Entry> old = new ArrayList<>(known.values());
        known.clear();
        old.forEach(entry -> nanoseconds(Kernel.unpacked(entry.kernel(), entry.model()), entry.copies()));
    }

    /** What is known. */
    CostTable table() {
        return table.with(List.copyOf(known.values()));
    }

    @Override
    public void close() {
        if (measured == 0) {
            return;
        }
        try {
            table().write(file);
            notes.accept(measured + " kernels were measured; 'eckart costs' shows what is kept of them");
        } catch (EckartException e) {
            notes.accept(measured + " kernels were measured, and will be again: " + e.getMessage());
        }
    }
}

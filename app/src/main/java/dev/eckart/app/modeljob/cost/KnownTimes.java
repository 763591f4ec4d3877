package dev.eckart.app.modeljob.cost;

import static dev.eckart.app.onnx.cost.StandardKernels.REFERENCE;

import dev.eckart.app.modeljob.cost.CostTable.Entry;
import dev.eckart.app.onnx.cost.Kernel;
import dev.eckart.app.onnx.cost.ModelClock;
import dev.eckart.app.onnx.data.SampleBatch;
import dev.eckart.app.onnx.measure.Speed;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.spi.EckartException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Kernels are measured once a machine: what is known is not measured again, and what was is kept when this is closed. What
 * they were measured for does not depend on that: where nothing can be kept, a note says so.
 */
public final class KnownTimes implements ModelClock, AutoCloseable {
    private final Path file;
    private final CostTable table;
    private final ModelClock clock;
    private final Consumer<String> notes;
    private final Map<String, Entry> known = new LinkedHashMap<>();
    private int measured;

    /**
     * Reads what is known.
     *
     * @param file where it is kept
     * @param machine what it must have been measured on
     * @param clock measures what is not known
     * @param notes told what a user should know, a line each
     */
    public KnownTimes(Path file, CostTable.Machine machine, ModelClock clock, Consumer<String> notes) {
        this.file = file;
        this.table = CostTable.read(file, machine, notes);
        this.clock = clock;
        this.notes = notes;
        table.kernels().forEach(entry -> known.put(entry.key(), entry));
    }

    /** What is measured is told in the time that the reference took when the first were, whatever it takes today. */
    @Override
    public List<Long> nanoseconds(List<Kernel.Copies> kernels) {
        Map<String, Kernel.Copies> unknown = new LinkedHashMap<>();
        kernels.stream()
                .filter(kernel -> !known.containsKey(kernel.key()))
                .forEach(kernel -> unknown.put(kernel.key(), kernel));
        if (!unknown.isEmpty()) {
            unknown.remove(REFERENCE.key());
            measure(Stream.concat(Stream.of(REFERENCE), unknown.values().stream())
                    .toList());
        }
        return kernels.stream()
                .map(kernel -> known.get(kernel.key()).nanoseconds())
                .toList();
    }

    private void measure(List<Kernel.Copies> referenceFirst) {
        List<Long> took = clock.nanoseconds(referenceFirst);
        double then = Optional.ofNullable(known.get(REFERENCE.key()))
                .map(Entry::nanoseconds)
                .orElse(took.get(0));
        for (int i = 0; i < referenceFirst.size(); i++) {
            Kernel.Copies each = referenceFirst.get(i);
            long time = Math.max(1, Math.round(took.get(i) * then / took.get(0)));
            known.put(
                    each.key(),
                    new Entry(
                            each.key(),
                            each.kernel().text(),
                            each.copies(),
                            time,
                            each.kernel().packed()));
        }
        measured += referenceFirst.size();
    }

    @Override
    public Speed race(OnnxModel before, OnnxModel after, SampleBatch batch) {
        return clock.race(before, after, batch);
    }

    /** Measures all that is known again. */
    void renew() {
        List<Kernel.Copies> old = known.values().stream()
                .map(entry -> new Kernel.Copies(Kernel.unpacked(entry.kernel(), entry.model()), entry.copies()))
                .toList();
        known.clear();
        nanoseconds(old);
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

package dev.eckart.app.onnx.factorise;

import dev.eckart.app.onnx.form.Geometry;
import dev.eckart.app.onnx.form.Offers;
import dev.eckart.spi.compress.Candidate;
import dev.eckart.spi.compress.Decomposition;
import dev.eckart.spi.engine.Payload;
import dev.eckart.spi.engine.Task;
import dev.eckart.spi.engine.TaskKind;
import dev.eckart.spi.engine.Workplace;
import java.util.List;
import java.util.Map;

/** Factorises a layer, and tells what it can be replaced by. */
public final class CandidatesTask implements TaskKind {
    static final String NAME = "layer-candidates";

    private static final String FOUND = "found";

    /** Found by ServiceLoader. */
    public CandidatesTask() {}

    @Override
    public String name() {
        return NAME;
    }

    /** Offers without what makes factors of them. */
    private record Told(
            int inputs,
            int outputs,
            List<Candidate> candidates,
            Decomposition.Scale scale,
            Map<String, List<Geometry>> geometries) {
        static Told of(Offers offers) {
            Decomposition all = offers.decomposition();
            return new Told(all.inputs(), all.outputs(), all.candidates(), all.scale(), offers.geometries());
        }

        Offers madeBy(Decomposition.Source source) {
            return new Offers(new Decomposition(inputs, outputs, candidates, scale, source), geometries);
        }
    }

    @Override
    public Payload run(Task task, Workplace workplace) {
        Told told = new LayerTask(task, workplace).factorised().with(Told::of);
        return Parcel.payload(FOUND, Parcel.of(told));
    }

    /** What came of it, with what makes factors. */
    static Offers offers(Payload result, Decomposition.Source source) {
        return Parcel.read(result, FOUND, Told.class).madeBy(source);
    }
}

package dev.eckart.app.onnx.factorise;

import dev.eckart.app.onnx.factorise.KeptLayers.Factorised;
import dev.eckart.spi.engine.Task;
import dev.eckart.spi.engine.Workplace;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the tasks of one layer have in common: the layer, and what it is factorised with.
 *
 * @param task one of them
 * @param workplace where it is carried out
 */
record LayerTask(Task task, Workplace workplace) {
    /** Name of the parameter with the label of the candidate that is wanted. */
    static final String CANDIDATE = "candidate";

    private static final String JOB = "job";
    private static final String LAYER = "layer";

    /** How often a layer's numbers, and those observed of it, are there while it is factorised: also where libraries copy them. */
    private static final int COPIES = 6;

    /** The parameters of all tasks of one layer. */
    static Map<String, String> parameters(LayerEngine engine, String job, int layer) {
        Map<String, String> parameters = new TreeMap<>(engine.parameters());
        parameters.put(JOB, job);
        parameters.put(LAYER, String.valueOf(layer));
        return parameters;
    }

    /** A task of a kind. */
    static Task of(String kind, RemoteLayer layer, Map<String, String> more) {
        LayerWork work = layer.work();
        Map<String, String> parameters = new TreeMap<>(layer.parameters());
        parameters.putAll(more);
        long numbers = (long) work.unit().shape().rows() * work.unit().shape().columns();
        return new Task(
                kind,
                work.unit().first().name(),
                work.seed(),
                parameters,
                Parcel.payload(LayerWork.PART, layer.input()),
                work.files().paths(),
                // What was observed of the layer is sent along, and may be much larger than it.
                (numbers * Double.BYTES + layer.size()) * COPIES,
                parameters.get(JOB) + " " + parameters.get(LAYER));
    }

    /** The layer, factorised now or before. */
    Factorised factorised() {
        KeptLayers kept =
                workplace.shared(KeptLayers.class, task.parameter(JOB), () -> new KeptLayers(workplace.plugins()));
        return kept.get(task.parameter(LAYER), store -> {
            LayerWork work = Parcel.read(task.inputs(), LayerWork.PART, LayerWork.class);
            workplace.progress("factorising");
            return Factorised.of(work.on(kept.decomposers()), LayerEngine.backend(task, workplace), store);
        });
    }
}

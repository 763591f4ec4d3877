package dev.eckart.app.onnx.factorise;

import dev.eckart.app.onnx.form.ByteForms;
import dev.eckart.app.onnx.form.MatrixFile;
import dev.eckart.app.onnx.form.Offers;
import dev.eckart.app.onnx.progress.Stages;
import dev.eckart.app.onnx.unit.Unit;
import dev.eckart.spi.compress.Candidate;
import dev.eckart.spi.engine.Task;
import dev.eckart.spi.layer.Layer;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Has layers factorised as tasks, as many at a time as may be in memory with what they send. Candidates come back first; factors
 * follow when they have been chosen, and are kept in a file.
 */
final class EngineFactoriser implements Factoriser {
    /** Bytes that tasks at a time may send there, or back: 128 MiB. */
    private static final long MOST_BYTES = 1L << 27;

    private final LayerEngine engine;
    private final MatrixFile file;
    private final Stages stages;
    private final String job = UUID.randomUUID().toString();
    private final Map<Unit, RemoteLayer> layers = new IdentityHashMap<>();
    private final List<Waiting> waiting = new ArrayList<>();

    EngineFactoriser(LayerEngine engine, MatrixFile file, Stages stages) {
        this.engine = engine;
        this.file = file;
        this.stages = stages;
    }

    private record Waiting(RemoteLayer layer, Consumer<Offers> found) {}

    @Override
    public void factorise(Work work, Consumer<Offers> found) {
        Map<String, String> parameters = LayerTask.parameters(engine, job, layers.size());
        RemoteLayer layer = new RemoteLayer(LayerWork.of(work), parameters, file);
        layers.put(work.unit(), layer);
        if (waiting.stream().mapToLong(all -> all.layer().size()).sum() + layer.size() > MOST_BYTES) {
            finish();
        }
        waiting.add(new Waiting(layer, found));
    }

    @Override
    public void finish() {
        List<Waiting> all = List.copyOf(waiting);
        waiting.clear();
        Stages.Stage stage = new Stages.Stage("factorising " + Stages.layers(all.size()), all.size(), "layers");
        List<Task> tasks = all.stream().map(one -> one.layer().candidates()).toList();
        engine.run(tasks, stage, stages, (task, result) -> {
            Waiting one = all.get(task);
            RemoteLayer layer = one.layer();
            one.found().accept(layer.offered(result, candidate -> made(layer, candidate)));
        });
    }

    /** Factors of a candidate, fetched if they are not there. */
    private List<Layer> made(RemoteLayer layer, Candidate candidate) {
        if (layer.lacks(candidate.label())) {
            fetch(List.of(new Wanted(layer, candidate)));
        }
        return layer.layers(candidate);
    }

    /** Factors that are to be fetched. */
    private record Wanted(RemoteLayer layer, Candidate candidate) {
        String label() {
            return ByteForms.inNumbers(candidate.label());
        }

        /** Bytes there and back. */
        long size() {
            return layer.size() + candidate.parameters() * Double.BYTES;
        }
    }

    @Override
    public void fetch(List<Unit> units, List<Candidate> chosen) {
        List<Wanted> wanted = new ArrayList<>();
        long bytes = 0;
        for (int i = 0; i < chosen.size(); i++) {
            Wanted next = new Wanted(layers.get(units.get(i)), chosen.get(i));
            if (next.layer().lacks(next.label())) {
                if (bytes + next.size() > MOST_BYTES) {
                    fetch(wanted);
                    wanted.clear();
                    bytes = 0;
                }
                wanted.add(next);
                bytes += next.size();
            }
        }
        fetch(wanted);
    }

    private void fetch(List<Wanted> wanted) {
        Stages.Stage stage = new Stages.Stage("fetching factors of layers", wanted.size(), "layers");
        List<Task> tasks =
                wanted.stream().map(one -> one.layer().factors(one.label())).toList();
        engine.run(
                tasks,
                stage,
                stages,
                (task, result) -> wanted.get(task).layer().keep(wanted.get(task).label(), result));
    }
}

package dev.eckart.app.onnx.factorise;

import dev.eckart.app.onnx.form.MatrixFile;
import dev.eckart.app.onnx.progress.Stages;
import dev.eckart.registry.CheckedBackend;
import dev.eckart.registry.Registry;
import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.backend.BackendProvider;
import dev.eckart.spi.engine.Engine;
import dev.eckart.spi.engine.Payload;
import dev.eckart.spi.engine.Task;
import dev.eckart.spi.engine.Workplace;
import dev.eckart.tensor.Precision;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Who does elsewhere what is done with layers, and what with.
 *
 * @param engine carries out tasks
 * @param backend name of the backend that multiplies and decomposes
 * @param settings what it works with
 */
public record LayerEngine(Engine engine, String backend, BackendProvider.Settings settings) {
    private static final String BACKEND = "backend";
    private static final String PRECISION = "precision";
    private static final String THREADS = "threads";

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

    /**
     * What all tasks are told.
     *
     * @return parameters
     */
    public Map<String, String> parameters() {
        return Map.of(
                BACKEND, backend, PRECISION, settings.precision().name(), THREADS, String.valueOf(settings.threads()));
    }

    /**
     * What a task works with.
     *
     * @param task a task with those parameters
     * @param workplace where it is carried out
     * @return the workplace's own backend
     */
    public static Backend backend(Task task, Workplace workplace) {
        String name = task.parameter(BACKEND);
        BackendProvider.Settings settings =
                new BackendProvider.Settings(Precision.valueOf(task.parameter(PRECISION)), threads(task));
        return workplace.own(
                CheckedBackend.class,
                name + settings,
                () -> CheckedBackend.open(
                        Registry.load(BackendProvider.class, workplace.plugins())
                                .get(name),
                        settings));
    }

    /**
     * How many threads a task computes with.
     *
     * @param task a task with those parameters
     * @return at least 1
     */
    public static int threads(Task task) {
        return Integer.parseInt(task.parameter(THREADS));
    }

    /**
     * Has tasks carried out.
     *
     * @param tasks the tasks
     * @param stage what they are together, of as many units
     * @param stages told how far they are
     * @param told told of each that is done
     * @return what came of them, in their order
     * @throws dev.eckart.spi.EckartException if one cannot be done
     */
    public List<Payload> run(List<Task> tasks, Stages.Stage stage, Stages stages, BiConsumer<Integer, Payload> told) {
        stages.reached(stage, 0);
        return engine.run(tasks, new Engine.Listener() {
            private int done;

            @Override
            public void progressed(int task, String detail) {
                stages.reached(stage, done, tasks.get(task).title() + ": " + detail);
            }

            @Override
            public void done(int task, Payload result) {
                told.accept(task, result);
                done++;
                stages.reached(stage, done, tasks.get(task).title() + " done");
            }
        });
    }
}

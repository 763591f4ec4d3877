package dev.eckart.engine;

import dev.eckart.spi.EckartException;
import dev.eckart.spi.engine.Payload;
import dev.eckart.spi.engine.Task;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.BiFunction;

/**
 * Where tasks come in from another process, as bytes, and results go out: all that an engine need know of Eckart where
 * both are loaded apart from each other. Several threads may use one at a time.
 */
public final class TaskPort implements BiFunction<byte[], Map<String, byte[]>, byte[]> {
    private final ClassLoader loader = TaskPort.class.getClassLoader();
    private final TaskRunner runner = TaskRunner.of(loader);
    private final Benches benches = new Benches(loader);

    /** A port to the kinds of tasks and the plug-ins that this class's loader finds. */
    public TaskPort() {}

    /** Engines interrupt those who do what nobody waits for any more. */
    private static void requireWanted(String detail) {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("the job has ended");
        }
    }

    /**
     * Carries out a task.
     *
     * @param task as {@link Wire} writes it
     * @param common parts of what it is given that did not come with it, by name
     * @return what came of it, for {@link Wire} to read; why nothing did is a result too
     */
    @Override
    public byte[] apply(byte[] task, Map<String, byte[]> common) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        Bench bench = benches.take();
        try {
            // Libraries look for what belongs to them where the thread says.
            thread.setContextClassLoader(loader);
            Task read = Wire.read(task, Task.class);
            Task whole = read.with(read.inputs().with(common));
            return Wire.written(new Wire.Reply(runner.run(whole, bench.telling(TaskPort::requireWanted)), ""));
        } catch (EckartException e) {
            return Wire.written(new Wire.Reply(Payload.NONE, String.valueOf(e.getMessage())));
        } finally {
            benches.giveBack(bench);
            thread.setContextClassLoader(before);
        }
    }
}

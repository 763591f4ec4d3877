package dev.eckart.engine;

import dev.eckart.spi.EckartException;
import dev.eckart.spi.engine.Payload;
import dev.eckart.spi.engine.Task;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.BiFunction;

/**
 * Where tasks come in from another process, as bytes, and results go out: all that an engine needs to know of Eckart where
 * the two have class loaders of their own. Several threads may use one at a time.
 */
public final class TaskPort implements BiFunction<byte[], Map<String, byte[]>, byte[]> {
    private final ClassLoader loader;
    private final TaskRunner runner;
    private final Benches benches;
    private final Room room;

    /**
     * A port to the kinds of tasks and the plug-ins that this class's loader finds, within this process's heap.
     *
     * @throws dev.eckart.registry.PluginException if two kinds have one name
     */
    public TaskPort() {
        this(TaskPort.class.getClassLoader(), Runtime.getRuntime().maxMemory());
    }

    TaskPort(ClassLoader loader, long memory) {
        this.loader = loader;
        this.runner = TaskRunner.of(loader);
        this.benches = new Benches(loader);
        this.room = new Room(memory);
    }

    /** Engines interrupt those who do what nobody waits for any more. */
    private static void requireWanted(String detail) {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("the job has ended");
        }
    }

    /**
     * Carries out a task.
     *
     * @param task as {@link Wire#bytes(Task)} writes it
     * @param common parts of its inputs that did not come with it, by name
     * @return its result or the line that says why it cannot be done, for {@link Wire#result} to read
     * @throws java.io.UncheckedIOException if the bytes are no task
     * @throws CancellationException if the thread is interrupted, as engines do with tasks that are no longer wanted
     */
    @Override
    public byte[] apply(byte[] task, Map<String, byte[]> common) {
        Task read = Wire.read(task, Task.class);
        return carryOut(read.with(read.inputs().with(common)));
    }

    /**
     * Carries out a task that is in this process already, when there is room for what it takes.
     *
     * @param task the task, with all of its inputs
     * @return its result or the line that says why it cannot be done, for {@link Wire#result} to read
     * @throws CancellationException if the thread is interrupted
     */
    public byte[] carryOut(Task task) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try {
            // Libraries look for what belongs to them where the thread says.
            thread.setContextClassLoader(loader);
            return Wire.written(new Wire.Reply(room.with(task.memory(), () -> result(task)), ""));
        } catch (EckartException e) {
            return Wire.written(new Wire.Reply(Payload.NONE, String.valueOf(e.getMessage())));
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private Payload result(Task task) {
        Bench bench = benches.take();
        try {
            return runner.run(task, bench.telling(TaskPort::requireWanted));
        } finally {
            benches.giveBack(bench);
        }
    }
}

package dev.eckart.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.spi.EckartException;
import dev.eckart.spi.engine.Engine;
import dev.eckart.spi.engine.Payload;
import dev.eckart.spi.engine.Task;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every engine must keep to.
 *
 * <p>Extend it, make an engine that finds the kinds of tasks by the class path of the test, run it. The package's description
 * lists the rules and says what to look at when one fails.
 */
public abstract class EngineConformance {
    private static final int MANY = 12;

    @TempDir
    private Path directory;

    /** For subclasses. */
    protected EngineConformance() {}

    /**
     * The engine under test, which the kit does not close. All that carry out its tasks can write to this machine's
     * temporary directory.
     *
     * @return an engine, the same or another at each call
     */
    protected abstract Engine engine();

    /** Remembers what it is told, and by whom. */
    private static final class Told implements Engine.Listener {
        private final List<Integer> done = new ArrayList<>();
        private final List<Thread> threads = new ArrayList<>();

        @Override
        public void progressed(int task, String detail) {
            threads.add(Thread.currentThread());
        }

        @Override
        public void done(int task, Payload result) {
            done.add(task);
            threads.add(Thread.currentThread());
        }
    }

    private Path log(String name) {
        return KitTask.log(directory.resolve(name));
    }

    private Task sum(int number) {
        return KitTask.of(KitTask.SUM, number, log("sum-" + number));
    }

    private List<Task> sums() {
        return IntStream.range(0, MANY).mapToObj(this::sum).toList();
    }

    private static void assertSums(String rule, List<Task> tasks, List<Payload> results) {
        assertEquals(tasks.size(), results.size(), rule + ": results");
        for (int i = 0; i < tasks.size(); i++) {
            int number = (int) tasks.get(i).seed().value();
            assertEquals(
                    Double.doubleToLongBits(KitTask.sum(number)),
                    Double.doubleToLongBits(KitTask.sum(results.get(i))),
                    rule + ": bits of task " + i);
        }
    }

    @Test
    @DisplayName("E1 results are those of the tasks, in their order and to the same bits")
    final void e1() {
        List<Task> tasks = sums();
        assertSums("E1", tasks, engine().run(tasks, new Told()));
        assertEquals(List.of(), engine().run(List.of(), new Told()), "E1: results of no tasks");
    }

    @Test
    @DisplayName("E2 the listener is told of each task once, by the thread that called")
    final void e2() {
        Told told = new Told();
        engine().run(sums(), told);
        assertEquals(
                IntStream.range(0, MANY).boxed().toList(),
                told.done.stream().sorted().toList(),
                "E2: tasks");
        assertTrue(
                told.threads.stream().allMatch(Thread.currentThread()::equals), "E2: another thread told the listener");
    }

    @Test
    @DisplayName("E3 a task that fails by chance is tried again, and no other is")
    final void e3() {
        Path log = log("stumble");
        List<Task> tasks = List.of(sum(0), KitTask.of(KitTask.STUMBLE, 1, log), sum(2));
        assertSums("E3", tasks, engine().run(tasks, new Told()));
        assertEquals(3, KitTask.attempts(log), "E3: attempts at the task that stumbles twice");
        assertEquals(1, KitTask.attempts(log("sum-0")), "E3: attempts at another task");
    }

    @Test
    @DisplayName("E4 a task that fails three times ends the job in one line that names it")
    final void e4() {
        Path log = log("fail");
        String line = refused("E4", List.of(sum(0), KitTask.of(KitTask.FAIL, 7, log)));
        assertTrue(line.contains("'fail 7' failed 3 times"), "E4: " + line);
        assertTrue(line.contains("as was asked for"), "E4: " + line);
        assertEquals(3, KitTask.attempts(log), "E4: attempts");
    }

    @Test
    @DisplayName("E5 a task that says why it cannot be done is not tried again")
    final void e5() {
        Path log = log("refuse");
        String line = refused("E5", List.of(KitTask.of(KitTask.REFUSE, 3, log), sum(1)));
        assertEquals("'refuse 3' is refused, as was asked for", line, "E5: line");
        assertEquals(1, KitTask.attempts(log), "E5: attempts");
    }

    @Test
    @DisplayName("E6 a kind that is not there, and a file that is not seen, are named")
    final void e6() {
        String kind = refused("E6", List.of(KitTask.unknown(sum(0))));
        assertTrue(kind.contains("'kit-tusk'") && kind.contains("did you mean 'kit-task'"), "E6: " + kind);
        Path missing = directory.resolve("weights.bin");
        String file = refused("E6", List.of(KitTask.needing(sum(0), missing)));
        assertTrue(file.contains("'" + missing + "'") && file.contains("'sum 0'"), "E6: " + file);
    }

    @Test
    @DisplayName("E7 what a task needs may be there, and its memory more than there is")
    final void e7() {
        List<Task> tasks = List.of(KitTask.needing(sum(0), directory), KitTask.needing(sum(1), directory));
        assertSums("E7", tasks, engine().run(tasks, new Told()));
    }

    @Test
    @DisplayName("E8 whoever is interrupted waits no longer")
    final void e8() {
        Engine engine = engine();
        Thread.currentThread().interrupt();
        assertThrows(
                CancellationException.class,
                () -> engine.run(List.of(KitTask.of(KitTask.DAWDLE, 0, log("dawdle"))), new Told()),
                "E8: interrupted");
        assertTrue(Thread.interrupted(), "E8: the thread no longer says that it is interrupted");
    }

    @Test
    @DisplayName("E9 after a job that failed, and one that was cancelled, others can be done")
    final void e9() {
        Engine engine = engine();
        assertThrows(
                EckartException.class,
                () -> engine.run(
                        List.of(
                                KitTask.of(KitTask.REFUSE, 0, log("refuse")),
                                KitTask.of(KitTask.DAWDLE, 1, log("dawdle"))),
                        new Told()),
                "E9: a job that fails");
        List<Task> tasks = sums();
        assertSums("E9", tasks, engine.run(tasks, new Told()));
    }

    @Test
    @DisplayName("E10 what a listener throws ends the job")
    final void e10() {
        Engine.Listener full = new Engine.Listener() {
            @Override
            public void progressed(int task, String detail) {}

            @Override
            public void done(int task, Payload result) {
                throw new EckartException("the disk is full");
            }
        };
        EckartException thrown = assertThrows(EckartException.class, () -> engine().run(sums(), full), "E10: thrown");
        assertEquals("the disk is full", thrown.getMessage(), "E10: line");
    }

    @Test
    @DisplayName("E11 what several tasks are given is there for each, in one job after the other")
    final void e11() {
        Engine engine = engine();
        for (int job = 1; job <= 3; job++) {
            byte[] ones = new byte[job << 16];
            Arrays.fill(ones, (byte) 1);
            List<Task> tasks =
                    sums().stream().map(task -> KitTask.sharing(task, ones)).toList();
            for (int again = 0; again < 2; again++) {
                List<Payload> results = engine.run(tasks, new Told());
                for (int i = 0; i < MANY; i++) {
                    assertEquals(
                            ones.length,
                            Math.round(KitTask.sum(results.get(i)) - KitTask.sum(i)),
                            "E11: bytes that task " + i + " has in common with others");
                }
            }
        }
    }

    private String refused(String rule, List<Task> tasks) {
        EckartException thrown =
                assertThrows(EckartException.class, () -> engine().run(tasks, new Told()), rule + ": thrown");
        assertEquals(1, thrown.getMessage().lines().count(), rule + ": lines");
        return thrown.getMessage();
    }
}

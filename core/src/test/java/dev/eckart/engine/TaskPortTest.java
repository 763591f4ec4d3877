package dev.eckart.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.eckart.spi.Seed;
import dev.eckart.spi.engine.Payload;
import dev.eckart.spi.engine.Task;
import dev.eckart.spi.engine.TaskKind;
import dev.eckart.spi.engine.Workplace;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tasks that come from another process share the heap of the one that they come to. */
@Timeout(120)
class TaskPortTest {
    private static final long HEAP = 100L << 20;

    @TempDir
    private Path directory;

    /** Finds the kind below, and hands it where tasks meet that are carried out at a time. */
    private static final class Loader extends URLClassLoader implements Supplier<CyclicBarrier> {
        private final CyclicBarrier meeting = new CyclicBarrier(2);

        Loader(URL services) {
            super(new URL[] {services}, TaskPortTest.class.getClassLoader());
        }

        @Override
        public CyclicBarrier get() {
            return meeting;
        }
    }

    /** Waits for another task that is carried out at the same time, and tells whether there was one. */
    public static final class Meeting implements TaskKind {
        /** Found by its service file. */
        public Meeting() {}

        @Override
        public String name() {
            return "meeting";
        }

        @Override
        public Payload run(Task task, Workplace workplace) {
            CyclicBarrier meeting = ((Loader) workplace.plugins()).get();
            try {
                meeting.await(Long.parseLong(task.parameter("milliseconds")), TimeUnit.MILLISECONDS);
                return Payload.NONE.with("met", "true");
            } catch (TimeoutException e) {
                meeting.reset();
                return Payload.NONE.with("met", "false");
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private List<String> met(long memory, int milliseconds) throws Exception {
        Path file =
                Files.createDirectories(directory.resolve("META-INF/services")).resolve(TaskKind.class.getName());
        Files.writeString(file, Meeting.class.getName());
        Task task = new Task(
                "meeting",
                "meeting",
                new Seed(1),
                Map.of("milliseconds", String.valueOf(milliseconds)),
                Payload.NONE,
                List.of(),
                memory);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (Loader loader = new Loader(directory.toUri().toURL())) {
            TaskPort port = new TaskPort(loader, HEAP);
            Callable<String> one =
                    () -> Wire.result(port.apply(Wire.bytes(task), Map.of())).text("met");
            List<String> met = new ArrayList<>();
            for (Future<String> each : threads.invokeAll(List.of(one, one))) {
                met.add(each.get());
            }
            return met;
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void twoAreCarriedOutAtATimeIfThereIsRoomForBoth() throws Exception {
        assertEquals(List.of("true", "true"), met(HEAP / 3, 60_000));
    }

    @Test
    void oneWaitsForTheOtherIfThereIsNot() throws Exception {
        assertEquals(List.of("false", "false"), met(HEAP / 3 * 2, 1000));
        assertEquals(List.of("false", "false"), met(HEAP * 2, 1000));
    }
}

package dev.eckart.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.eckart.spi.EckartException;
import dev.eckart.spi.Seed;
import dev.eckart.spi.engine.Engine;
import dev.eckart.spi.engine.Payload;
import dev.eckart.spi.engine.Task;
import dev.eckart.spi.engine.TaskKind;
import dev.eckart.spi.engine.Workplace;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A job that fails ends when its other tasks have, for what they write is theirs until then; but it does not wait for ever. */
@Timeout(120)
class LocalEngineEndTest {
    /** Time enough to return too early. */
    private static final Duration WHILE = Duration.ofSeconds(1);

    private static final int WORKERS = 2;

    @TempDir
    private Path directory;

    private URL services;

    /** What the two tasks of a job, and the thread that waits for them, tell each other. */
    private record Meeting(CountDownLatch begun, CountDownLatch returned, CountDownLatch ended) {
        Meeting() {
            this(new CountDownLatch(1), new CountDownLatch(1), new CountDownLatch(1));
        }

        boolean hasReturned(Duration patience) {
            long end = System.nanoTime() + patience.toNanos();
            while (true) {
                try {
                    return returned.await(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    // A task that is writing does not look up.
                }
            }
        }
    }

    /** Finds the kind below, and hands it what the test knows. */
    private static final class Loader extends URLClassLoader implements Supplier<Meeting> {
        private final Meeting meeting = new Meeting();

        Loader(URL services) {
            super(new URL[] {services}, LocalEngineEndTest.class.getClassLoader());
        }

        @Override
        public Meeting get() {
            return meeting;
        }
    }

    /** One task fails as soon as another one writes, which goes on for as long as it was told, or until the job has ended. */
    public static final class Writing implements TaskKind {
        /** Found by its service file. */
        public Writing() {}

        @Override
        public String name() {
            return "writing";
        }

        @Override
        public Payload run(Task task, Workplace workplace) {
            Meeting meeting = ((Loader) workplace.plugins()).get();
            if (task.parameter("fails").equals("true")) {
                try {
                    meeting.begun().await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                throw new EckartException("as was asked for");
            }
            meeting.begun().countDown();
            boolean tooEarly = meeting.hasReturned(Duration.parse(task.parameter("while")));
            if (!tooEarly) {
                meeting.ended().countDown();
            }
            return Payload.NONE;
        }
    }

    private static Task task(boolean fails, Duration duration) {
        Map<String, String> parameters = Map.of("fails", String.valueOf(fails), "while", duration.toString());
        return new Task("writing", "writing", new Seed(1), parameters, Payload.NONE, List.of(), 0);
    }

    @BeforeEach
    void service() throws IOException {
        Path file =
                Files.createDirectories(directory.resolve("META-INF/services")).resolve(TaskKind.class.getName());
        Files.writeString(file, Writing.class.getName());
        services = directory.toUri().toURL();
    }

    private static void fail(Engine engine, Duration writing) {
        EckartException thrown = assertThrows(
                EckartException.class,
                () -> engine.run(List.of(task(true, writing), task(false, writing)), new Silent()));
        assertEquals("as was asked for", thrown.getMessage());
    }

    private record Silent() implements Engine.Listener {
        @Override
        public void progressed(int task, String detail) {}

        @Override
        public void done(int task, Payload result) {}
    }

    @Test
    void itEndsWhenItsTasksHave() throws IOException {
        try (Loader loader = new Loader(services);
                Engine engine = new LocalEngine(loader, WORKERS, 1 << 20)) {
            fail(engine, WHILE);
            long left = loader.get().ended().getCount();
            loader.get().returned().countDown();
            assertEquals(0, left, "the other task still wrote when the job had ended");
        }
    }

    @Test
    void itDoesNotWaitForEver() throws IOException {
        try (Loader loader = new Loader(services);
                Engine engine = new LocalEngine(loader, WORKERS, 1 << 20, Duration.ofMillis(1))) {
            fail(engine, Duration.ofDays(1));
            loader.get().returned().countDown();
            assertFalse(loader.get().ended().getCount() == 0, "the other task ended by itself");
        }
    }
}

package dev.eckart.conformance;

import dev.eckart.spi.EckartException;
import dev.eckart.spi.Seed;
import dev.eckart.spi.engine.Payload;
import dev.eckart.spi.engine.Task;
import dev.eckart.spi.engine.TaskKind;
import dev.eckart.spi.engine.Workplace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Tasks that engines are tried with: one that adds up, and some that go wrong in ways of their own. */
public final class KitTask implements TaskKind {
    static final String SUM = "sum";
    static final String STUMBLE = "stumble";
    static final String FAIL = "fail";
    static final String REFUSE = "refuse";
    static final String DAWDLE = "dawdle";

    private static final String NAME = "kit-task";
    private static final String DO = "do";
    private static final String LOG = "log";
    private static final String COMMON = "common";
    private static final int NUMBERS = 10_000;

    /** Found by its service file. */
    public KitTask() {}

    @Override
    public String name() {
        return NAME;
    }

    /**
     * A file for the attempts at a task. Tasks write into files that are there and make none: one that an engine still
     * carries out when its job has failed would make one anew while the directory is being deleted.
     */
    static Path log(Path file) {
        try {
            return Files.exists(file) ? file : Files.createFile(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A task that writes down each attempt at it in a {@link #log}. */
    static Task of(String what, int number, Path log) {
        return new Task(
                NAME,
                what + " " + number,
                new Seed(number),
                Map.of(DO, what, LOG, log.toString()),
                Payload.NONE.with(
                        "start", ByteBuffer.allocate(8).putDouble(number).array()),
                List.of(),
                0);
    }

    /** The same of a kind that there is not. */
    static Task unknown(Task task) {
        return new Task("kit-tusk", task.title(), task.seed(), task.parameters(), task.inputs(), List.of(), 0);
    }

    /** The same with something that it needs. */
    static Task needing(Task task, Path reference) {
        return new Task(
                NAME,
                task.title(),
                task.seed(),
                task.parameters(),
                task.inputs(),
                List.of(reference.toString()),
                1L << 50);
    }

    /** The same with something that others have too, whose bytes it adds as well. */
    static Task sharing(Task task, byte[] common) {
        return task.with(task.inputs().with(COMMON, common));
    }

    /** What a task adds up to. */
    static double sum(Payload result) {
        return ByteBuffer.wrap(result.find(SUM).orElseThrow()).getDouble();
    }

    /** The same by whoever asks. */
    static double sum(int number) {
        SplittableRandom random = new Seed(number).random();
        double sum = number;
        for (int i = 0; i < NUMBERS; i++) {
            sum += random.nextDouble();
        }
        return sum;
    }

    static long attempts(Path log) {
        try {
            return Files.readAllLines(log).size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Payload run(Task task, Workplace workplace) {
        Path log = Path.of(task.parameter(LOG));
        writeDown(log);
        switch (task.parameter(DO)) {
            case FAIL -> throw new IllegalStateException("as was asked for");
            case REFUSE -> throw new EckartException("'" + task.title() + "' is refused, as was asked for");
            case STUMBLE -> requireThird(log);
            case DAWDLE -> dawdle(workplace);
            default -> workplace.progress("adding");
        }
        double start =
                ByteBuffer.wrap(task.inputs().find("start").orElseThrow()).getDouble();
        SplittableRandom random = task.seed().random();
        double sum = start;
        for (byte number : task.inputs().find(COMMON).orElse(new byte[0])) {
            sum += number;
        }
        for (int i = 0; i < NUMBERS; i++) {
            sum += random.nextDouble();
        }
        return Payload.NONE.with(SUM, ByteBuffer.allocate(8).putDouble(sum).array());
    }

    private static void requireThird(Path log) {
        if (attempts(log) < 3) {
            throw new IllegalStateException("not yet");
        }
    }

    /** Until nobody waits any more, but not for ever. */
    private static void dawdle(Workplace workplace) {
        for (int i = 0; i < 600; i++) {
            workplace.progress("dawdling");
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    private static void writeDown(Path log) {
        try {
            Files.writeString(log, "tried\n", StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

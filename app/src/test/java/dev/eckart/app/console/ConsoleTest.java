package dev.eckart.app.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class ConsoleTest {
    private static final Map<String, String> BOTH =
            Map.of("eckart.stdout.terminal", "true", "eckart.stderr.terminal", "true", "eckart.columns", "132");

    @Test
    void theLauncherKnowsBetterThanTheJavaRuntime() {
        Terminal piped = Terminal.detect(
                Map.of(), Map.of("eckart.stdout.terminal", "true", "eckart.stderr.terminal", "false"), true);
        assertTrue(piped.stdout());
        assertFalse(piped.stderr() || piped.redraws() || piped.colors());
        assertTrue(Terminal.detect(Map.of(), Map.of(), true).redraws());
        assertEquals(132, Terminal.detect(Map.of(), BOTH, false).columns());
        assertEquals(
                80,
                Terminal.detect(Map.of(), Map.of("eckart.columns", "0"), false).columns());
    }

    @Test
    void plainOutputCanBeAskedFor() {
        assertTrue(Terminal.detect(Map.of("TERM", "xterm"), BOTH, false).redraws());
        assertFalse(Terminal.detect(Map.of("TERM", "dumb"), BOTH, false).redraws());
        assertFalse(Terminal.detect(Map.of("CI", "true"), BOTH, false).redraws());
        Terminal plain = Terminal.detect(Map.of("NO_COLOR", "1"), BOTH, false);
        assertTrue(plain.redraws() && !plain.colors());
    }

    @Test
    void moreThanAsciiIsShownWhereTheLocaleAndTheTerminalTakeIt() {
        Map<String, String> utf8 = Map.of("native.encoding", "UTF-8");
        assertTrue(Terminal.detect(Map.of("TERM", "xterm"), utf8, false).unicode());
        assertFalse(Terminal.detect(Map.of("TERM", "dumb"), utf8, false).unicode());
        assertFalse(Terminal.detect(Map.of(), Map.of("native.encoding", "ANSI_X3.4-1968"), false)
                .unicode());
        assertFalse(Terminal.detect(Map.of(), Map.of(), false).unicode());
    }

    @Test
    void aTableAlignsWordsLeftAndNumbersRight() {
        String table = new Table(List.of(Table.Column.words("level"), Table.Column.numbers("parameters")))
                .row("base", "84060")
                .row("8x", "11747\u001b")
                .render();
        assertEquals("level  parameters\nbase        84060\n8x         11747?\n", table);
        assertThrows(IllegalArgumentException.class, () -> new Table(List.of(Table.Column.words("a"))).row("1", "2"));
    }

    @Test
    void jsonReadsBack() throws IOException {
        Map<String, Object> object = Map.of("text", "a\"\n\u00e4", "list", List.of(1, 2), "map", Map.of("x", 0.5));
        assertEquals(object, new ObjectMapper().readValue(Json.of(object), Map.class));
    }

    @Test
    void interruptionCleansUpWhatIsPendingLatestFirst() {
        List<String> done = new ArrayList<>();
        Interruption interruption = new Interruption();
        interruption.register(() -> done.add("first"));
        interruption.register(() -> {
            throw new IllegalStateException("disk gone");
        });
        interruption.register(() -> done.add("over")).close();
        interruption.register(() -> done.add("last"));
        StringWriter err = new StringWriter();
        interruption.run(console(err), "interrupted");
        assertEquals(List.of("last", "first"), done);
        assertTrue(err.toString().contains("eckart: error: interrupted"), err::toString);
        assertTrue(err.toString().contains("cleaning up failed: disk gone"), err::toString);
        interruption.run(console(err), "interrupted");
        assertEquals(2, done.size());
    }

    /** What is being put into its place when the process is told to end gets there, and nothing is begun afterwards. */
    @Test
    void whatMustBeWholeIsWaitedForAndNotBegunAtTheEnd() throws InterruptedException {
        List<String> done = Collections.synchronizedList(new ArrayList<>());
        Interruption interruption = new Interruption();
        interruption.register(() -> done.add("cleaned up"));
        CountDownLatch begun = new CountDownLatch(1);
        Thread work = daemon(() -> interruption.whole(() -> {
            begun.countDown();
            LockSupport.parkNanos(50_000_000);
            return done.add("moved");
        }));
        begun.await();
        interruption.run(console(new StringWriter()), "interrupted");
        work.join();
        assertEquals(List.of("moved", "cleaned up"), done);
        Thread late = daemon(() -> interruption.whole(() -> done.add("moved late")));
        while (late.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        assertEquals(2, done.size());
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    @Test
    void aCommandThatFinishedIsNotCalledInterrupted() {
        Interruption interruption = new Interruption();
        interruption.finish();
        StringWriter err = new StringWriter();
        interruption.run(console(err), "interrupted");
        assertEquals("", err.toString());
    }

    @Test
    void aFullDiskIsToldFromAReaderWhoHasSeenEnough() {
        assertEquals(Optional.of("No space left on device"), failure("No space left on device"));
        assertEquals(Optional.empty(), failure("Broken pipe"));
    }

    private static Optional<String> failure(String reason) {
        StandardOutput stdout = new StandardOutput(new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                throw new IOException(reason);
            }
        });
        PrintWriter writer = new PrintWriter(stdout);
        writer.println("a result");
        writer.flush();
        return stdout.failure();
    }

    private static Console console(StringWriter err) {
        return new Console(
                new PrintWriter(new StringWriter()),
                new PrintWriter(err),
                Terminal.none(),
                Console.Verbosity.NORMAL,
                System::nanoTime);
    }
}

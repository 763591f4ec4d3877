package dev.eckart.app.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private static final long MILLI = 1_000_000;
    private static final Progress.Task TASK = new Progress.Task("training", 1000, "steps");

    private final StringWriter shown = new StringWriter();
    private long now;

    @Test
    void aBarIsRedrawnAtMostTenTimesASecondAndFitsItsTerminal() {
        try (Progress progress = console(terminal(true, 60)).progress(TASK)) {
            work(progress, 1000, MILLI);
        }
        List<String> frames = Arrays.stream(shown.toString().split("\r\u001b\\[K"))
                .map(String::stripTrailing)
                .filter(frame -> !frame.isEmpty())
                .toList();
        assertTrue(frames.size() >= 9 && frames.size() <= 12, () -> frames.size() + " frames in a second");
        assertTrue(frames.stream().allMatch(frame -> frame.length() < 60), frames::toString);
        assertTrue(frames.get(frames.size() - 1).contains("100 %  took 0:01"), frames::toString);
    }

    @Test
    void theBarKnowsPaceAndTimeLeft() {
        try (Progress progress = console(terminal(true, 200)).progress(TASK)) {
            now += 10_000 * MILLI;
            progress.update(250, "epoch 1/4");
            String frame = shown.toString();
            assertTrue(frame.contains("25 %  left 0:30  epoch 1/4  25.0 steps/s"), frame);
        }
    }

    @Test
    void withoutATerminalThereAreFewPlainLines() {
        try (Progress progress = console(terminal(false, 80)).progress(TASK)) {
            work(progress, 1000, 50 * MILLI);
        }
        List<String> lines = shown.toString().lines().toList();
        assertTrue(lines.size() >= 3 && lines.size() <= 6, lines::toString);
        assertEquals(-1, shown.toString().indexOf('\r'));
        assertEquals(-1, shown.toString().indexOf('\u001b'));
        assertEquals("training: 100 %, took 0:50, 20.0 steps/s, working", lines.get(lines.size() - 1));
    }

    @Test
    void nothingStaysOfWhatTookLessThanASecond() {
        try (Progress progress = console(terminal(false, 80)).progress(TASK)) {
            work(progress, 999, MILLI);
        }
        assertEquals("", shown.toString());
        try (Progress progress = console(terminal(true, 80)).progress(TASK)) {
            work(progress, 999, MILLI);
        }
        assertTrue(shown.toString().endsWith("\r\u001b[K"), shown::toString);
        assertEquals(-1, shown.toString().indexOf('\n'));
    }

    @Test
    void quietShowsWarningsAndErrorsOnly() {
        Console quiet = console(terminal(true, 80)).with(Console.Verbosity.QUIET);
        try (Progress progress = quiet.progress(TASK)) {
            work(progress, 1000, 50 * MILLI);
        }
        quiet.note("not shown");
        assertEquals("", shown.toString());
        quiet.warning("shown");
        quiet.error("shown\nforged line");
        assertEquals(
                List.of("eckart: warning: shown", "eckart: error: shown forged line"),
                shown.toString().lines().toList());
    }

    @Test
    void colorsAreUsedOnlyWhereAllowed() {
        console(new Terminal(true, true, true, true, true, 80)).error("x");
        assertTrue(shown.toString().contains("\u001b["));
        shown.getBuffer().setLength(0);
        console(terminal(true, 80)).error("x");
        assertFalse(shown.toString().contains("\u001b["));
    }

    private void work(Progress progress, int steps, long nanosPerStep) {
        for (int step = 1; step <= steps; step++) {
            now += nanosPerStep;
            progress.update(step, "working");
        }
    }

    private Console console(Terminal terminal) {
        PrintWriter err = new PrintWriter(shown);
        return new Console(new PrintWriter(new StringWriter()), err, terminal, Console.Verbosity.NORMAL, () -> now);
    }

    private static Terminal terminal(boolean redraws, int columns) {
        return new Terminal(redraws, redraws, redraws, false, false, columns);
    }
}

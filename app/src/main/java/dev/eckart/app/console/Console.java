package dev.eckart.app.console;

import java.io.PrintWriter;
import java.util.function.LongSupplier;

/**
 * Where a command writes: its result to stdout, everything else to stderr.
 *
 * @param out stdout
 * @param err stderr
 * @param terminal what is known about them
 * @param verbosity how much goes to stderr
 * @param clock counts nanoseconds
 */
public record Console(PrintWriter out, PrintWriter err, Terminal terminal, Verbosity verbosity, LongSupplier clock) {
    /** How much goes to stderr. */
    public enum Verbosity {
        /** Progress, notes, warnings and errors. */
        NORMAL,
        /** Warnings and errors only. */
        QUIET
    }

    /**
     * The same console, more or less talkative.
     *
     * @param other how much goes to stderr
     * @return a console on the same streams
     */
    public Console with(Verbosity other) {
        return new Console(out, err, terminal, other, clock);
    }

    /**
     * Writes a part of the result.
     *
     * @param text one or more lines, with or without the last line break
     */
    public void result(String text) {
        out.print(text.endsWith("\n") ? text : text + "\n");
        out.flush();
    }

    /**
     * Says something worth knowing, unless quiet.
     *
     * @param line one line
     */
    public void note(String line) {
        if (verbosity == Verbosity.NORMAL) {
            say("eckart: note: ", "", line);
        }
    }

    /**
     * Says something that must not be overlooked, even if quiet.
     *
     * @param line one line
     */
    public void warning(String line) {
        say("eckart: warning: ", "\u001b[1;33m", line);
    }

    /**
     * Says what went wrong.
     *
     * @param line one line
     */
    public void error(String line) {
        say("eckart: error: ", "\u001b[1;31m", line);
    }

    private void say(String prefix, String color, String line) {
        boolean colored = terminal.colors() && !color.isEmpty();
        // A hostile file name must not pass for a second message.
        err.println((colored ? color + prefix + "\u001b[0m" : prefix) + line.replaceAll("\\p{Cntrl}+", " "));
        err.flush();
    }

    /**
     * Shows the progress of a task in the way that suits where stderr goes.
     *
     * @param task what is being done
     * @return its display, to be closed when it ends
     */
    public Progress progress(Progress.Task task) {
        if (verbosity == Verbosity.QUIET) {
            return Progress.none();
        }
        return terminal.redraws()
                ? new BarProgress(task, err, terminal.columns(), clock)
                : new LineProgress(task, err, clock);
    }
}

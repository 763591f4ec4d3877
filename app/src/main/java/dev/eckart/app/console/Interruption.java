package dev.eckart.app.console;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Cleans up when a person presses Ctrl-C or the process is told to end.
 *
 * <p>The Java runtime then runs its shutdown hooks, while all other threads go on, and exits with 130 for Ctrl-C.
 * Whatever must not stay half-written is registered here while it is.
 */
public final class Interruption {
    private final Deque<Cleanup> pending = new ArrayDeque<>();
    private Runnable announcement = () -> {};
    private boolean finished;
    private boolean over;

    /** Something to be done if the process ends early. It must be quick, and safe beside the thread it cleans up after. */
    public interface Cleanup {
        /** Undoes what is half done. */
        void run();
    }

    /** What takes a cleanup back once the danger is over. */
    public interface Registration extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Adds a cleanup, to be run before those added earlier. Where Ctrl-C does nothing, the first of them says what does.
     *
     * @param cleanup what to do if the process ends early
     * @return takes it back
     */
    public synchronized Registration register(Cleanup cleanup) {
        stayIfOver();
        pending.push(cleanup);
        announcement.run();
        announcement = () -> {};
        return () -> remove(cleanup);
    }

    /**
     * Does what must be done whole or not at all. If the process is told to end meanwhile, it does so afterwards; once it
     * ends, nothing more is begun, and the thread that asks for it waits for the end.
     *
     * @param <T> what comes of it
     * @param work what to do, quickly
     * @return what came of it
     */
    public synchronized <T> T whole(Supplier<T> work) {
        stayIfOver();
        return work.get();
    }

    /** Whoever would begin something is held here until the process has ended. */
    private void stayIfOver() {
        while (over) {
            try {
                wait();
            } catch (InterruptedException e) {
                // That does not keep the process from ending.
            }
        }
    }

    private synchronized void remove(Cleanup cleanup) {
        pending.remove(cleanup);
    }

    /** The command has ended by itself: there is nothing left to say when the process ends. */
    public synchronized void finish() {
        finished = true;
    }

    /**
     * Runs everything pending, the latest first, and says why. One that fails does not keep the others from running.
     *
     * @param console where to say so
     * @param why one line, for those who did not do it themselves
     * @return whether the command was cut off: it had not ended by itself
     */
    synchronized boolean run(Console console, String why) {
        over = true;
        if (!finished) {
            // A progress bar may stand unfinished on the line.
            console.err().println();
            console.error(why);
        }
        while (!pending.isEmpty()) {
            try {
                pending.pop().run();
            } catch (RuntimeException e) {
                console.warning("cleaning up failed: " + e.getMessage());
            }
        }
        return !finished;
    }

    /**
     * Ends the process after everything pending was done. A plug-in that ends it must not decide what it ends with: nobody
     * would hear that the work is not done.
     */
    private void end(Console console) {
        Optional<StackTraceElement> culprit = isFinished() ? Optional.empty() : exit();
        boolean cutOff = run(
                console,
                culprit.map(frame -> "'" + frame.getClassName() + "' has ended the program (" + frame.getFileName()
                                + ":" + frame.getLineNumber()
                                + "), which a plug-in must not do; leave it out, or tell its author")
                        .orElse("interrupted"));
        if (cutOff && culprit.isPresent()) {
            Runtime.getRuntime().halt(ExitCode.FAILED.code());
        }
    }

    private synchronized boolean isFinished() {
        return finished;
    }

    /** Who in this process has called for its end; nobody if it was told from outside. */
    private static Optional<StackTraceElement> exit() {
        for (StackTraceElement[] trace : Thread.getAllStackTraces().values()) {
            for (int i = trace.length - 2; i >= 0; i--) {
                boolean exits = trace[i].getMethodName().equals("exit");
                String type = trace[i].getClassName();
                if (exits && (type.equals(System.class.getName()) || type.equals(Runtime.class.getName()))) {
                    return Optional.of(trace[i + 1]);
                }
            }
        }
        return Optional.empty();
    }

    /**
     * Makes the Java runtime run the cleanups when it ends.
     *
     * @param console where to say that it was interrupted
     * @param ignored whether the process was started so that Ctrl-C does nothing, as in the background of a shell
     */
    public void install(Console console, boolean ignored) {
        if (ignored) {
            announcement = () -> console.note(
                    "Ctrl-C does nothing here, as in all that a script starts in the background; stop it with: kill "
                            + ProcessHandle.current().pid());
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(console), "interruption"));
    }
}

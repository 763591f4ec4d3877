package dev.eckart.app.console;

import java.util.ArrayDeque;
import java.util.Deque;

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
        pending.push(cleanup);
        announcement.run();
        announcement = () -> {};
        return () -> remove(cleanup);
    }

    private synchronized void remove(Cleanup cleanup) {
        pending.remove(cleanup);
    }

    /** The command has ended by itself: there is nothing left to say when the process ends. */
    public synchronized void finish() {
        finished = true;
    }

    /**
     * Runs everything pending, the latest first, and says so. One that fails does not keep the others from running.
     *
     * @param console where to say so
     */
    synchronized void run(Console console) {
        if (!finished) {
            // A progress bar may stand unfinished on the line.
            console.err().println();
            console.error("interrupted");
        }
        while (!pending.isEmpty()) {
            try {
                pending.pop().run();
            } catch (RuntimeException e) {
                console.error("cleaning up failed: " + e.getMessage());
            }
        }
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
        Runtime.getRuntime().addShutdownHook(new Thread(() -> run(console), "interruption"));
    }
}

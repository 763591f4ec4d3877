package dev.eckart.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.app.config.ConfigurationException;
import dev.eckart.app.console.Console;
import dev.eckart.app.console.Terminal;
import dev.eckart.app.data.DataException;
import dev.eckart.registry.PluginException;
import dev.eckart.spi.EckartException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FailuresTest {
    private final StringWriter shown = new StringWriter();

    @Test
    void eachKindOfFailureHasItsExitCode() {
        assertEquals(1, handle(new EckartException("x")));
        assertEquals(1, handle(new IOException("No space left on device")));
        assertEquals(1, handle(new OutOfMemoryError("Java heap space")));
        assertEquals(2, handle(new ConfigurationException("x")));
        assertEquals(2, handle(new PluginException("x")));
        assertEquals(2, handle(new RuntimeException("wrapped", new PluginException("x"))));
        assertEquals(4, handle(new DataException("x")));
    }

    @Test
    void everyErrorIsOneLine() {
        handle(new ConfigurationException(List.of("one", "two")));
        handle(new EckartException("three\nlines\nhere"));
        assertEquals(
                List.of("eckart: error: one", "eckart: error: two", "eckart: error: three lines here"),
                shown.toString().lines().toList());
    }

    @Test
    void aBugIsCalledOneAndShowsNoStack() {
        assertEquals(1, handle(new IllegalStateException("impossible")));
        assertTrue(shown.toString().contains("impossible; this is a bug"));
        assertEquals(1, shown.toString().lines().count());
    }

    @Test
    void aPluginThatWasAtWorkIsNamed() {
        new Failures(console(), () -> false, failure -> Optional.of("'mine' (decomposers) of mine.jar"))
                .handle(new StackOverflowError());
        assertEquals(
                "eckart: error: the plug-in 'mine' (decomposers) of mine.jar failed: java.lang.StackOverflowError; leave"
                        + " it out, or tell its author what --stacktrace shows\n",
                shown.toString());
    }

    @Test
    void whatWentWrongBesidesIsTold() {
        EckartException failure = new EckartException("no room");
        failure.addSuppressed(new EckartException("'.part' is left over"));
        handle(failure);
        assertEquals("eckart: error: no room; besides, '.part' is left over\n", shown.toString());
    }

    @Test
    void theStackIsShownWhenAskedFor() {
        new Failures(console(), () -> true, failure -> Optional.empty()).handle(new EckartException("x"));
        assertTrue(shown.toString().contains("\tat " + FailuresTest.class.getName()));
        assertFalse(shown.toString().contains("bug"));
    }

    private int handle(Throwable failure) {
        return new Failures(console(), () -> false, failed -> Optional.empty()).handle(failure);
    }

    private Console console() {
        return new Console(
                new PrintWriter(new StringWriter()),
                new PrintWriter(shown),
                Terminal.none(),
                Console.Verbosity.NORMAL,
                System::nanoTime);
    }
}

package dev.eckart.app.command;

import dev.eckart.app.config.ConfigurationException;
import dev.eckart.app.console.Console;
import dev.eckart.app.console.ExitCode;
import dev.eckart.app.data.Causes;
import dev.eckart.app.data.DataException;
import dev.eckart.app.onnx.compress.TargetMissedException;
import dev.eckart.app.onnx.tensor.OnnxException;
import dev.eckart.registry.Nearest;
import dev.eckart.registry.PluginException;
import dev.eckart.spi.EckartException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns whatever goes wrong into one line an error and an exit code. */
public final class Failures {
    private final Console console;
    private final BooleanSupplier stacktrace;
    private final Function<Throwable, Optional<String>> culprit;

    /**
     * A handler of failures.
     *
     * @param console where errors go
     * @param stacktrace whether to show where in the program they came from
     * @param culprit the plug-in that was at work when something went wrong, if one was
     */
    public Failures(Console console, BooleanSupplier stacktrace, Function<Throwable, Optional<String>> culprit) {
        this.console = console;
        this.stacktrace = stacktrace;
        this.culprit = culprit;
    }

    /**
     * Says what went wrong.
     *
     * @param thrown what was thrown
     * @return the exit code
     */
    public int handle(Throwable thrown) {
        Throwable failure = unwrapped(thrown);
        messages(failure).forEach(console::error);
        if (stacktrace.getAsBoolean()) {
            thrown.printStackTrace(console.err());
            console.err().flush();
        }
        return code(failure).code();
    }

    /** What a person can act on may come wrapped by the libraries it passed through. */
    private static Throwable unwrapped(Throwable thrown) {
        for (Throwable failure = thrown; failure != null; failure = failure.getCause()) {
            if (failure instanceof EckartException) {
                return failure;
            }
        }
        return thrown instanceof ExecutionException && thrown.getCause() != null ? thrown.getCause() : thrown;
    }

    private static ExitCode code(Throwable failure) {
        if (failure instanceof ParameterException
                || failure instanceof ConfigurationException
                || failure instanceof PluginException) {
            return ExitCode.USAGE;
        }
        if (failure instanceof TargetMissedException) {
            return ExitCode.GATE_MISSED;
        }
        return failure instanceof DataException || failure instanceof OnnxException
                ? ExitCode.BAD_DATA
                : ExitCode.FAILED;
    }

    private List<String> messages(Throwable failure) {
        if (failure instanceof ConfigurationException configuration) {
            return configuration.problems();
        } else if (failure instanceof ParameterException usage) {
            return List.of(usage(usage));
        } else if (failure instanceof EckartException) {
            return List.of(withSuppressed(failure));
        } else if (failure instanceof IOException io) {
            return List.of(unwritten(io));
        } else if (failure instanceof UncheckedIOException unchecked) {
            return List.of(unwritten(unchecked.getCause()));
        } else if (failure instanceof OutOfMemoryError) {
            return List.of("out of memory (" + failure.getMessage()
                    + "); give more, for example ECKART_JAVA_OPTS=-Xmx4g, or use smaller batches");
        }
        return List.of(culprit.apply(failure)
                .map(plugin -> "the plug-in " + plugin + " failed: " + failure
                        + "; leave it out, or tell its author what --stacktrace shows")
                .orElse(failure + "; this is a bug, please report it with what --stacktrace shows"));
    }

    private static String unwritten(IOException failure) {
        return "reading or writing failed: " + Causes.named(failure);
    }

    /** What went wrong besides, as what was left over could not be removed. */
    private static String withSuppressed(Throwable failure) {
        StringBuilder message = new StringBuilder(String.valueOf(failure.getMessage()));
        for (Throwable besides : failure.getSuppressed()) {
            message.append("; besides, ").append(besides.getMessage());
        }
        return message.toString();
    }

    private static String usage(ParameterException e) {
        String command = e.getCommandLine().getCommandSpec().qualifiedName();
        return e.getMessage().replaceFirst("^Error: ", "").replace("option option", "option") + near(e) + "; see '"
                + command + " --help'";
    }

    private static String near(ParameterException e) {
        if (!(e instanceof UnmatchedArgumentException unmatched)) {
            return "";
        }
        Set<String> known = new TreeSet<>(e.getCommandLine().getSubcommands().keySet());
        known.addAll(e.getCommandLine().getCommandSpec().optionsMap().keySet());
        String written = unmatched.getUnmatched().get(0).replaceFirst("=.*", "");
        return Nearest.to(written, known)
                .map(near -> " (did you mean " + near + "?)")
                .orElse("");
    }
}

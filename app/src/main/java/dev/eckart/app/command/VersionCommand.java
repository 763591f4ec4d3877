package dev.eckart.app.command;

import dev.eckart.app.console.ExitCode;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Says which version this is. Needs nothing wired, so that it answers at once. */
@Command(name = "version", description = "Shows the version of Eckart, of Java and of the system.")
public final class VersionCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    /**
     * The version of Eckart.
     *
     * @return the version of the jar, or {@code development} when there is none
     */
    public static String version() {
        return Optional.ofNullable(VersionCommand.class.getPackage().getImplementationVersion())
                .orElse("development");
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        out.println("eckart " + version());
        out.println("java " + property("java.version") + " (" + property("java.vendor") + ")");
        out.println("system " + property("os.name") + " " + property("os.version") + " " + property("os.arch"));
        out.flush();
        return ExitCode.DONE.code();
    }

    private static String property(String name) {
        return System.getProperty(name, "unknown");
    }
}

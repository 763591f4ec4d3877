package dev.eckart.app.command;

import dev.eckart.app.console.ExitCode;
import dev.eckart.app.report.EckartVersion;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Says which version this is. Needs nothing wired, so that it answers at once. */
@Command(name = "version", description = "Shows the version of Eckart, of Java and of the system.")
public final class VersionCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        out.println("eckart " + EckartVersion.current());
        out.println("java " + property("java.version") + " (" + property("java.vendor") + ")");
        out.println("system " + property("os.name") + " " + property("os.version") + " " + property("os.arch"));
        out.flush();
        return ExitCode.DONE.code();
    }

    private static String property(String name) {
        return System.getProperty(name, "unknown");
    }
}

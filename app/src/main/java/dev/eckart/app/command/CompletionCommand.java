package dev.eckart.app.command;

import dev.eckart.app.console.ExitCode;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints a script that completes commands, options and their values. Needs nothing wired. */
@Command(
        name = "completion",
        description = {
            "Prints a script by which bash and zsh complete commands, options and their values.",
            "The names of plug-ins are those of this installation: make the script anew when you add one."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  source <(eckart completion)                      # for this shell",
            "  echo 'source <(eckart completion)' >> ~/.bashrc  # for every bash",
            "  echo 'source <(eckart completion)' >> ~/.zshrc   # for every zsh"
        })
final class CompletionCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        out.print(CompletionScript.of(spec.root().commandLine()));
        out.flush();
        return ExitCode.DONE.code();
    }
}

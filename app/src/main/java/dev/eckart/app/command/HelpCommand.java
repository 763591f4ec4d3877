package dev.eckart.app.command;

import dev.eckart.app.console.ExitCode;
import dev.eckart.registry.Nearest;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows the help of a command. */
@Command(name = "help", helpCommand = true, description = "Shows the help of a command.")
final class HelpCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "COMMAND", description = "The command; without it, the help of all.")
    private Optional<String> command = Optional.empty();

    @Override
    public Integer call() {
        CommandLine parent = spec.parent().commandLine();
        CommandLine wanted = command.map(name -> find(parent, name)).orElse(parent);
        wanted.usage(wanted.getOut());
        return ExitCode.DONE.code();
    }

    private CommandLine find(CommandLine parent, String name) {
        CommandLine found = parent.getSubcommands().get(name);
        if (found == null) {
            String near = Nearest.didYouMean(name, parent.getSubcommands().keySet());
            throw new ParameterException(spec.commandLine(), "there is no command '" + name + "'" + near);
        }
        return found;
    }
}

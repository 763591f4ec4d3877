package dev.eckart.app.command;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The script by which bash and zsh complete a command line: picocli's, told more about the options than it sees. */
final class CompletionScript {
    private static final String COMMAND = "COMMAND";
    private static final String DIRECTORY = "DIR";
    private static final String NO_FILES = "compopt +o default";

    private CompletionScript() {}

    /**
     * The script for a whole command line, whose options are then no longer fit to be read with.
     *
     * @param root the command line
     * @return the script
     */
    static String of(CommandLine root) {
        prepare(root);
        String script = AutoComplete.bash(root.getCommandName(), root);
        // Without this line, a shell goes on to files where no name fits: --data takes either.
        return script.lines().filter(line -> !line.contains(NO_FILES)).collect(Collectors.joining("\n", "", "\n"));
    }

    private static void prepare(CommandLine line) {
        CommandSpec command = line.getCommandSpec();
        for (OptionSpec option : List.copyOf(command.options())) {
            if (isOfNames(option) || isOfPaths(option)) {
                command.remove(option);
                command.addOption(prepared(option));
            }
        }
        for (PositionalParamSpec position : List.copyOf(command.positionalParameters())) {
            if (position.paramLabel().equals(COMMAND)) {
                command.remove(position);
                command.addPositional(position.toBuilder()
                        .completionCandidates(line.getParent().getSubcommands().keySet())
                        .build());
            }
        }
        line.getSubcommands().values().forEach(CompletionScript::prepare);
    }

    private static boolean isOfNames(ArgSpec option) {
        return option.completionCandidates() != null;
    }

    private static boolean isOfPaths(ArgSpec option) {
        boolean optional = option.type() == Optional.class && option.auxiliaryTypes()[0] == Path.class;
        return optional || option.paramLabel().equals(DIRECTORY);
    }

    /** The script calls names by their option's label, which several options of a command share; and sees no optional path. */
    private static OptionSpec prepared(OptionSpec option) {
        return isOfNames(option)
                ? option.toBuilder().paramLabel(option.longestName()).build()
                : OptionSpec.builder(option.names()).type(Path.class).build();
    }
}

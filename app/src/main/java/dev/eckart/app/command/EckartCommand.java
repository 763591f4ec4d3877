package dev.eckart.app.command;

import dev.eckart.app.command.option.SharedOptions;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command itself, which only holds its sub-commands and what they all share. */
@Command(
        name = "eckart",
        description = "Compresses neural networks by low-rank factorisation, on a numerical library of your choice.",
        scope = ScopeType.INHERIT,
        subcommands = {
            RunCommand.class,
            TrainCommand.class,
            FineTuneCommand.class,
            VerifyCommand.class,
            FrontierCommand.class,
            InspectCommand.class,
            CompressCommand.class,
            CostsCommand.class,
            DropTokensCommand.class,
            EvaluateCommand.class,
            DiffCommand.class,
            VerifyGradientsCommand.class,
            ReportCommand.class,
            ListCommand.class,
            DataCommand.class,
            ConfigCommand.class,
            CompletionCommand.class,
            VersionCommand.class,
            HelpCommand.class
        },
        synopsisSubcommandLabel = "COMMAND",
        sortOptions = false,
        usageHelpAutoWidth = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:failed while running",
            "2:wrong usage or configuration",
            "3:a quality or verification gate was missed",
            "4:data or a model is missing or unreadable",
            "129:its terminal was closed",
            "130:interrupted by Ctrl-C",
            "143:stopped by 'kill'"
        })
public final class EckartCommand {
    private static final List<String> CONFIGURED = List.of("run", "train", "verify", "frontier", "data", "config");
    private static final List<String> KEYED = List.of("fine-tune");
    private static final List<String> KEEPING = List.of("run", "verify", "frontier");
    private static final List<String> ONNX =
            List.of("fine-tune", "compress", "drop-tokens", "evaluate", "diff", "verify-gradients");
    private static final List<String> TUNING = List.of("fine-tune", "compress");
    private static final List<String> IN_PIECES = List.of("frontier", "compress");
    private static final List<String> WRITING = List.of("train", "fine-tune", "compress", "drop-tokens");
    private static final List<String> DISPLAYING = List.of(
            "run",
            "train",
            "fine-tune",
            "verify",
            "frontier",
            "inspect",
            "compress",
            "drop-tokens",
            "evaluate",
            "diff",
            "verify-gradients");
    private static final List<String> WITHOUT_PLUGINS =
            List.of("list", "costs", "data", "report", "completion", "version", "help");

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Shows this help.")
    private boolean help;

    @Option(
            names = "--stacktrace",
            scope = ScopeType.INHERIT,
            description = "Shows where in the program an error came from; so does ECKART_STACKTRACE=1.")
    private boolean stacktrace;

    /**
     * The whole command line.
     *
     * <p>The shared options are added here and not by annotation, because picocli would then make every command that
     * has them, and all that those need, before it knows which one is meant.
     *
     * @param factory makes the command that is meant
     * @param options what several commands share
     * @return the command line, its sub-commands not yet made
     */
    public CommandLine line(CommandLine.IFactory factory, SharedOptions options) {
        CommandLine line = new CommandLine(this, factory);
        add(line, CONFIGURED, "configuration", options.configuration());
        add(line, TUNING, "tuning", options.tuning());
        add(line, KEEPING, "results", options.results());
        add(line, ONNX, "onnx", options.onnx());
        add(line, WRITING, "model", options.models());
        add(line, IN_PIECES, "engine", options.engine());
        add(line, DISPLAYING, "display", options.display());
        add(line, KEYED, "keys", options.configuration().keys());
        return line;
    }

    private static void add(CommandLine line, List<String> commands, String name, Object options) {
        commands.forEach(command -> line.getSubcommands().get(command).addMixin(name, options));
    }

    /**
     * Whether a command takes what plug-ins there are, without listing those that there are not.
     *
     * @param parsed what was asked for
     * @return false also of a command that only shows its help
     */
    public static boolean usesPlugins(CommandLine.ParseResult parsed) {
        return parsed.hasSubcommand()
                && !parsed.subcommand().isUsageHelpRequested()
                && !WITHOUT_PLUGINS.contains(parsed.subcommand().commandSpec().name());
    }

    /**
     * Whether errors shall show where in the program they came from.
     *
     * @return true if asked for by option
     */
    public boolean stacktrace() {
        return stacktrace;
    }
}

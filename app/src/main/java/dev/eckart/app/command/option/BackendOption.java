package dev.eckart.app.command.option;

import dev.eckart.app.config.source.Assignment;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The option that names the numerical library. */
public final class BackendOption {
    @Option(
            names = "--backend",
            paramLabel = "NAME",
            completionCandidates = Candidates.Backends.class,
            description = "The numerical library, or auto. 'eckart list' shows them.")
    private Optional<String> backend = Optional.empty();

    /**
     * The key that was set.
     *
     * @return it, if the option was given
     */
    public Optional<Assignment> assignment() {
        return Assignment.of("--backend", "backend", backend);
    }
}

package dev.eckart.app.fault;

import dev.eckart.app.fault.Fault.Attack;
import dev.eckart.app.fault.Running.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What the program promises to say, however it ends. */
final class Promises {
    private static final String ERROR = "eckart: error: ";
    private static final Pattern TRACE =
            Pattern.compile("(?m)^\\s+at \\S+\\(|Exception in thread|this is a bug|# A fatal error");
    private static final int KILLED = 137;
    private static final Set<Integer> SIGNALLED = Set.of(129, 130, 143);

    private Promises() {}

    /** What a command that was disturbed said, against its code. */
    static List<String> ofTheDisturbed(Outcome outcome, Attack attack) {
        List<String> broken = new ArrayList<>();
        if (outcome.code() != 0 && !attack.codes().contains(outcome.code())) {
            broken.add("ends with " + outcome.code());
        }
        List<String> errors = errors(outcome);
        // A signal may come before there is anybody to say something.
        boolean silent = outcome.code() == 0
                || outcome.code() == KILLED
                || SIGNALLED.contains(outcome.code()) && errors.isEmpty();
        if (errors.size() != (silent ? 0 : 1)) {
            broken.add(errors.size() + " lines of errors");
        }
        if (TRACE.matcher(outcome.err()).find()) {
            broken.add("it shows its inside");
        }
        attack.blamed()
                .filter(name -> outcome.code() == 1 && errors.stream().noneMatch(line -> line.contains(name)))
                .ifPresent(name -> broken.add("it does not name " + name));
        if (!broken.isEmpty()) {
            broken.add("stderr: " + outcome.err().strip());
        }
        return broken;
    }

    /** What a command that nobody disturbs said. */
    static List<String> ofTheNext(Outcome outcome) {
        return outcome.code() == 0 && errors(outcome).isEmpty()
                ? List.of()
                : List.of("called again it ends with " + outcome.code() + ": "
                        + outcome.err().strip());
    }

    private static List<String> errors(Outcome outcome) {
        return outcome.err().lines().filter(line -> line.contains(ERROR)).toList();
    }
}

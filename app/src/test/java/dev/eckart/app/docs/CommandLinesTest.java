package dev.eckart.app.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.app.command.EckartCommand;
import dev.eckart.app.command.option.SharedOptions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import picocli.CommandLine;

/** Commands that the pages show exist, and take the options that are shown with them. */
class CommandLinesTest {
    private static final Pattern CODE = Pattern.compile("`(eckart [a-z][^`]*|--[a-z][^`]*)`");
    private static final Pattern CALL = Pattern.compile("(?:^|[ /(])eckart ([a-z][^#|)&]*)");
    private static final Pattern OPTION = Pattern.compile("(?<=^|[ \\[(])--?[a-zA-Z][a-z0-9-]*");
    private static final Map<String, CommandLine> COMMANDS = new EckartCommand()
            .line(CommandLine.defaultFactory(), new SharedOptions())
            .getSubcommands();

    @TestFactory
    Stream<DynamicTest> areUnderstood() {
        return Page.all().stream()
                .flatMap(page -> calls(page)
                        .distinct()
                        .map(call -> DynamicTest.dynamicTest(page + ": eckart " + call, () -> check(call))));
    }

    @TestFactory
    Stream<DynamicTest> optionsThatAreNamedAloneAreSomeCommands() {
        Set<String> known = COMMANDS.values().stream()
                .flatMap(command -> known(command).stream())
                .collect(Collectors.toCollection(TreeSet::new));
        return Page.all().stream()
                .flatMap(page -> inline(page)
                        .filter(code -> code.startsWith("--"))
                        .flatMap(CommandLinesTest::options)
                        .distinct()
                        .map(option -> DynamicTest.dynamicTest(
                                page + ": " + option, () -> assertTrue(known.contains(option), option))));
    }

    @Test
    void allAreOnTheirPage() {
        List<String> shown = calls(Page.site("commands.md"))
                .map(call -> call.split("[ \\n]")[0])
                .toList();
        assertEquals(
                List.of(),
                COMMANDS.keySet().stream().filter(name -> !shown.contains(name)).toList());
    }

    private static void check(String call) {
        String[] words = call.split("\\s");
        Optional<CommandLine> command = Optional.ofNullable(COMMANDS.get(words[0]));
        assertTrue(command.isPresent(), () -> "there is no command '" + words[0] + "'");
        Set<String> known = known(command.get());
        List<String> unknown =
                options(call).filter(option -> !known.contains(option)).toList();
        assertEquals(List.of(), unknown, () -> "options that 'eckart " + words[0] + "' has not");
    }

    private static Set<String> known(CommandLine command) {
        Set<String> names = new TreeSet<>(command.getCommandSpec().optionsMap().keySet());
        names.addAll(command.getCommandSpec().negatedOptionsMap().keySet());
        return names;
    }

    /** What follows {@code eckart} in examples and among the words. */
    private static Stream<String> calls(Page page) {
        Stream<String> examples = page.blocks().stream()
                .filter(block -> block.language().equals("sh"))
                .flatMap(block ->
                        Arrays.stream(block.text().replaceAll("\\\\\n", " ").split("\n")))
                .filter(line -> !line.startsWith("#"));
        Stream<String> named = inline(page).filter(code -> code.startsWith("eckart "));
        return Stream.concat(examples, named)
                .flatMap(text -> CALL.matcher(text).results().map(call -> call.group(1)));
    }

    private static Stream<String> inline(Page page) {
        return CODE.matcher(page.prose()).results().map(code -> code.group(1));
    }

    private static Stream<String> options(String call) {
        return OPTION.matcher(call).results().map(option -> option.group());
    }
}

package dev.eckart.app.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What runs for a pull request is what the README tells a newcomer to run, and nothing weaker. */
class WorkflowTest {
    @Test
    void itRunsTheTwoCommandsOfTheReadme() throws IOException {
        List<String> said = Page.readme().blocks().stream()
                .filter(block -> block.language().equals("sh"))
                .findFirst()
                .orElseThrow()
                .text()
                .lines()
                .map(line -> line.replaceFirst(" *#.*", ""))
                .toList();
        String main = said.get(0);
        String windows = main.replace("app/target/eckart/bin/eckart", "app\\target\\eckart\\bin\\eckart.bat");
        String test = said.get(1).replace("mvn ", "mvn -B -ntp ");
        assertEquals(List.of(main, windows, test), commands(".github/workflows/build.yml"));
    }

    @Test
    void theChecksOfTheProjectRunTheSecond() throws IOException {
        String script = Files.readString(Page.ROOT.resolve(".ci/run"));
        assertEquals("exec mvn -B -ntp verify", script.lines().reduce("", (before, line) -> line));
    }

    private static List<String> commands(String workflow) throws IOException {
        return Pattern.compile("^ +run: (.*)$", Pattern.MULTILINE)
                .matcher(Files.readString(Page.ROOT.resolve(workflow)))
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }
}

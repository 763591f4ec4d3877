package dev.eckart.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The report in a real browser: on a phone and a desk, by day and by night. */
@EnabledIfSystemProperty(
        named = "eckart.browser",
        matches = "true",
        disabledReason = "opens an installed Chromium; run it with -Pbrowser")
class BrowserIT {
    @TempDir
    private static Path folder;

    private static Path page;

    @BeforeAll
    static void once() {
        page = ReportRun.in(folder).directory().resolve("report.html");
    }

    @ParameterizedTest
    @CsvSource({"360, false", "360, true", "1280, false", "1280, true"})
    void nothingIsCutOffAndTheConsoleIsQuiet(int width, boolean dark) throws IOException, InterruptedException {
        Browser.Seen seen = Browser.installed().look(page, width, dark);
        JsonNode notes = seen.notes();
        assertEquals(width, notes.get("innerWidth").asInt());
        assertTrue(notes.get("scrollWidth").asInt() <= width, notes::toString);
        assertEquals("[]", notes.get("cut").toString());
        assertEquals("[]", notes.get("words").toString());
        assertEquals(0, notes.get("images").asInt());
        assertTrue(notes.get("charts").asInt() > 10, notes::toString);
        assertEquals(List.of(), seen.console());
    }

    @Test
    void nightIsDarkerThanDay() throws IOException, InterruptedException {
        Browser browser = Browser.installed();
        String day = browser.look(page, 360, false).notes().get("background").asText();
        String night = browser.look(page, 360, true).notes().get("background").asText();
        assertEquals("rgb(255, 255, 255)", day);
        assertNotEquals(day, night);
    }
}

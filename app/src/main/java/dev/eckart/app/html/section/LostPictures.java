package dev.eckart.app.html.section;

import dev.eckart.app.html.Result;
import dev.eckart.app.report.ChangeReport;
import dev.eckart.app.report.LevelReport;
import dev.eckart.app.report.text.RunText;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * The pictures that the base gets right and a level wrong.
 *
 * @param change how many there are
 * @param shown the first of them
 */
record LostPictures(ChangeReport change, List<Shown> shown) {
    /**
     * A picture.
     *
     * @param misread which one, and what it was taken for
     * @param source its file as an address; empty if it has none
     */
    record Shown(ChangeReport.Misread misread, Optional<String> source) {
        String words() {
            return "test picture " + misread.picture() + ": a " + misread.label() + ", read as " + misread.given();
        }
    }

    static LostPictures of(Result result, LevelReport level) {
        return new LostPictures(
                level.change(),
                level.change().pictures().stream()
                        .map(misread -> new Shown(
                                misread, result.picture(misread.picture()).map(LostPictures::address)))
                        .toList());
    }

    private static String address(byte[] png) {
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(png);
    }

    String sentence() {
        String lost = change.lost() == 1 ? "1 test picture" : RunText.count(change.lost()) + " test pictures";
        return "Against the base, " + lost + " that it gets right " + (change.lost() == 1 ? "is" : "are")
                + " lost, and " + RunText.count(change.gained()) + " that it gets wrong "
                + (change.gained() == 1 ? "is" : "are") + " gained."
                + (change.lost() > shown.size()
                        ? " The first " + shown.size() + " lost:"
                        : change.lost() > 0 ? " Lost:" : "");
    }
}

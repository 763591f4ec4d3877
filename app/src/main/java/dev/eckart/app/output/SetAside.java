package dev.eckart.app.output;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A directory that is out of the way while a draft takes its place: two moves, between which a process can be killed.
 *
 * @param place where it waits, beside the draft and named like it
 */
record SetAside(Path place) {
    private static final String END = ".old";

    /** Of a draft that is about to take its place. */
    static SetAside by(Path draft) {
        return new SetAside(draft.resolveSibling(draft.getFileName() + END));
    }

    /**
     * Puts right what killed processes have left of a directory: it is moved back where nothing has taken its place, and
     * removed where something has, which somebody had allowed.
     */
    static void settle(Path target) throws IOException {
        Pattern name =
                Pattern.compile(Pattern.quote(DraftFolder.beginning(target)) + "(\\d+)-\\d+" + Pattern.quote(END));
        for (Path sibling : siblings(target)) {
            Matcher matcher = name.matcher(sibling.getFileName().toString());
            if (matcher.matches() && ModelPlace.isOver(matcher.group(1))) {
                new SetAside(sibling).settleIn(target);
            }
        }
    }

    private static List<Path> siblings(Path target) throws IOException {
        if (target.getParent() == null || !Files.isDirectory(target.getParent())) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(target.getParent())) {
            return files.toList();
        }
    }

    private void settleIn(Path target) throws IOException {
        String name = place.getFileName().toString();
        Path draft = place.resolveSibling(name.substring(0, name.length() - END.length()));
        // Where the draft is gone it has taken the place, and what was aside may have been removed in part.
        if (Files.exists(draft) && Files.notExists(target)) {
            Files.move(place, target);
        } else {
            remove();
        }
    }

    /** Sets a directory aside, if it is there. */
    void take(Path target) throws IOException {
        if (Files.exists(target)) {
            Files.move(target, place);
        }
    }

    /** Moves it back, if it was there. */
    void putBack(Path target) throws IOException {
        if (Files.exists(place)) {
            Files.move(place, target);
        }
    }

    /** Removes it, if it was there. */
    void remove() throws IOException {
        DraftFolder.delete(place);
    }
}

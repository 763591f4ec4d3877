package dev.eckart.spark;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Spark throws, as one line. */
final class SparkFailure {
    private static final Pattern RECENT = Pattern.compile("most recent failure: (?:Lost task [^:]*: )?([^\\n]*)");

    private SparkFailure() {}

    /** The innermost reason; of a task that was lost again and again, the last. */
    static String line(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String message = String.valueOf(root.getMessage() == null ? root : root.getMessage());
        Matcher recent = RECENT.matcher(message);
        return recent.find() ? recent.group(1) : message.lines().findFirst().orElse(message);
    }
}

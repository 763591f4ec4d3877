package dev.eckart.app.data;

import java.util.Comparator;
import java.util.List;

/** Guesses what someone meant who has mistyped a name. */
final class Nearest {
    private Nearest() {}

    /**
     * The name that takes the fewest edits.
     *
     * @param typed what was typed
     * @param names what it could have been, at least one
     * @return one of the names
     */
    static String to(String typed, List<String> names) {
        return names.stream()
                .min(Comparator.comparingInt(name -> distance(typed, name)))
                .orElseThrow();
    }

    /** Insertions, deletions and replacements from one to the other (Wagner and Fischer, 1974), row by row. */
    private static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}

package dev.eckart.registry;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the name somebody probably meant. */
public final class Nearest {
    private Nearest() {}

    /**
     * The nearest of several names, by Levenshtein's edit distance (1966).
     *
     * @param name what was written
     * @param names what there is
     * @return the nearest name, if it is near enough that a slip of the keyboard explains the difference
     */
    public static Optional<String> to(String name, Collection<String> names) {
        return names.stream()
                .min(Comparator.comparingInt(candidate -> distance(name, candidate)))
                .filter(candidate -> distance(name, candidate) <= Math.max(2, candidate.length() / 3));
    }

    /**
     * The end of a message that there is no such name.
     *
     * @param name what was written
     * @param names what there is
     * @return such as {@code  (did you mean 'best'?)}, with a blank in front; empty if none is near enough
     */
    public static String didYouMean(String name, Collection<String> names) {
        return to(name, names).map(near -> " (did you mean '" + near + "'?)").orElse("");
    }

    private static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
            }
            previous = current;
        }
        return previous[b.length()];
    }
}

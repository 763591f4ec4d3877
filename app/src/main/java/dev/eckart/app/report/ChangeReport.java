package dev.eckart.app.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Which test pictures a compressed network answers otherwise than the base.
 *
 * @param lost how many the base gets right and this network wrong
 * @param gained how many the base gets wrong and this network right
 * @param pictures the first of those that are lost
 */
public record ChangeReport(int lost, int gained, List<Misread> pictures) {
    /** As many pictures as a level shows at most. */
    private static final int A_LEVEL = 24;

    /** As many as all levels of a run show at most, lest a report of many levels grow without end. */
    private static final int A_RUN = 96;

    /**
     * A picture that a network gets wrong.
     *
     * @param picture which test picture, from 0
     * @param label its class
     * @param given the class that the network gives it
     */
    public record Misread(int picture, int label, int given) {}

    /**
     * How many pictures a level names.
     *
     * @param levels how many levels a run has
     * @return so many that the report stays small, at least 1
     */
    public static int shown(int levels) {
        return Math.max(1, Math.min(A_LEVEL, A_RUN / Math.max(1, levels)));
    }

    /**
     * Compares two networks.
     *
     * @param base what the base answers to the test pictures
     * @param compressed what the compressed network answers to the same
     * @param shown how many pictures to name at most
     * @return the comparison
     */
    public static ChangeReport of(Answers base, Answers compressed, int shown) {
        List<Misread> pictures = new ArrayList<>();
        int lost = 0;
        int gained = 0;
        for (int i = 0; i < base.count(); i++) {
            if (base.right(i) && !compressed.right(i)) {
                lost++;
                if (pictures.size() < shown) {
                    pictures.add(new Misread(i, compressed.label(i), compressed.given(i)));
                }
            } else if (!base.right(i) && compressed.right(i)) {
                gained++;
            }
        }
        return new ChangeReport(lost, gained, pictures);
    }

    /**
     * The classes that a network gives to pictures.
     *
     * @param labels class of each picture
     * @param classes class that the network gives it
     */
    public record Answers(List<Integer> labels, List<Integer> classes) {
        int count() {
            return labels.size();
        }

        int label(int picture) {
            return labels.get(picture);
        }

        int given(int picture) {
            return classes.get(picture);
        }

        boolean right(int picture) {
            return label(picture) == given(picture);
        }
    }
}

package dev.eckart.app.data;

import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Pictures to train on and pictures to test on.
 *
 * @param name what it is called, such as {@code mnist}
 * @param train pictures to train on
 * @param test pictures to test on, of the same size and classes
 * @param sha256 SHA-256 in hex over the four IDX files, uncompressed, one after the other: training pictures, training
 *     labels, test pictures, test labels; it identifies the content, however it was stored
 * @param origin where it came from, for a person to read
 */
public record Dataset(String name, Pictures train, Pictures test, String sha256, String origin) {
    /**
     * A data set whose fingerprint is computed from its content.
     *
     * @param name what it is called
     * @param train pictures to train on
     * @param test pictures to test on, of the same size and classes
     * @param origin where it came from
     * @return the data set
     */
    public static Dataset of(String name, Pictures train, Pictures test, String origin) {
        Fingerprint fingerprint = new Fingerprint();
        for (Pictures pictures : new Pictures[] {train, test}) {
            fingerprint
                    .add(IdxFormat.IMAGES.header(pictures.count(), pictures.height(), pictures.width()))
                    .add(pictures.pixels())
                    .add(IdxFormat.LABELS.header(pictures.count()))
                    .add(pictures.labels());
        }
        return new Dataset(name, train, test, fingerprint.hex(), origin);
    }

    /**
     * Makes sure that pictures and labels belong together; of files that is known when they have been read.
     *
     * @throws DataException if training and test pictures differ in size or classes, or a label is not one of the classes
     */
    public void requireWhole() {
        if (!form(train).equals(form(test))) {
            throw new DataException(name + " has training pictures of " + form(train) + " and test pictures of "
                    + form(test) + "; both must be alike");
        }
        requireLabels("training", train);
        requireLabels("test", test);
    }

    private static String form(Pictures pictures) {
        return pictures.height() + " x " + pictures.width() + " in " + pictures.classes() + " classes";
    }

    private void requireLabels(String which, Pictures pictures) {
        for (int i = 0; i < pictures.count(); i++) {
            if (pictures.label(i) >= pictures.classes()) {
                throw new DataException(
                        name + " has the label " + pictures.label(i) + " at index " + i + " of its " + which
                                + " pictures, but labels go from 0 to " + (pictures.classes() - 1)
                                + "; number the classes from 0, or say that there are more");
            }
        }
    }

    /**
     * Classes of which there is no picture at all, as where labels are not numbered without gaps.
     *
     * @return their labels, ascending
     */
    public List<Integer> emptyClasses() {
        BitSet seen = new BitSet();
        for (Pictures pictures : List.of(train, test)) {
            for (int i = 0; i < pictures.count(); i++) {
                seen.set(pictures.label(i));
            }
        }
        return IntStream.range(0, train.classes())
                .filter(label -> !seen.get(label))
                .boxed()
                .toList();
    }

    /**
     * Sets the last training pictures aside and tests on them instead of on the test pictures: for choosing learning
     * rates and the like, which must not be chosen on the test set.
     *
     * @param count how many to set aside, at least 1
     * @return a data set of its own name, without this one's test pictures
     * @throws DataException if that leaves nothing to train on
     */
    public Dataset holdOut(int count) {
        int kept = train.count() - count;
        if (kept < 1) {
            throw new DataException("cannot hold out " + count + " of the " + train.count() + " training pictures of "
                    + name + "; choose a smaller data.hold-out");
        }
        String part = origin + ", its last " + count + " training pictures held out";
        return of(name + "-hold-out", train.slice(0, kept), train.slice(kept, train.count()), part);
    }
}

package dev.eckart.app.onnx.measure;

/**
 * Scores of a batch: for each position as many as there are classes, or a single one that tells two classes apart.
 *
 * @param numbers the scores
 * @param width scores of a position
 * @param inner positions that lie behind the axis of the scores, next to each other
 */
record Sheet(double[] numbers, int width, int inner) {
    /** Class of a position with a score that is not a number. */
    static final int NONE = -1;

    int positions() {
        return numbers.length / width;
    }

    private double score(int position, int column) {
        return numbers[(position / inner * width + column) * inner + position % inner];
    }

    /** The scores of a position, a single one as the probability of the second class of two. */
    double[] probabilities(int position) {
        double[] scores = new double[Math.max(2, width)];
        for (int column = 0; column < width; column++) {
            scores[scores.length - width + column] = score(position, column);
        }
        if (width == 1) {
            scores[0] = 1 - scores[1];
        }
        return scores;
    }

    /** The scores of a position, a single one as the logit of the second class of two. */
    double[] logits(int position) {
        return width == 1 ? new double[] {0, score(position, 0)} : probabilities(position);
    }

    /** Whether a single score can be a probability. */
    boolean isShare(int position) {
        return score(position, 0) >= 0 && score(position, 0) <= 1;
    }

    /** The class of the largest score, the first of equal ones. */
    static int largest(double[] scores) {
        int best = 0;
        for (int i = 0; i < scores.length; i++) {
            if (Double.isNaN(scores[i])) {
                return NONE;
            }
            best = scores[i] > scores[best] ? i : best;
        }
        return best;
    }
}

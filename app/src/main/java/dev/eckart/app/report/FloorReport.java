package dev.eckart.app.report;

import java.util.List;

/**
 * How the smallest network that keeps an accuracy was found.
 *
 * @param points how much accuracy on the training pictures could be lost to the base, in percentage points
 * @param accuracy what had to be kept, 0 to 1
 * @param tries the sizes that were fine-tuned, in the order of the search
 */
public record FloorReport(double points, double accuracy, List<Size> tries) {
    /**
     * A size that was fine-tuned.
     *
     * @param parameters number of the network's parameters
     * @param accuracy its accuracy on the training pictures, not augmented, 0 to 1
     */
    public record Size(long parameters, double accuracy) {}
}

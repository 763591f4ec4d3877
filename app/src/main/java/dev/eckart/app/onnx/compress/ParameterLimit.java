package dev.eckart.app.onnx.compress;

import dev.eckart.spi.compress.Budget;
import dev.eckart.spi.compress.Candidate;
import dev.eckart.spi.compress.RankAllocator;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * Parameters of the layers in the file. A bias that several layers have together is charged to each, and stored once as far
 * as they keep it: how often that is, is known when they have been chosen.
 */
final class ParameterLimit implements Limit {
    private final ModelOffers offered;
    private final UnaryOperator<List<Candidate>> stored;
    private final long most;
    private long left;

    /**
     * A limit.
     *
     * @param offered what the layers can become
     * @param stored what a choice is written as
     * @param most parameters of the layers together
     */
    ParameterLimit(ModelOffers offered, UnaryOperator<List<Candidate>> stored, long most) {
        this.offered = offered;
        this.stored = stored;
        this.most = most;
        this.left = most + offered.cost(new Budget(Budget.Unit.PARAMETERS, 1)) - offered.parameters();
    }

    /** The choice of fewest parameters. */
    List<Candidate> fewest(RankAllocator allocator) {
        return offered.fewest(allocator, this::parameters);
    }

    /** Parameters of a choice as it is written. */
    long parameters(List<Candidate> chosen) {
        return offered.parameters(stored.apply(chosen));
    }

    /** How many too many a choice has. Where nothing need be cut, bytes may still have biases of their own. */
    long over(List<Candidate> chosen) {
        return most >= offered.parameters() ? 0 : Math.max(0, parameters(chosen) - most);
    }

    @Override
    public Budget budget() {
        return new Budget(Budget.Unit.PARAMETERS, Math.max(1, left));
    }

    @Override
    public boolean isKeptBy(List<Candidate> chosen) {
        long over = over(chosen);
        left -= over;
        return over == 0;
    }

    @Override
    public String told(List<Candidate> chosen) {
        return String.format(Locale.ROOT, "layers of %,d parameters", parameters(chosen));
    }

    @Override
    public TargetMissedException missed(List<Candidate> least) {
        return new TargetMissedException("the layers cannot have as few as " + most + " parameters together; they have "
                + offered.parameters() + ", and the smallest possible is " + parameters(least));
    }
}

package dev.eckart.app.onnx.compress;

import dev.eckart.spi.compress.Budget;
import dev.eckart.spi.compress.Candidate;
import java.util.List;
import java.util.Locale;

/**
 * Something that what is written keeps to. What layers may cost for it is known only in so far as nothing has been made yet;
 * each choice that is looked at teaches the limit more.
 */
interface Limit {
    /** What the layers may cost together, as far as is known. */
    Budget budget();

    /** Looks at a choice whose layers keep the budget; if what is made of it does not keep the limit, the budget is another one. */
    boolean isKeptBy(List<Candidate> chosen);

    /** What a choice comes to, for people. */
    String told(List<Candidate> chosen);

    /** Why even the choice that costs least does not keep it. */
    TargetMissedException missed(List<Candidate> least);

    /** Parameters of the layers. */
    record Parameters(ModelOffers offered, long most) implements Limit {
        @Override
        public Budget budget() {
            return new Budget(Budget.Unit.PARAMETERS, Math.max(1, most));
        }

        @Override
        public boolean isKeptBy(List<Candidate> chosen) {
            return ModelOffers.cost(chosen, budget()) <= most;
        }

        @Override
        public String told(List<Candidate> chosen) {
            return String.format(Locale.ROOT, "layers of %,d parameters", ModelOffers.cost(chosen, budget()));
        }

        @Override
        public TargetMissedException missed(List<Candidate> least) {
            return new TargetMissedException("the layers cannot have as few as " + most
                    + " parameters together; they have " + offered.parameters() + ", and the smallest possible is "
                    + offered.smallest());
        }
    }
}

package dev.eckart.app.onnx.compress;

import dev.eckart.spi.compress.Budget;
import dev.eckart.spi.compress.Candidate;
import java.util.List;

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
}

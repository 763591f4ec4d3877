package dev.eckart.faulty;

import dev.eckart.spi.compress.Decomposer;
import dev.eckart.spi.compress.Decomposition;
import java.util.function.BiFunction;

/** What can be wrong with a decomposer, and the rules of the conformance kit that must notice it. */
enum DecomposerFault {
    NONE("", Decomposer::decompose),

    /** The largest comes first. */
    UNSORTED("D1 D6 D7", WrongOffers::reversed),

    /** What is as large as the layer or larger is offered to everybody. */
    LARGER_UNASKED("D2", WrongOffers::alwaysLarger),

    /** Factors are said to have one parameter fewer than they have. */
    PARAMETERS_UNDERSTATED("D3", WrongOffers::fewerParameters),

    /** The error is said to be a millionth smaller than it is, which the float64 rules notice. */
    ERROR_UNDERSTATED("D4", WrongOffers::smallerErrors),

    /** A rank is said to be one lower than it is: better than the best possible. */
    RANK_UNDERSTATED("D5", WrongOffers::lowerRanks),

    /** One of the directions that a rank pays for is left out. */
    DIRECTION_WASTED("D5", WrongFactors::directionWasted),

    /** The full rank is not offered. */
    FULL_RANK_MISSING("D6", WrongOffers::withoutFullRank),

    /** The dense candidate is said to have no bias where the layer has one. */
    DENSE_UNBIASED("D8", WrongFactors::denseUnbiased),

    /** Factors come without the layer's bias. */
    BIAS_DROPPED("D3 D9", WrongFactors::withoutBias),

    /** A rectifier stands between the factors. */
    RECTIFIED("D3 D4 D5 D6 D10", WrongFactors::rectified),

    /** The last factor has the layer's own bias. */
    BIAS_SHARED("D11 D14", WrongFactors::biasShared),

    /** What was built is handed out again. */
    BUILT_ONCE("D11", WrongFactors::builtOnce),

    /** Factors are made of the weights when they are asked for. */
    WEIGHTS_KEPT("D14", WrongFactors::madeOfTheWeights),

    /** The last bits of the errors change from call to call. */
    UNSTEADY("D12", new WrongOffers.Unsteady()),

    /** Weights with NaN are taken as they are. */
    NOT_FINITE_ACCEPTED("D13", WrongOffers::notFiniteAccepted),

    /** Weights of zero are refused. */
    ZERO_REFUSED("D1", "D2 D3 D4 D5 D6 D7 D8 D9 D10 D11 D12 D14", WrongOffers::zeroRefused);

    private final String rules;
    private final String aborted;
    private final BiFunction<Decomposer, Decomposer.Request, Decomposition> decompose;

    DecomposerFault(String rules, BiFunction<Decomposer, Decomposer.Request, Decomposition> decompose) {
        this(rules, "", decompose);
    }

    DecomposerFault(String rules, String aborted, BiFunction<Decomposer, Decomposer.Request, Decomposition> decompose) {
        this.rules = rules;
        this.aborted = aborted;
        this.decompose = decompose;
    }

    /** The rules that must fail. */
    String rules() {
        return rules;
    }

    /** The rules that must be aborted for some weights. */
    String aborted() {
        return aborted;
    }

    Decomposer in(Decomposer decomposer) {
        return new Decomposer() {
            @Override
            public String name() {
                return decomposer.name();
            }

            @Override
            public Decomposition decompose(Request request) {
                return decompose.apply(decomposer, request);
            }
        };
    }
}

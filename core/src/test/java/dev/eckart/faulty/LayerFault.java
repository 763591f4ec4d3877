package dev.eckart.faulty;

import dev.eckart.spi.layer.Linear;
import java.util.function.Function;

/** What can be wrong with a layer, and the rules of the conformance kit that must notice it. */
enum LayerFault {
    NONE("", WrongFunctions.Sound::new),

    /** The output is as wide as always, but said to be wider. */
    WIDTH_OVERSTATED("L1", WrongFunctions.Wide::new),

    /** The input gradient is off by a thousandth. */
    INPUT_GRADIENT_OFF("L2", WrongFunctions.InputGradientOff::new),

    /** The parameters' gradients are off by a thousandth. */
    PARAMETER_GRADIENTS_OFF("L3", WrongFunctions.ParameterGradientsOff::new),

    /** Each row has some of the next one added, with the right gradients for that. */
    ROWS_MIXED("L4 L13", WrongFunctions.RowsMixed::new),

    /** The way back overwrites the gradient it is given. */
    OUTPUT_GRADIENT_OVERWRITTEN("L5", WrongStates.OutputGradientOverwritten::new),

    /** Each pass adds a little more than the one before. */
    UNSTEADY("L2 L3 L4 L6 L7 L8 L10 L13", WrongStates.Unsteady::new),

    /** The layer remembers its latest input, and every way back uses that. */
    LATEST_INPUT("L7", WrongStates.LatestInput::new),

    /** Gradients are added to the old ones. */
    GRADIENTS_ADDED("L8", WrongStates.GradientsAdded::new),

    /** Each call returns the parameters in other tensors. */
    PARAMETERS_ANEW("L9", WrongStates.ParametersAnew::new),

    /** The copy is the layer itself. */
    COPY_SHARED("L10", WrongStates.CopyShared::new),

    /** NaN becomes 0. */
    NAN_SWALLOWED("L11", WrongFunctions.NanSwallowed::new),

    /** Gradients are written without a new version. */
    UNCOUNTED("L12", WrongStates.Uncounted::new),

    /** The weights it shows are twice those it uses. */
    OTHER_WEIGHTS_SHOWN("L13", WrongFunctions.OtherWeightsShown::new);

    private final String rules;
    private final Function<Linear, Linear> wrapper;

    LayerFault(String rules, Function<Linear, Linear> wrapper) {
        this.rules = rules;
        this.wrapper = wrapper;
    }

    /** The rules that must fail. */
    String rules() {
        return rules;
    }

    Linear in(Linear layer) {
        return wrapper.apply(layer);
    }
}

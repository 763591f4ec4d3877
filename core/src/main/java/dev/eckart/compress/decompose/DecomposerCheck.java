package dev.eckart.compress.decompose;

import dev.eckart.spi.EckartException;
import dev.eckart.spi.compress.Candidate;
import dev.eckart.spi.compress.Decomposer;
import dev.eckart.spi.compress.Decomposition;
import dev.eckart.spi.compress.FactorShape;
import dev.eckart.spi.layer.Layer;
import dev.eckart.spi.layer.Parameter;
import dev.eckart.tensor.Tensors;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Asks decomposers and checks their answers, so that a mistake of a plug-in is reported as the plug-in's, and not met later.
 *
 * @param decomposer its name
 * @param inputs width of the layer's input
 * @param outputs width of the layer's output
 */
public record DecomposerCheck(String decomposer, int inputs, int outputs) {
    /**
     * Asks a decomposer.
     *
     * @param decomposer who is asked
     * @param request the layer and what else is known, of which nothing is held on to
     * @return the answer, whose factors are checked when they are asked for; then they throw {@link EckartException} if they
     *     are not what was offered
     * @throws EckartException if the factorisation fails, or the answer does not fit the layer
     */
    public static Decomposition ask(Decomposer decomposer, Decomposer.Request request) {
        return new DecomposerCheck(
                        decomposer.name(),
                        request.weights().rows(),
                        request.weights().columns())
                .checked(decomposer.decompose(request));
    }

    private Decomposition checked(Decomposition answer) {
        require(answer != null, "answers nothing");
        require(
                answer.inputs() == inputs && answer.outputs() == outputs,
                "answers for one of " + answer.inputs() + " x " + answer.outputs());
        require(answer.candidates().stream().anyMatch(Candidate::isLayer), "does not offer the layer itself");
        Map<String, List<FactorShape>> promised = new HashMap<>();
        for (Candidate candidate : answer.candidates()) {
            String name = "'" + candidate.label() + "'";
            require(promised.put(candidate.label(), candidate.factors()) == null, "offers " + name + " twice");
            require(candidate.error() >= 0, "says that " + name + " has an error of " + candidate.error());
            require(isChain(candidate.factors()), "offers " + name + " of factors that do not fit each other");
        }
        Decomposition.Source source = answer.source();
        // Who asks for factors may have put something between them meanwhile; the label stays.
        return answer.from(candidate ->
                checked("'" + candidate.label() + "'", promised.get(candidate.label()), source.factors(candidate)));
    }

    private boolean isChain(List<FactorShape> factors) {
        int width = inputs;
        for (FactorShape factor : factors) {
            if (factor.inputs() != width) {
                return false;
            }
            width = factor.outputs();
        }
        return width == outputs;
    }

    private List<Layer> checked(String name, List<FactorShape> promised, List<Layer> made) {
        require(
                made != null && made.size() == promised.size(),
                "does not make " + name + " of " + promised.size() + " factors");
        for (int i = 0; i < promised.size(); i++) {
            FactorShape shape = promised.get(i);
            Layer layer = made.get(i);
            long parameters = 0;
            for (Parameter parameter : layer.parameters()) {
                parameters += parameter.value().size();
                require(Tensors.isFinite(parameter.value()), "makes " + name + " of numbers that are not finite");
            }
            require(
                    outputs(layer, shape.inputs()) == shape.outputs() && parameters == shape.parameters(),
                    "makes factor " + (i + 1) + " of " + name + " with " + parameters + " parameters and not as "
                            + shape.inputs() + " x " + shape.outputs() + " with " + shape.parameters());
        }
        return made;
    }

    private static int outputs(Layer layer, int inputs) {
        try {
            return layer.outputs(inputs);
        } catch (IllegalArgumentException e) {
            return -1;
        }
    }

    private void require(boolean holds, String mistake) {
        if (!holds) {
            throw new EckartException(
                    "decomposer '" + decomposer + "' is wrong of a layer of " + inputs + " x " + outputs
                            + ": it " + mistake
                            + "; choose another one, or tell its author");
        }
    }
}

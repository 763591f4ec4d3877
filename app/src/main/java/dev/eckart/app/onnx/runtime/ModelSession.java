package dev.eckart.app.onnx.runtime;

import dev.eckart.app.onnx.tensor.OnnxException;
import dev.eckart.registry.Nearest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A model that can be run, in one piece or in several. */
public interface ModelSession extends AutoCloseable {
    /**
     * What the model takes.
     *
     * @return its inputs, without those that are initialisers
     */
    List<Port> inputs();

    /**
     * What the model gives.
     *
     * @return names of its outputs, in its order
     */
    List<String> outputs();

    /**
     * Names of classes that the model has in it.
     *
     * @return all lists of them, each in its own order
     */
    List<List<String>> classNames();

    /**
     * How it is run on many batches.
     *
     * @return how many runs may go on at a time, and their threads
     */
    Abreast abreast();

    /**
     * Runs the model once, whatever it gives.
     *
     * @param given a value for each input
     * @param wanted names of outputs
     * @return those outputs, by name and in the model's order
     * @throws OnnxException if the values do not fit, or the run fails
     */
    Map<String, Output> answer(Map<String, Values> given, Set<String> wanted);

    /**
     * Runs the model once for each of some values, of which each piece is loaded once for all.
     *
     * @param given a value for each input, for each run
     * @param wanted names of outputs
     * @return those outputs of each run, by name and in the model's order
     * @throws OnnxException if the values do not fit, or a run fails
     */
    default List<Map<String, Output>> answers(List<Map<String, Values>> given, Set<String> wanted) {
        return given.stream().map(each -> answer(each, wanted)).toList();
    }

    /**
     * The model in one piece, as it is where it is used.
     *
     * @return what can be timed; empty of a model that is run piece by piece
     */
    Optional<OnnxSession> whole();

    /**
     * Makes sure that the model has an output.
     *
     * @param name its name
     * @throws OnnxException if it has not
     */
    default void requireOutput(String name) {
        if (!outputs().contains(name)) {
            throw new OnnxException("the model gives no output '" + name + "'" + Nearest.didYouMean(name, outputs())
                    + "; it gives " + String.join(", ", outputs()));
        }
    }

    @Override
    void close();
}

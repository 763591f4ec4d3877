package dev.eckart.app.onnx.layer;

import dev.eckart.app.onnx.form.Factor;
import dev.eckart.app.onnx.form.LinearShape;
import dev.eckart.app.onnx.form.PossibleForms;
import dev.eckart.app.onnx.runtime.Values;
import dev.eckart.spi.compress.Storage.Form;
import java.util.List;

/**
 * How the rows that a layer multiplies lie in what it takes and makes, and how its factors are written so that theirs do.
 * Lists have an entry for each block of the layer.
 */
public interface Arrangement {
    /**
     * The rows that the layer takes.
     *
     * @param layer its sizes
     * @param values what goes into it
     * @return rows as wide as its weights are high
     */
    List<Rows> taken(LinearShape layer, Values values);

    /**
     * What the rows that the layer takes depend on, besides its sizes.
     *
     * @return equal for layers that take the same rows of the same value
     */
    default Arrangement ofInput() {
        return this;
    }

    /**
     * The rows that the last of its factors takes.
     *
     * @param last that factor's sizes
     * @param values what goes into it, as {@link #write} has it
     * @return rows as wide as the factor's weights are high
     */
    List<Rows> hidden(LinearShape last, Values values);

    /**
     * The rows that the layer makes.
     *
     * @param layer its sizes
     * @param values what comes out of it
     * @return rows as wide as a block of its weights
     */
    List<Rows> made(LinearShape layer, Values values);

    /**
     * Whether the layer multiplies rows along the last axis of what it takes and makes by one matrix, so that it can be
     * written with a matrix of other sizes as well.
     *
     * @return false unless overridden
     */
    default boolean isResizable() {
        return false;
    }

    /**
     * The forms that the layer has.
     *
     * @param layer its sizes
     * @return how factors can stand in its place
     */
    PossibleForms forms(LinearShape layer);

    /**
     * What may stand for the weights of a factor.
     *
     * @param factor its sizes
     * @return numbers, unless they can be bytes as well
     */
    default Form bytes(LinearShape factor) {
        return Form.NUMBERS;
    }

    /**
     * How the weights of a factor are stored.
     *
     * @param factor its sizes
     * @param index which one of the factors it is, from 0
     * @param last index of the last of them
     * @return sizes of the tensor's axes
     */
    List<Long> sizes(LinearShape factor, int index, int last);

    /**
     * Writes nodes and tensors that take the layer's place.
     *
     * @param site the layer
     * @param factors its factors, in the order in which they are applied; one if only its numbers change
     * @param writer takes them
     * @return name of the value that goes into the last factor
     */
    String write(Site site, List<Factor> factors, FactorWriter writer);
}

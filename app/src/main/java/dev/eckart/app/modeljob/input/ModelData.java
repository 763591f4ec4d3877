package dev.eckart.app.modeljob.input;

import dev.eckart.app.batch.Augmentation;
import dev.eckart.app.data.Dataset;
import dev.eckart.app.onnx.array.ArrayFile;
import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.runtime.Port;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Data that can be given to an ONNX model. */
public interface ModelData {
    /** The array of labels that is looked for if none is named. */
    String LABELS = "labels";

    /** What is asked for in the place of an array of labels where the token that follows is right. */
    String NEXT_TOKENS = "next-tokens";

    /**
     * What they are.
     *
     * @return such as {@code mnist} or a file's name
     */
    String name();

    /**
     * What a sample is, for a person.
     *
     * @param number its number
     * @return its text; empty of anything else
     */
    default Optional<String> textOf(int number) {
        return Optional.empty();
    }

    /**
     * Samples to look at while a model is changed.
     *
     * @param inputs what the model takes
     * @return a data set's training pictures, or all samples of a file
     * @throws dev.eckart.app.onnx.tensor.OnnxException if they do not fit the model
     */
    Samples calibration(List<Port> inputs);

    /**
     * Samples for a model to learn from, which vary if they are pictures and shall be moved.
     *
     * @param inputs what the model takes
     * @param augmentation how far pictures are moved
     * @return those of {@link #calibration}, whose pictures vary if it is known what is behind them
     * @throws dev.eckart.app.onnx.tensor.OnnxException if they do not fit the model
     */
    default Samples learning(List<Port> inputs, Augmentation augmentation) {
        return calibration(inputs);
    }

    /**
     * Samples to measure a model on.
     *
     * @param inputs what the model takes
     * @return a data set's test pictures, or all samples of a file
     * @throws dev.eckart.app.onnx.tensor.OnnxException if they do not fit the model
     */
    Samples test(List<Port> inputs);

    /**
     * What there is to say of them if they are texts.
     *
     * @return empty of what are none
     */
    default Optional<TextFacts> text() {
        return Optional.empty();
    }

    /**
     * A data set of pictures.
     *
     * @param dataset the data set
     * @param request what becomes of the pixels, and values of further inputs
     * @return data for models of one input that is not set
     * @throws dev.eckart.app.config.ConfigurationException if the request asks for what pictures do not have
     */
    static ModelData of(Dataset dataset, DataRequest request) {
        return new PictureData(dataset, request);
    }

    /**
     * Arrays of a file.
     *
     * @param file the file
     * @param request the array of labels, which must be there if it is named; what becomes of pixels; values of further
     *     inputs
     * @param notes told what a user should know, a line each
     * @return data for models whose inputs are called as the arrays are
     * @throws dev.eckart.app.onnx.tensor.OnnxException if there is no such array of labels
     */
    static ModelData of(ArrayFile file, DataRequest request, Consumer<String> notes) {
        return ArrayData.of(file, request, notes);
    }
}

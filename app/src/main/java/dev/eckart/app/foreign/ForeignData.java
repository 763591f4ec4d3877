package dev.eckart.app.foreign;

import dev.eckart.app.data.Dataset;
import dev.eckart.app.onnx.data.ArrayFile;
import dev.eckart.app.onnx.data.SampleLabels;
import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.model.OnnxException;
import dev.eckart.app.onnx.runtime.Port;
import dev.eckart.registry.Nearest;
import java.util.List;
import java.util.Optional;

/** Data that can be given to a foreign model. */
public interface ForeignData {
    /** The array of labels that is looked for if none is named. */
    String LABELS = "labels";

    /**
     * What they are.
     *
     * @return such as {@code mnist} or a file's name
     */
    String name();

    /**
     * Samples to look at while a model is changed.
     *
     * @param inputs what the model takes
     * @return a data set's training pictures, or all samples of a file
     * @throws OnnxException if they do not fit the model
     */
    Samples calibration(List<Port> inputs);

    /**
     * Samples to measure a model on.
     *
     * @param inputs what the model takes
     * @return a data set's test pictures, or all samples of a file
     * @throws OnnxException if they do not fit the model
     */
    Samples test(List<Port> inputs);

    /**
     * The first samples.
     *
     * @param all samples
     * @param job may ask for a number of them
     * @param usual how many otherwise
     * @return no more than that
     */
    static Samples limited(Samples all, ForeignJob job, int usual) {
        return all.slice(0, Math.min(all.count(), job.request().samples().orElse(usual)));
    }

    /**
     * A data set of pictures.
     *
     * @param dataset the data set
     * @param scale what becomes of the pixels
     * @return data for models of one input
     */
    static ForeignData of(Dataset dataset, Scale scale) {
        return new ForeignData() {
            @Override
            public String name() {
                return dataset.name();
            }

            @Override
            public Samples calibration(List<Port> inputs) {
                return new PictureArray(dataset.train(), scale).samples(inputs);
            }

            @Override
            public Samples test(List<Port> inputs) {
                return new PictureArray(dataset.test(), scale).samples(inputs);
            }
        };
    }

    /**
     * Arrays of a file.
     *
     * @param file the file
     * @param key name of the array of labels, which must be there then; {@link #LABELS} if it is there otherwise
     * @return data for models whose inputs are called as the arrays are
     * @throws OnnxException if there is no such array of labels
     */
    static ForeignData of(ArrayFile file, Optional<String> key) {
        String name = key.orElse(LABELS);
        Optional<SampleLabels> labels = file.labels(name);
        if (key.isPresent() && labels.isEmpty()) {
            throw new OnnxException("'" + file.file() + "' has no array '" + name + "' of labels"
                    + Nearest.didYouMean(name, file.names()) + "; it has " + file.names());
        }
        return new ForeignData() {
            @Override
            public String name() {
                return file.file().getFileName().toString();
            }

            @Override
            public Samples calibration(List<Port> inputs) {
                return Samples.of(inputs, file.without(name), labels);
            }

            @Override
            public Samples test(List<Port> inputs) {
                return calibration(inputs);
            }
        };
    }
}

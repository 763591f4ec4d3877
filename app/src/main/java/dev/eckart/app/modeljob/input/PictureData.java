package dev.eckart.app.modeljob.input;

import dev.eckart.app.batch.Augmentation;
import dev.eckart.app.config.ConfigurationException;
import dev.eckart.app.data.Dataset;
import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.runtime.Port;
import java.util.List;

/**
 * A data set of grey pictures.
 *
 * @param dataset the data set
 * @param request what becomes of the pixels, and values of further inputs
 */
record PictureData(Dataset dataset, DataRequest request) implements ModelData {
    PictureData {
        if (request.layout().isPresent()) {
            throw new ConfigurationException(
                    "--layout: the pictures of a data set have one channel, which has no place among others");
        }
        if (request.scale().map(PixelScale::channels).orElse(1) > 1) {
            throw new ConfigurationException(
                    "--scale: the pictures of a data set have one channel; give one mean and one deviation");
        }
    }

    @Override
    public String name() {
        return dataset.name();
    }

    @Override
    public Samples calibration(List<Port> inputs) {
        return learning(inputs, Augmentation.NONE);
    }

    @Override
    public Samples learning(List<Port> inputs, Augmentation augmentation) {
        return new PictureArray(dataset.train(), scale(), augmentation).samples(inputs, request.set());
    }

    @Override
    public Samples test(List<Port> inputs) {
        return new PictureArray(dataset.test(), scale(), Augmentation.NONE).samples(inputs, request.set());
    }

    private PixelScale scale() {
        return request.scale().orElse(PixelScale.UNIT);
    }
}

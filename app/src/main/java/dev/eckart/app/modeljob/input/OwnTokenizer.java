package dev.eckart.app.modeljob.input;

import dev.eckart.app.onnx.delivery.Delivery;
import dev.eckart.app.output.ModelPlace;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The tokenizer of one model that numbers tokens in its own way. It lies beside the model, under the model's name with
 * {@code .tokenizer.json} behind it, and goes with whatever is made of that model.
 *
 * @param model the model's file
 */
public record OwnTokenizer(Path model) {
    private static final String ENDING = ".tokenizer.json";

    /**
     * Whether a file is called as such a tokenizer is.
     *
     * @param file the file, which need not be there
     * @return true if it ends so
     */
    public static boolean is(Path file) {
        return file.getFileName().toString().endsWith(ENDING);
    }

    /**
     * Where it lies.
     *
     * @return the file, which is there if the model has such a tokenizer
     */
    public Path file() {
        return model.resolveSibling(model.getFileName() + ENDING);
    }

    /**
     * Makes sure that it can go with what is made of the model.
     *
     * @param place where that shall be
     * @throws dev.eckart.app.config.ConfigurationException if something is there that must not be replaced
     */
    public void requireRoom(ModelPlace place) {
        if (Files.isRegularFile(file())) {
            new ModelPlace(new OwnTokenizer(place.model()).file(), place.report(), place.force()).requireFree(file());
        }
    }

    /**
     * Puts a copy beside what was made of the model and is not in its place yet.
     *
     * @param delivery brings what was made into its place
     * @throws dev.eckart.spi.EckartException if it cannot be written
     */
    public void goWith(Delivery delivery) {
        if (Files.isRegularFile(file())) {
            delivery.stageBeside(
                    file(), new OwnTokenizer(delivery.target()).file().getFileName());
        }
    }
}

package dev.eckart.app.onnx.model;

import dev.eckart.app.onnx.tensor.DataFile;
import dev.eckart.app.onnx.tensor.ExternalData;
import dev.eckart.app.onnx.tensor.OnnxException;
import dev.eckart.app.onnx.tensor.TensorWalk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The data of a model that is about to be replaced. They go when it has been, but only if they were written for it here,
 * and no other model of the directory reads them.
 *
 * @param model the model's file, with its directory
 * @param locations where it says that its data are
 */
record OldData(Path model, Set<String> locations) {
    /** Of the model that is in a place now, if there is one. */
    static OldData of(Path model) {
        return new OldData(model, locations(model));
    }

    /** What cannot be read as a model has no data. */
    private static Set<String> locations(Path model) {
        if (!Files.isRegularFile(model)) {
            return Set.of();
        }
        try {
            return TensorWalk.list(ModelFile.parse(model)).stream()
                    .filter(ExternalData::isExternal)
                    .map(ExternalData::location)
                    .collect(Collectors.toSet());
        } catch (OnnxException e) {
            return Set.of();
        }
    }

    /** Removes them, after the model has been replaced. */
    void remove() throws IOException {
        for (String location : locations) {
            if (DataFile.isOf(model, location) && isUnused(location)) {
                Files.delete(model.resolveSibling(location));
            }
        }
    }

    /** Asks every file, for models need not be called so, and the new one is among them; one that is closed may use it. */
    private boolean isUnused(String name) throws IOException {
        try (Stream<Path> files = Files.list(model.getParent())) {
            return files.allMatch(file ->
                    Files.isReadable(file) && locations(file).stream().noneMatch(location -> location.endsWith(name)));
        }
    }
}

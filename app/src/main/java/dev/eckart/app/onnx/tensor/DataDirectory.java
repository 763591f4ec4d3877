package dev.eckart.app.onnx.tensor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * Where the files of a model's data may be: below the directory that its file is in and, if that is a link, beside the
 * file that the link leads to, where a hub's cache keeps both. No file elsewhere is opened.
 *
 * @param directory what locations are relative to
 * @param home where the model's real file is; the directory itself unless the model is a link to another one
 */
record DataDirectory(Path directory, Path home) {
    /** That of a model's file, which need not be there. */
    static DataDirectory of(Path model) throws IOException {
        Path directory = model.toAbsolutePath().getParent();
        if (!Files.exists(model)) {
            return new DataDirectory(directory, directory);
        }
        Path home = model.toRealPath().getParent();
        return new DataDirectory(directory, directory.toRealPath().equals(home) ? directory : home);
    }

    /** Whether the model is a link to a file in another directory. */
    boolean isLinked() {
        return !directory.equals(home);
    }

    /** Whether there is anything under that name beside the model. */
    boolean has(String location) {
        try {
            return Files.exists(directory.resolve(location));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /**
     * The real file that a location leads to.
     *
     * @param location as the model has it
     * @param where what a message begins with
     * @return an existing file
     * @throws OnnxException if there is none, or it is one that must not be opened
     */
    Path file(String location, String where) {
        try {
            Path relative = Path.of(location);
            if (location.isEmpty() || relative.isAbsolute() || !isInside(relative)) {
                throw new OnnxException(
                        where + ", names a file that is not in the model's directory, which is refused");
            }
            Path file = directory.resolve(relative);
            if (!Files.isRegularFile(file)) {
                throw new OnnxException(where + ", cannot be read: there is no such file; copy it beside the model");
            }
            Path real = file.toRealPath();
            if (!real.startsWith(directory.toRealPath()) && !real.getParent().equals(home.toRealPath())) {
                throw new OnnxException(where + ", leads out of the model's directory by a link, which is refused");
            }
            return real;
        } catch (InvalidPathException | IOException e) {
            throw new OnnxException(where + ", cannot be read: " + e, e);
        }
    }

    /** Looks at the names, not at the files: a way that leaves the directory and comes back is refused too. */
    private static boolean isInside(Path relative) {
        int depth = 0;
        for (Path name : relative) {
            depth += name.toString().equals("..") ? -1 : name.toString().equals(".") ? 0 : 1;
            if (depth < 0) {
                return false;
            }
        }
        return depth > 0;
    }

    /** The deepest directory that both are below, links followed. */
    Path root() {
        try {
            Path root = directory.toRealPath();
            while (!home.startsWith(root)) {
                root = root.getParent();
                if (root == null) {
                    throw new OnnxException("'" + directory + "' and '" + home + "' are on two drives");
                }
            }
            return root;
        } catch (IOException e) {
            throw new OnnxException("'" + directory + "' cannot be looked at: " + e, e);
        }
    }
}

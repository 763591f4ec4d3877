package dev.eckart.app.onnx.model;

import dev.eckart.app.onnx.proto.StringStringEntryProto;
import dev.eckart.app.onnx.proto.TensorProto;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Data of tensors in files beside their model.
 *
 * @param directory where the model lies; no file outside of it is read
 */
public record ExternalData(Path directory) {
    private static final int EXTERNAL = 1;

    /**
     * Whether a tensor's data are in another file.
     *
     * @param tensor a tensor
     * @return true if it says so
     */
    public static boolean isExternal(TensorProto tensor) {
        return tensor.getDataLocation() == EXTERNAL;
    }

    /**
     * A tensor that refers to data in another file.
     *
     * @param tensor a tensor of any kind
     * @param location name of the file, relative to the model
     * @param offset where the data begin
     * @param length how many bytes there are
     * @return the same tensor without data of its own
     */
    static TensorProto reference(TensorProto tensor, String location, long offset, long length) {
        return tensor.toBuilder()
                .clearRawData()
                .clearExternalData()
                .setDataLocation(EXTERNAL)
                .addExternalData(entry("location", location))
                .addExternalData(entry("offset", String.valueOf(offset)))
                .addExternalData(entry("length", String.valueOf(length)))
                .build();
    }

    private static StringStringEntryProto entry(String key, String value) {
        return StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
    }

    /**
     * The bytes of a tensor, mapped and not copied.
     *
     * @param tensor a tensor whose data are in another file
     * @return its bytes
     * @throws OnnxException if the file is missing, lies outside of the directory, or is shorter than the tensor says
     */
    public ByteBuffer bytes(TensorProto tensor) {
        String location = value(tensor, "location")
                .orElseThrow(() -> new OnnxException(named(tensor) + " does not say which file holds its data"));
        try (FileChannel file = FileChannel.open(inside(tensor, location), StandardOpenOption.READ)) {
            long offset = number(tensor, "offset").orElse(0L);
            long length = number(tensor, "length").orElse(file.size() - offset);
            if (offset < 0 || length < 0 || offset > file.size() || length > file.size() - offset) {
                throw new OnnxException(named(tensor) + " refers to " + length + " bytes from " + offset + " of '"
                        + location + "', which has " + file.size());
            }
            if (length > Integer.MAX_VALUE) {
                throw new OnnxException(named(tensor) + " takes " + length + " bytes, more than can be worked on here");
            }
            return file.map(FileChannel.MapMode.READ_ONLY, offset, length);
        } catch (IOException e) {
            throw new OnnxException(
                    named(tensor) + " has its data in '" + location + "', which cannot be read beside the model: "
                            + e.getClass().getSimpleName(),
                    e);
        }
    }

    /** Resolved through symbolic links: those too must not lead outside. */
    private Path inside(TensorProto tensor, String location) throws IOException {
        try {
            Path root = directory.toRealPath();
            Path file = root.resolve(location).normalize();
            if (file.startsWith(root) && !Path.of(location).isAbsolute()) {
                Path real = file.toRealPath();
                if (real.startsWith(root)) {
                    return real;
                }
            }
        } catch (InvalidPathException e) {
            throw new OnnxException(named(tensor) + " has its data in '" + location + "', which is no path", e);
        }
        throw new OnnxException(
                named(tensor) + " has its data in '" + location + "', outside of the model's directory");
    }

    private static Optional<Long> number(TensorProto tensor, String key) {
        return value(tensor, key).map(text -> {
            try {
                return Long.parseLong(text);
            } catch (NumberFormatException e) {
                throw new OnnxException(named(tensor) + " has an external " + key + " of '" + text + "'", e);
            }
        });
    }

    private static Optional<String> value(TensorProto tensor, String key) {
        return tensor.getExternalDataList().stream()
                .filter(entry -> entry.getKey().equals(key))
                .map(StringStringEntryProto::getValue)
                .findFirst();
    }

    private static String named(TensorProto tensor) {
        return "tensor '" + tensor.getName() + "'";
    }
}

package dev.eckart.app.onnx.model;

import dev.eckart.app.onnx.proto.StringStringEntryProto;
import dev.eckart.app.onnx.proto.TensorProto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The files beside a model in which tensors keep their bytes.
 *
 * @param directory where the model lies; no file outside of it is opened
 */
public record ExternalData(Path directory) {
    private static final int EXTERNAL = 1;

    /**
     * Where a tensor's bytes lie.
     *
     * @param file an existing file
     * @param offset its first byte
     * @param length how many
     */
    record Range(Path file, long offset, long length) {}

    /**
     * Whether a tensor's data are in another file.
     *
     * @param tensor a tensor
     * @return true if it says so
     */
    public static boolean isExternal(TensorProto tensor) {
        return tensor.getDataLocation() == EXTERNAL;
    }

    /** Finds a tensor's bytes, as many as its sizes and its type make, without opening the file. */
    Range range(TensorProto tensor) {
        ElementType type = ElementType.of(tensor.getDataType())
                .orElseThrow(() -> new OnnxException("tensor '" + tensor.getName() + "' has elements of type "
                        + tensor.getDataType() + ", whose size is not known here"));
        long bytes = type.bytes(Shape.of(tensor).elements());
        Map<String, String> entries = entries(tensor);
        Path file = file(tensor);
        String where = where(tensor);
        long offset = number(entries, "offset", where).orElse(0);
        long length = number(entries, "length", where).orElse(bytes);
        if (length != bytes) {
            throw new OnnxException(
                    where + ", has " + length + " bytes there, but its dimensions and type make " + bytes);
        }
        long size = size(file, where);
        if (offset > size - length) {
            throw new OnnxException(where + ", ends beyond that file: it starts at byte " + offset + ", takes " + length
                    + ", and the file has " + size + "; was it cut off or taken from another export?");
        }
        return new Range(file, offset, length);
    }

    /**
     * How many bytes of a tensor lie in another file.
     *
     * @param tensor a tensor
     * @return 0 if its data are inside the model
     * @throws OnnxException if that file is missing, outside of the directory, or too short
     */
    public long length(TensorProto tensor) {
        return isExternal(tensor) ? range(tensor).length() : 0;
    }

    /** The file of a tensor's bytes: it exists and lies in the model's directory. */
    Path file(TensorProto tensor) {
        return inside(entries(tensor).getOrDefault("location", ""), where(tensor));
    }

    private static Map<String, String> entries(TensorProto tensor) {
        Map<String, String> entries = new HashMap<>();
        for (StringStringEntryProto entry : tensor.getExternalDataList()) {
            entries.put(entry.getKey(), entry.getValue());
        }
        return entries;
    }

    private static String where(TensorProto tensor) {
        return "tensor '" + tensor.getName() + "', whose data are in '"
                + entries(tensor).getOrDefault("location", "") + "' beside the model";
    }

    /** A tensor's bytes, mapped and not copied. */
    TensorBytes bytes(TensorProto tensor) {
        Range range = range(tensor);
        try {
            return TensorBytes.map(range.file(), range.offset(), range.length());
        } catch (IOException e) {
            throw new OnnxException(where(tensor) + ", cannot be read: " + e, e);
        }
    }

    /** A tensor without data of its own, which refers to bytes in another file of the same directory. */
    static TensorProto reference(TensorProto tensor, String location, long offset, long length) {
        return tensor.toBuilder()
                .clearFloatData()
                .clearInt32Data()
                .clearInt64Data()
                .clearUint64Data()
                .clearDoubleData()
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

    private Path inside(String location, String where) {
        try {
            Path relative = Path.of(location);
            Path file = directory.resolve(relative);
            if (location.isEmpty() || relative.isAbsolute() || !isInside(relative)) {
                throw new OnnxException(
                        where + ", names a file that is not in the model's directory, which is refused");
            }
            if (!Files.isRegularFile(file)) {
                throw new OnnxException(where + ", cannot be read: there is no such file; copy it beside the model");
            }
            if (!file.toRealPath().startsWith(directory.toRealPath())) {
                throw new OnnxException(where + ", leads out of the model's directory by a link, which is refused");
            }
            return file;
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

    private static long size(Path file, String where) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new OnnxException(where + ", cannot be read: " + e, e);
        }
    }

    private static OptionalLong number(Map<String, String> entries, String key, String where) {
        String text = entries.get(key);
        if (text == null) {
            return OptionalLong.empty();
        }
        try {
            long number = Long.parseLong(text);
            if (number >= 0) {
                return OptionalLong.of(number);
            }
        } catch (NumberFormatException e) {
            // Said below, as for a negative number.
        }
        throw new OnnxException(where + ", has the " + key + " '" + text + "', which is not a number of bytes");
    }
}

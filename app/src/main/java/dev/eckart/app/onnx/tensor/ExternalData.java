package dev.eckart.app.onnx.tensor;

import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.app.onnx.proto.StringStringEntryProto;
import dev.eckart.app.onnx.proto.TensorProto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The files beside a model in which tensors keep their bytes.
 *
 * <p>What lies beside the model's real file lies beside the model; no other file is opened.
 */
public final class ExternalData {
    private static final int EXTERNAL = 1;
    private static final String LOCATION = "location";

    private final DataDirectory place;

    /**
     * Data of a model that is not a link.
     *
     * @param directory where the model lies
     */
    public ExternalData(Path directory) {
        this(new DataDirectory(directory, directory));
    }

    private ExternalData(DataDirectory place) {
        this.place = place;
    }

    /**
     * Data of the model in a file.
     *
     * @param model the file, which need not be there
     * @return what lies beside it
     * @throws OnnxException if that cannot be looked at
     */
    public static ExternalData of(Path model) {
        try {
            return new ExternalData(DataDirectory.of(model));
        } catch (IOException e) {
            throw new OnnxException("'" + model + "' cannot be looked at: " + e, e);
        }
    }

    /**
     * A model whose data a runtime finds without following links.
     *
     * @param directory what the locations of its data are relative to
     * @param model the model
     */
    public record Located(Path directory, ModelProto model) {}

    /**
     * Names the real files of a model's data: a runtime that is given a model as bytes does not know where its file is,
     * and refuses links out of the directory that it is told.
     *
     * @param model a model whose data are here
     * @return the model, changed only if its file is a link
     * @throws OnnxException if a file of data is missing or must not be opened
     */
    public Located located(ModelProto model) {
        if (!place.isLinked()) {
            return new Located(place.directory(), model);
        }
        Path root = place.root();
        return new Located(
                root,
                TensorWalk.map(
                        model,
                        tensor -> isExternal(tensor)
                                ? relocated(
                                        tensor, root.relativize(file(tensor)).toString())
                                : tensor));
    }

    /** Whether the model is a link and has none of its data beside that. */
    public boolean areElsewhere(ModelProto model) {
        List<TensorProto> external =
                TensorWalk.list(model).stream().filter(ExternalData::isExternal).toList();
        return place.isLinked()
                && !external.isEmpty()
                && external.stream().noneMatch(tensor -> place.has(location(tensor)));
    }

    /** The same tensor with its bytes at the same place of a file of another name. */
    static TensorProto relocated(TensorProto tensor, String location) {
        TensorProto.Builder builder = tensor.toBuilder();
        builder.getExternalDataBuilderList().stream()
                .filter(entry -> entry.getKey().equals(LOCATION))
                .forEach(entry -> entry.setValue(location));
        return builder.build();
    }

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

    /**
     * Whether any tensor of a model has its data in another file.
     *
     * @param model a model
     * @return false if its own file is all there is
     */
    public static boolean isNeededBy(ModelProto model) {
        return TensorWalk.list(model).stream().anyMatch(ExternalData::isExternal);
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

    /**
     * The real file of a tensor's bytes: it exists and lies beside the model.
     *
     * @param tensor a tensor whose data are in another file
     * @return that file
     * @throws OnnxException if it is missing or must not be opened
     */
    public Path file(TensorProto tensor) {
        return place.file(location(tensor), where(tensor));
    }

    /** What a tensor says of where its bytes are; empty if nothing. */
    public static String location(TensorProto tensor) {
        return entries(tensor).getOrDefault(LOCATION, "");
    }

    private static Map<String, String> entries(TensorProto tensor) {
        Map<String, String> entries = new HashMap<>();
        for (StringStringEntryProto entry : tensor.getExternalDataList()) {
            entries.put(entry.getKey(), entry.getValue());
        }
        return entries;
    }

    private static String where(TensorProto tensor) {
        return "tensor '" + tensor.getName() + "', whose data are in '" + location(tensor) + "' beside the model";
    }

    /** A tensor's bytes, read when they are looked at. */
    TensorBytes bytes(TensorProto tensor) {
        return new TensorBytes.Beside(range(tensor), where(tensor));
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
                .addExternalData(entry(LOCATION, location))
                .addExternalData(entry("offset", String.valueOf(offset)))
                .addExternalData(entry("length", String.valueOf(length)))
                .build();
    }

    private static StringStringEntryProto entry(String key, String value) {
        return StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
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

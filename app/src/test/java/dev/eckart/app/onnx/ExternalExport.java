package dev.eckart.app.onnx;

import com.google.protobuf.ByteString;
import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.app.onnx.proto.StringStringEntryProto;
import dev.eckart.app.onnx.proto.TensorProto;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a model as PyTorch does by default: weights in a second file, the smallest of them inline. */
public final class ExternalExport {
    private ExternalExport() {}

    /** Writes a model, and those of its weights that take at least so many bytes into {@code <model>.data}. */
    public static void write(ModelProto model, Path file, int smallest) throws IOException {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        String location = file.getFileName() + ".data";
        ModelProto.Builder external = model.toBuilder();
        for (TensorProto.Builder tensor : external.getGraphBuilder().getInitializerBuilderList()) {
            ByteString raw = tensor.getRawData();
            if (raw.size() >= smallest) {
                tensor.clearRawData()
                        .setDataLocation(1)
                        .addExternalData(entry("location", location))
                        .addExternalData(entry("offset", String.valueOf(data.size())))
                        .addExternalData(entry("length", String.valueOf(raw.size())));
                raw.writeTo(data);
            }
        }
        Files.write(file.resolveSibling(location), data.toByteArray());
        Files.write(file, external.build().toByteArray());
    }

    private static StringStringEntryProto entry(String key, String value) {
        return StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
    }
}

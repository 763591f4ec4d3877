package dev.eckart.app.onnx.model;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnsafeByteOperations;
import dev.eckart.app.onnx.proto.ModelProto;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Reads a file as one message. */
final class ModelFile {
    private ModelFile() {}

    static ModelProto parse(Path file) {
        try {
            CodedInputStream input = map(file).newCodedInput();
            // Raw tensors become views of the mapped file: the heap takes what is looked at, not what is there.
            input.enableAliasing(true);
            return ModelProto.parseFrom(input);
        } catch (InvalidProtocolBufferException e) {
            throw new OnnxException(
                    "this is not an ONNX model, or it is cut off or damaged; copy or export it again", e);
        } catch (IOException e) {
            throw new OnnxException("cannot be read: " + e, e);
        }
    }

    private static ByteString map(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new OnnxException(Files.exists(file) ? "this is not a file" : "there is no such file");
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = channel.size();
            if (size == 0 || size > Integer.MAX_VALUE) {
                throw new OnnxException(
                        size == 0
                                ? "the file is empty; copy or export the model again"
                                : "the file has " + size + " bytes, and one message has at most 2^31 - 1;"
                                        + " export the model with its weights as external data");
            }
            return UnsafeByteOperations.unsafeWrap(channel.map(FileChannel.MapMode.READ_ONLY, 0, size));
        }
    }
}

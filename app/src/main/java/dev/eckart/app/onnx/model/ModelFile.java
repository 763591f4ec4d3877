package dev.eckart.app.onnx.model;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnsafeByteOperations;
import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.app.onnx.tensor.OnnxException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Reads a file as one message. */
final class ModelFile {
    /** The most that Java keeps in an array. */
    private static final int MOST = Integer.MAX_VALUE - 8;

    /** Bytes that are read at once: the system's interface copies them on their way. */
    private static final long CHUNK = 1 << 20;

    private ModelFile() {}

    static ModelProto parse(Path file) {
        try {
            CodedInputStream input = UnsafeByteOperations.unsafeWrap(read(file)).newCodedInput();
            // Raw tensors become views of the bytes that were read: the library would copy them once more.
            input.enableAliasing(true);
            return ModelProto.parseFrom(input);
        } catch (InvalidProtocolBufferException e) {
            throw new OnnxException(
                    "this is not an ONNX model, or it is cut off or damaged; copy or export it again", e);
        } catch (IOException e) {
            throw new OnnxException("cannot be read: " + e, e);
        }
    }

    /** Not mapped: the library copies what it is given into memory, and the pages would count as this program's too. */
    private static byte[] read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new OnnxException(Files.exists(file) ? "this is not a file" : "there is no such file");
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = channel.size();
            if (size == 0 || size > MOST) {
                throw new OnnxException(
                        size == 0
                                ? "the file is empty; copy or export the model again"
                                : "the file has " + size + " bytes, and one message has at most 2^31 - 1;"
                                        + " export the model with its weights as external data");
            }
            ByteBuffer bytes = ByteBuffer.allocate((int) size);
            while (bytes.hasRemaining()) {
                bytes.limit((int) Math.min(size, bytes.position() + CHUNK));
                if (channel.read(bytes) < 0) {
                    throw new IOException("the file has become shorter");
                }
                bytes.limit((int) size);
            }
            return bytes.array();
        }
    }
}

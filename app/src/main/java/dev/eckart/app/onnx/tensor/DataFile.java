package dev.eckart.app.onnx.tensor;

import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.app.onnx.proto.TensorProto;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The one file beside a written model, into which its tensors go; it is called by its content. */
public final class DataFile {
    /** Smaller tensors stay in the model. */
    private static final int SMALLEST = 1024;

    /** Large tensors begin on a page, so that a runtime can map them; small ones only on a cache line. */
    private static final int LARGE = 1 << 20;

    private static final int PAGE = 4096;
    private static final int LINE = 64;

    /** What the file is called while its content is not complete. */
    private static final String UNNAMED = "data.part";

    /** Of the content's SHA-256, in hexadecimal digits. */
    private static final int DIGITS = 16;

    private final ExternalData source;
    private final FileChannel channel;
    private final Map<ExternalData.Range, Long> written = new HashMap<>();

    private DataFile(ExternalData source, FileChannel channel) {
        this.source = source;
        this.channel = channel;
    }

    /** Writes the tensors to a file beside a model that is about to be written, and returns the model that finds them. */
    public static ModelProto write(ModelProto model, ExternalData source, Path file) throws IOException {
        Path unnamed = file.resolveSibling(UNNAMED);
        ModelProto moved;
        try (FileChannel channel = FileChannel.open(unnamed, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            moved = new DataFile(source, channel).write(model);
            channel.force(true);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        String name = name(file, unnamed);
        Files.move(unnamed, file.resolveSibling(name));
        return TensorWalk.map(
                moved, tensor -> ExternalData.isExternal(tensor) ? ExternalData.relocated(tensor, name) : tensor);
    }

    /** What a model's data file is called. */
    private static String name(Path model, Path data) throws IOException {
        return model.getFileName() + "." + digits(data) + ".data";
    }

    /** Whether a file beside a model is one that was written for it here: nothing else is called by its content so. */
    public static boolean isOf(Path model, String name) throws IOException {
        if (!name.matches(Pattern.quote(model.getFileName() + ".") + "[0-9a-f]{" + DIGITS + "}[.]data")) {
            return false;
        }
        Path data = model.resolveSibling(name);
        return Files.isRegularFile(data, LinkOption.NOFOLLOW_LINKS) && name.equals(name(model, data));
    }

    private static String digits(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            in.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
            return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** What lay in files stays in one; of the rest, the main graph's weights go there. */
    private ModelProto write(ModelProto model) {
        ModelProto.Builder moved =
                TensorWalk.map(model, tensor -> ExternalData.isExternal(tensor) ? moved(tensor) : tensor).toBuilder();
        List<TensorProto.Builder> initializers = moved.getGraphBuilder().getInitializerBuilderList();
        for (TensorProto.Builder initializer : initializers) {
            TensorProto tensor = initializer.build();
            if (isLargeAndInside(tensor)) {
                initializer.clear().mergeFrom(moved(tensor));
            }
        }
        return moved.build();
    }

    /** Weights in typed fields are what no exporter writes large; they stay. */
    private static boolean isLargeAndInside(TensorProto tensor) {
        return !ExternalData.isExternal(tensor) && tensor.getRawData().size() >= SMALLEST;
    }

    /** The same tensor, its elements written to the file; those that shared a place before share one again. */
    private TensorProto moved(TensorProto tensor) {
        boolean external = ExternalData.isExternal(tensor);
        TensorBytes bytes = external ? source.bytes(tensor) : TensorBytes.of(tensor);
        long offset = external ? written.computeIfAbsent(source.range(tensor), range -> append(bytes)) : append(bytes);
        return ExternalData.reference(tensor, UNNAMED, offset, bytes.length());
    }

    private long append(TensorBytes bytes) {
        try {
            int alignment = bytes.length() >= LARGE ? PAGE : LINE;
            long offset = (channel.position() + alignment - 1) / alignment * alignment;
            channel.write(ByteBuffer.allocate((int) (offset - channel.position())));
            bytes.writeTo(channel);
            return offset;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.eckart.app.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.eckart.app.onnx.layer.Site;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.app.onnx.tensor.OnnxException;
import dev.eckart.app.onnx.unit.Sites;
import dev.eckart.spi.Seed;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A damaged file ends in one line, or is still a model; it never takes more memory than belongs to its size. */
class DamagedCopiesTest {
    private static final int COPIES = 1000;

    /** Bytes allocated for each byte of file: objects of small messages, and eight bytes for an element of one. */
    private static final long MOST_PER_BYTE = 1000;

    private static final long MOST_FIXED = 4 << 20;

    @TempDir
    private Path directory;

    @Test
    @Timeout(60)
    void endInOneLineOrAreStillModels() throws IOException {
        SplittableRandom random = new Seed(5).random();
        List<ModelProto> models = models();
        Path file = directory.resolve("damaged.onnx");
        for (ModelProto model : models) {
            Files.write(file, model.toByteArray());
            assertFalse(isRefused(file, -1));
        }
        int refused = 0;
        for (int i = 0; i < COPIES; i++) {
            byte[] bytes = Damage.any(models.get(i % models.size()), random);
            Files.write(file, bytes);
            long before = allocated();
            refused += isRefused(file, i) ? 1 : 0;
            long taken = allocated() - before;
            assertTrue(
                    taken < MOST_FIXED + MOST_PER_BYTE * bytes.length,
                    "copy " + i + " of " + bytes.length + " bytes took " + taken);
        }
        assertTrue(refused > COPIES / 4 && refused < COPIES, "refused " + refused);
    }

    /** Whatever else is thrown fails the test. */
    private static boolean isRefused(Path file, int copy) {
        try {
            Sites.of(OnnxModel.read(file)).sites().forEach(Site::read);
            return false;
        } catch (OnnxException e) {
            assertEquals(1, e.getMessage().lines().count(), "copy " + copy + ": " + e.getMessage());
            return true;
        } catch (RuntimeException | Error e) {
            throw new AssertionError("copy " + copy, e);
        }
    }

    /** Each model with its weights inline and beside. */
    private List<ModelProto> models() throws IOException {
        List<ModelProto> models = new ArrayList<>(ExportedModels.all().values());
        for (ModelProto model : ExportedModels.all().values()) {
            Path external = directory.resolve(models.size() + ".onnx");
            ExternalExport.write(model, external, 64);
            models.add(ModelProto.parseFrom(Files.readAllBytes(external)));
        }
        return models;
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean())
                .getThreadAllocatedBytes(Thread.currentThread().getId());
    }
}

package dev.eckart.app.onnx.compress;

import dev.eckart.app.onnx.compress.Compression.Compressed;
import dev.eckart.app.onnx.form.MatrixFile;
import dev.eckart.app.onnx.model.FileSize;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.app.onnx.rewrite.Rewriter;
import dev.eckart.spi.compress.Budget;
import dev.eckart.spi.compress.Candidate;
import dev.eckart.spi.compress.RankAllocator.Preferences;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds the choice with which a model's file is small enough. What cannot be factorised stays; nodes and names of what
 * stands in the place of layers are counted when they have been written.
 *
 * @param compression builds models
 * @param offered what to choose from
 * @param file keeps what models are built of
 * @param target how large the file may be
 */
record FileSearch(Compression compression, ModelOffers offered, MatrixFile file, Target.Bytes target) {
    Compressed reach() {
        OnnxModel model = compression.model();
        long whole = size(model.proto());
        long layers = offered.cost(budget(1));
        long most = target.of(whole);
        compression
                .notes()
                .accept(String.format(
                        Locale.ROOT,
                        "of the %,d bytes of the file, %,d are layers that can be factorised; it shall have %,d",
                        whole,
                        layers,
                        most));
        long left = most - (whole - layers);
        while (left >= cost(offered.smallest(budget(1)))) {
            List<Candidate> chosen =
                    offered.allocate(compression.tools().allocator(), budget(left), Preferences.NONE, Optional.empty());
            long over = size(written(chosen)) - most;
            if (over <= 0) {
                return compression.build(offered, chosen, file);
            }
            left -= over;
        }
        throw new TargetMissedException(String.format(
                Locale.ROOT,
                "the file cannot have as few as %,d bytes: it has %,d, of which %,d are no layers that can be factorised,"
                        + " and the smallest that it can have is %,d%s",
                most,
                whole,
                whole - layers,
                size(written(offered.smallest(budget(1)))),
                compression.tools().bytes() == EightBits.PRODUCTS
                        ? ""
                        : "; products of bytes make it smaller, with --int8"));
    }

    private static Budget budget(long bytes) {
        return new Budget(Budget.Unit.BYTES, Math.max(1, bytes));
    }

    private static long cost(List<Candidate> chosen) {
        return chosen.stream().mapToLong(Candidate::bytes).sum();
    }

    private ModelProto written(List<Candidate> chosen) {
        return new Rewriter(compression.model().proto(), file::keep, offered.resizing(chosen))
                .replace(offered.replacements(chosen))
                .model();
    }

    private long size(ModelProto model) {
        return FileSize.of(model, compression.model().externalData());
    }
}

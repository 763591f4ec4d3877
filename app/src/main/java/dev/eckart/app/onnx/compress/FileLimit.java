package dev.eckart.app.onnx.compress;

import dev.eckart.app.onnx.model.FileSize;
import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.spi.compress.Budget;
import dev.eckart.spi.compress.Candidate;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * Bytes of a model's file. What cannot be factorised stays; nodes and names of what stands in the place of layers are
 * counted when they have been written.
 */
final class FileLimit implements Limit {
    private final Compression compression;
    private final Function<List<Candidate>, ModelProto> written;
    private final long whole;
    private final long layers;
    private final long most;
    private long left;

    FileLimit(
            Compression compression,
            ModelOffers offered,
            Function<List<Candidate>, ModelProto> written,
            Target.Bytes target) {
        this.compression = compression;
        this.written = written;
        this.whole = size(compression.model().proto());
        this.layers = offered.cost(new Budget(Budget.Unit.BYTES, 1));
        this.most = target.of(whole);
        this.left = most - (whole - layers);
        compression
                .notes()
                .accept(String.format(
                        Locale.ROOT,
                        "of the %,d bytes of the file, %,d are layers that can be factorised; it shall have %,d",
                        whole,
                        layers,
                        most));
    }

    @Override
    public Budget budget() {
        return new Budget(Budget.Unit.BYTES, Math.max(1, left));
    }

    @Override
    public boolean isKeptBy(List<Candidate> chosen) {
        long over = size(written.apply(chosen)) - most;
        left -= Math.max(0, over);
        return over <= 0;
    }

    @Override
    public String told(List<Candidate> chosen) {
        return String.format(Locale.ROOT, "a file of %,d bytes", size(written.apply(chosen)));
    }

    @Override
    public TargetMissedException missed(List<Candidate> least) {
        return new TargetMissedException(String.format(
                Locale.ROOT,
                "the file cannot have as few as %,d bytes: it has %,d, of which %,d are no layers that can be factorised,"
                        + " and the smallest that it can have is %,d%s",
                most,
                whole,
                whole - layers,
                size(written.apply(least)),
                compression.tools().forms().bytes() == EightBits.PRODUCTS
                        ? ""
                        : "; products of bytes make it smaller, with --int8"));
    }

    private long size(ModelProto model) {
        return FileSize.of(model, compression.model().externalData());
    }
}

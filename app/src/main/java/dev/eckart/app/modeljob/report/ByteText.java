package dev.eckart.app.modeljob.report;

import dev.eckart.app.modeljob.report.CompressionReport.Layer;
import dev.eckart.app.modeljob.report.CompressionReport.StoredSize;
import dev.eckart.app.onnx.compress.BytesAlone;
import dev.eckart.app.report.text.RunText;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** What of a compressed model has 8 bits, as text for a person. */
public final class ByteText {
    private ByteText() {}

    /** Bytes of the layers, where not all of their weights are numbers as they were; empty if they are. */
    static String layers(CompressionReport report) {
        long count = count(report.layers());
        return count == 0
                ? ""
                : ", "
                        + bytes(report, Layer::parametersBefore, report.parametersBefore(), StoredSize::before)
                        + " -> " + bytes(report, Layer::parametersAfter, report.parametersAfter(), StoredSize::after)
                        + " bytes (" + count + " of " + report.layers().size() + " in 8 bits)";
    }

    /** Bytes of the layers together; what several have, such as one bias for all, is stored once, in numbers as they were. */
    private static String bytes(
            CompressionReport report, ToLongFunction<Layer> each, long together, ToLongFunction<StoredSize> bytes) {
        List<Layer> layers = report.layers();
        long sum = layers.stream()
                .flatMap(layer -> layer.stored().stream())
                .mapToLong(bytes)
                .sum();
        long repeated = layers.stream().mapToLong(each).sum() - together;
        long width = layers.stream()
                .flatMap(layer -> layer.stored().map(size -> size.before() / layer.parametersBefore()).stream())
                .findFirst()
                .orElse(0L);
        return RunText.count(sum - repeated * width);
    }

    /** What a verdict says more; empty if nothing. */
    public static String verdict(List<Layer> layers, Optional<BytesAlone> alone) {
        long count = count(layers);
        String stored = count == 0 ? "" : "; " + count + " of " + layers.size() + " layers are in 8 bits";
        return stored + alone.flatMap(ByteText::alone).orElse("");
    }

    private static Optional<String> alone(BytesAlone alone) {
        return alone.isAsFast()
                ? Optional.of("; 8 bits alone, with nothing cut away, are as small and as fast: "
                        + RunText.count(alone.bytes()) + " bytes (--int8 --ratio 1)")
                : Optional.empty();
    }

    private static long count(List<Layer> layers) {
        return layers.stream()
                .filter(layer -> layer.stored().filter(StoredSize::inBytes).isPresent())
                .count();
    }
}

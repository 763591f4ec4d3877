package dev.eckart.app.onnx.compress;

import dev.eckart.app.onnx.layer.SkippedLayer;
import dev.eckart.spi.EckartException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A target that cannot be met; nothing was written. */
public final class TargetMissedException extends EckartException {
    private static final long serialVersionUID = 1L;

    /** Layers that are named for one reason; `inspect` shows all. */
    private static final int MOST_NAMED = 3;

    /**
     * A model of which nothing can be made smaller. The first layers are named for each reason, since this is one line.
     *
     * @param left its layers, and why each is left alone
     * @return the exception
     */
    public static TargetMissedException nothing(List<SkippedLayer> left) {
        Map<String, List<String>> layers = left.stream()
                .collect(Collectors.groupingBy(
                        SkippedLayer::reason,
                        LinkedHashMap::new,
                        Collectors.mapping(
                                layer -> layer.name() + " (" + layer.operator() + ")", Collectors.toList())));
        String reasons = layers.entrySet().stream()
                .map(reason -> named(reason.getValue()) + ": " + reason.getKey())
                .collect(Collectors.joining("; "));
        return new TargetMissedException("there is no layer that can be factorised, so the model cannot get smaller"
                + (reasons.isEmpty() ? "" : "; " + reasons));
    }

    private static String named(List<String> layers) {
        return layers.stream().limit(MOST_NAMED).collect(Collectors.joining(", "))
                + (layers.size() > MOST_NAMED ? ", ... (" + layers.size() + " layers)" : "");
    }

    /**
     * A target that cannot be met.
     *
     * @param message why, in one line
     */
    public TargetMissedException(String message) {
        super(message.replaceAll("\\p{Cntrl}+", " "));
    }
}

package dev.eckart.app.onnx.observe;

import dev.eckart.app.onnx.data.SampleBatch;
import dev.eckart.app.onnx.expression.Expression;
import dev.eckart.app.onnx.expression.ExtendedGraph;
import dev.eckart.app.onnx.expression.SizedModel;
import dev.eckart.app.onnx.model.Bindings;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.progress.Stages;
import dev.eckart.app.onnx.runtime.Taps;
import dev.eckart.app.onnx.runtime.Values;
import dev.eckart.spi.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The way of a shard's samples forward through a model and back: differentiated once for each shape of batches.
 *
 * @param model the model, in float32
 * @param shard which shard
 * @param shapes its batches by sizes of what the model is given
 * @param loss what is differentiated
 * @param losses how many losses each sample has
 * @param threads threads that the model is run with
 */
record BackwardRuns(
        OnnxModel model,
        Shard shard,
        Map<Map<String, List<Long>>, List<SampleBatch>> shapes,
        RandomLoss loss,
        int losses,
        int threads) {
    static BackwardRuns of(
            OnnxModel model, Shard shard, List<SampleBatch> batches, RandomLoss loss, int losses, int threads) {
        Map<Map<String, List<Long>>, List<SampleBatch>> shapes = new LinkedHashMap<>();
        batches.forEach(batch -> shapes.computeIfAbsent(shape(batch.values()), shape -> new ArrayList<>())
                .add(batch));
        return new BackwardRuns(model, shard, shapes, loss, losses, threads);
    }

    /** A loss of all samples' outputs. */
    static RandomLoss loss(OnnxModel model, List<SampleBatch> batches, int threads) {
        return RandomLoss.of(model, graph(model, shape(batches.get(0).values())), batches, threads);
    }

    private static Map<String, List<Long>> shape(Map<String, Values> given) {
        Map<String, List<Long>> shape = new HashMap<>();
        given.forEach((name, values) ->
                shape.put(name, Arrays.stream(values.dims()).boxed().toList()));
        return shape;
    }

    private static ExtendedGraph graph(OnnxModel model, Map<String, List<Long>> shape) {
        return ExtendedGraph.of(SizedModel.of(model, new Bindings(Map.of(), shape, false)));
    }

    /** Takes the samples there and back. The loss of each is the same in every pass. */
    void run(GradientPass pass, Seed all, Stages stages) {
        Seed seed = shard.seed(all);
        long total = losses
                * shapes.values().stream()
                        .flatMap(List::stream)
                        .mapToLong(SampleBatch::count)
                        .sum();
        Stages.Stage stage = new Stages.Stage("gradients of " + Stages.layers(pass.layers()), total, "samples");
        stages.reached(stage, 0);
        long done = 0;
        for (Map.Entry<Map<String, List<Long>>, List<SampleBatch>> shape : shapes.entrySet()) {
            ExtendedGraph graph = graph(model, shape.getKey());
            Map<String, Expression> gradients = pass.differentiated(loss.in(graph));
            try (Taps taps = taps(graph, gradients)) {
                for (SampleBatch batch : shape.getValue()) {
                    Map<String, Values> given = new HashMap<>(batch.values());
                    for (int i = 0; i < losses; i++) {
                        given.putAll(loss.signs(
                                graph, batch, seed.split(batch.from()).split(i)));
                        try (Taps.Made made = taps.run(given, Map.of())) {
                            pass.add(
                                    batch, gradients, made, (double) batch.count() / ((long) losses * shard.samples()));
                        }
                        done += batch.count();
                        stages.reached(stage, done);
                    }
                }
            }
        }
    }

    /** Values that have the same gradient share it. */
    private Taps taps(ExtendedGraph graph, Map<String, Expression> gradients) {
        List<Expression> wanted = gradients.values().stream().distinct().toList();
        Set<String> names = wanted.stream().map(Expression::name).collect(Collectors.toSet());
        return Taps.fused(graph.model(Set.of(), wanted), model.externalData(), List.of(), names, threads);
    }
}

package dev.eckart.app.onnx.observe;

import dev.eckart.app.onnx.data.SampleBatch;
import dev.eckart.app.onnx.expression.Expression;
import dev.eckart.app.onnx.gradient.Backpropagation;
import dev.eckart.app.onnx.layer.Rows;
import dev.eckart.app.onnx.layer.Site;
import dev.eckart.app.onnx.moment.CountedRows;
import dev.eckart.app.onnx.runtime.Taps;
import dev.eckart.app.onnx.unit.Unit;
import dev.eckart.spi.Seed;
import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.compress.MatrixStore;
import dev.eckart.tensor.Tensor;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** One pass over a shard of the samples, in which the gradients with respect to what some layers make are observed. */
public final class GradientPass {
    private final Map<Unit, List<GradientSums>> sums = new LinkedHashMap<>();
    private final Map<String, String> frozen = new HashMap<>();
    private long samples;

    GradientPass(List<Unit> units, Backend backend, Seed seed) {
        for (Unit unit : units) {
            Seed own = seed.split(unit.first().output());
            int width = unit.shape().blockOutputs();
            sums.put(
                    unit,
                    IntStream.range(0, unit.shape().geometry().blocks())
                            .mapToObj(block -> new GradientSums(backend, width, own.split(block)))
                            .toList());
        }
    }

    /**
     * What one shard of the samples adds.
     *
     * @param layers sums of each layer, in order
     * @param frozen why layers have no gradient, by name of what they make
     * @param samples how many were taken there and back
     */
    public record Partial(List<PartialSums> layers, Map<String, String> frozen, long samples) {}

    /** What is summed here, to be added to what is summed of other shards. */
    Partial partial() {
        return new Partial(
                sums.values().stream()
                        .map(blocks -> new PartialSums(
                                List.of(),
                                blocks.stream()
                                        .flatMap(block -> block.numbers().stream())
                                        .toList(),
                                List.of(),
                                ""))
                        .toList(),
                Map.copyOf(frozen),
                samples);
    }

    /**
     * Adds what is summed of another shard.
     *
     * @param shard sums of the same layers
     */
    public void add(Partial shard) {
        List<PartialSums> own = partial().layers();
        for (int layer = 0; layer < own.size(); layer++) {
            PartialSums.add(shard.layers().get(layer).outputs(), own.get(layer).outputs());
        }
        frozen.putAll(shard.frozen());
        samples += shard.samples();
    }

    /** How many layers there are. */
    int layers() {
        return sums.size();
    }

    /** Adds gradients to the graph of a loss, as far as there are any: by name of what a layer makes. */
    Map<String, Expression> differentiated(Expression loss) {
        List<String> made = sums.keySet().stream()
                .flatMap(unit -> unit.layers().stream())
                .map(Site::output)
                .distinct()
                .toList();
        Backpropagation.Gradients found = Backpropagation.of(loss, made);
        frozen.putAll(found.frozen());
        Map<String, Expression> gradients = new HashMap<>(found.gradients());
        sums.keySet().stream()
                .flatMap(unit -> unit.turned().stream())
                .forEach(site -> gradients.computeIfPresent(
                        site.output(),
                        (output, gradient) -> turned(gradient, loss.graph().value(site.input()))));
        return gradients;
    }

    /**
     * How the transposed weights are minded, as rows of the weights: what is multiplied with them, each row as much as what
     * it makes is minded.
     */
    private static Expression turned(Expression gradient, Expression taken) {
        return taken.times(gradient.squared().sum(List.of(gradient.rank() - 1)).mapped("Sqrt"));
    }

    /** Adds what a batch made, that has a share of all samples. */
    void add(SampleBatch batch, Map<String, Expression> gradients, Taps.Made made, double share) {
        samples += batch.count();
        sums.forEach((unit, blocks) -> {
            for (Site use : unit.layers()) {
                Optional.ofNullable(gradients.get(use.output())).ifPresent(gradient -> {
                    List<Rows> rows = unit.first().made(batch.real(made.numbers(gradient.name())));
                    Optional<boolean[]> counted = batch.counted(use.output());
                    for (int block = 0; block < blocks.size(); block++) {
                        blocks.get(block).add(CountedRows.of(rows.get(block), counted), share);
                    }
                });
            }
        });
    }

    /**
     * What was found of each layer.
     *
     * @param store keeps it
     * @return by layer; of those that no gradient reaches, why none does
     */
    public Map<Unit, Sensitivity> found(MatrixStore store) {
        Map<Unit, Sensitivity> found = new LinkedHashMap<>();
        sums.forEach((unit, blocks) -> found.put(unit, found(unit, blocks, store)));
        return found;
    }

    private Sensitivity found(Unit unit, List<GradientSums> blocks, MatrixStore store) {
        Optional<String> obstacle = unit.layers().stream()
                .flatMap(use -> Optional.ofNullable(frozen.get(use.output())).stream())
                .findFirst();
        if (obstacle.isPresent()) {
            return Sensitivity.none(obstacle.get());
        }
        if (!blocks.stream().allMatch(GradientSums::isAny)) {
            return Sensitivity.none("no sample reaches it");
        }
        List<Tensor> moments =
                blocks.stream().map(block -> block.moment(samples)).toList();
        return moments.stream()
                        .allMatch(moment -> Arrays.stream(moment.doubles()).allMatch(Double::isFinite))
                ? new Sensitivity(moments.stream().map(store::keep).toList(), "")
                : Sensitivity.none("it is not finite");
    }
}

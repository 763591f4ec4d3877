package dev.eckart.app.onnx.observe;

import dev.eckart.app.onnx.form.Geometry;
import dev.eckart.app.onnx.form.LayerStatistics;
import dev.eckart.app.onnx.layer.Arrangement;
import dev.eckart.app.onnx.moment.Gram;
import dev.eckart.app.onnx.unit.Unit;
import dev.eckart.compress.calibrate.Shrinkage;
import dev.eckart.spi.compress.Statistics;
import dev.eckart.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What is summed of a layer, block by block.
 *
 * @param inputs sums of what it takes; those of layers that take the same are the same
 * @param outputs sums of what it makes, if that is wanted
 */
record LayerSums(List<InputSums> inputs, Optional<List<Gram>> outputs) {
    /**
     * What the rows that a layer takes depend on.
     *
     * @param names values that its uses take
     * @param arrangements how rows lie in them
     * @param geometry which of them belong to a block
     * @param width numbers of a row
     * @param covariance whether their covariance is wanted
     * @param drawn whether it may be taken from some of them
     * @param kept whether some of the rows are wanted
     */
    record Taken(
            List<String> names,
            List<Arrangement> arrangements,
            Geometry geometry,
            int width,
            boolean covariance,
            boolean drawn,
            boolean kept) {
        static Taken of(Unit unit, boolean covariance, boolean drawn) {
            return new Taken(
                    unit.uses().stream().map(use -> use.input()).toList(),
                    unit.uses().stream().map(use -> use.arrangement().ofInput()).toList(),
                    unit.shape().geometry(),
                    unit.shape().rows(),
                    covariance,
                    drawn,
                    isKept(unit));
        }
    }

    /** A form along the axes of a tensor goes by rows of it. */
    static boolean isKept(Unit unit) {
        return !unit.forms().axes().isEmpty();
    }

    /** The sums themselves. */
    PartialSums partial() {
        return new PartialSums(
                inputs.stream().flatMap(block -> block.numbers().stream()).toList(),
                outputs.stream()
                        .flatMap(List::stream)
                        .flatMap(block -> block.numbers().stream())
                        .toList(),
                inputs.stream().map(InputSums::kept).toList(),
                "");
    }

    /** Rows that were seen of each block, all of them. */
    boolean isComplete() {
        return inputs.stream().allMatch(block -> block.count() > 0);
    }

    /** What was seen of each block. */
    LayerStatistics statistics() {
        return new LayerStatistics(blocks(), inputs.get(0).rows());
    }

    private Tensor shrunk(Tensor covariance, int block) {
        return Shrinkage.shrunk(covariance, inputs.get(block).count());
    }

    private List<Statistics> blocks() {
        return IntStream.range(0, inputs.size())
                .mapToObj(block -> new Statistics(
                        inputs.get(block).count(),
                        inputs.get(block).mean(),
                        inputs.get(block).covariance().map(seen -> shrunk(seen, block)),
                        outputs.map(all -> all.get(block).covariance()),
                        Optional.empty()))
                .toList();
    }
}

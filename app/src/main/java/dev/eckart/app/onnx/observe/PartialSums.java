package dev.eckart.app.onnx.observe;

import dev.eckart.app.onnx.unit.Unit;
import java.util.Iterator;
import java.util.List;

/**
 * What one shard of the samples adds to the sums of a layer: numbers that add up.
 *
 * @param inputs sums of what it takes, one list of numbers after the other
 * @param outputs sums of what it makes, or of gradients with respect to that
 * @param rows some of the rows that each block takes, if they are wanted
 * @param refusal why nothing could be summed, empty if it could
 */
public record PartialSums(List<double[]> inputs, List<double[]> outputs, List<List<double[]>> rows, String refusal) {
    /**
     * Numbers that the sums of a layer have at most, of what it takes and of what it makes. Of a table there are none of what it
     * takes but how often.
     *
     * @param unit the layer
     * @return a number of numbers
     */
    static long most(Unit unit) {
        long inputs = unit.shape().geometry().lookup() ? 1 : unit.shape().rows();
        long outputs = unit.shape().blockOutputs();
        return unit.shape().geometry().blocks() * (inputs * inputs + outputs * outputs);
    }

    static PartialSums refused(String why) {
        return new PartialSums(List.of(), List.of(), List.of(), why);
    }

    /** Adds numbers to others of the same sizes. */
    static void add(List<double[]> more, List<double[]> sums) {
        Iterator<double[]> next = more.iterator();
        for (double[] sum : sums) {
            double[] numbers = next.next();
            for (int i = 0; i < sum.length; i++) {
                sum[i] += numbers[i];
            }
        }
    }
}

package dev.eckart.kernel.vector;

import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * W, b and what the outputs are at least.
 *
 * @param inputs features
 * @param outputs numbers a sample
 * @param stride from a row of W to the next: as many as there are outputs, or as many as are computed at least
 * @param elements W, row by row
 * @param bias b
 * @param least 0 behind a rectifier, else minus infinity, with which a maximum changes nothing
 * @param finite whether zeros times weights are zeros
 */
record OutputWeights(int inputs, int outputs, int stride, float[] elements, float[] bias, float least, boolean finite) {
    /** Vectors as wide as the processor's, up to 512 bits: wider ones would not fit the zeros behind a narrow layer's rows. */
    static final VectorSpecies<Float> SPECIES =
            FloatVector.SPECIES_PREFERRED.length() > 16 ? FloatVector.SPECIES_512 : FloatVector.SPECIES_PREFERRED;

    static final int LANES = SPECIES.length();

    /** Vectors of 256 bits at most, for what loads one for each that it computes: wider ones lie across cache lines. */
    static final VectorSpecies<Float> NARROW = LANES > 8 ? FloatVector.SPECIES_256 : SPECIES;

    /** A copy, in which a row has zeros behind it if it is shorter than what is computed at once. */
    static OutputWeights of(Tensor weights, float[] bias, boolean rectified) {
        int outputs = weights.columns();
        int stride = Math.max(outputs, outputs > SampleProduct.FEW ? SampleProduct.MANY : SampleProduct.FEW);
        float[] elements = new float[weights.rows() * stride];
        for (int i = 0; i < weights.rows(); i++) {
            System.arraycopy(weights.floats(), i * outputs, elements, i * stride, outputs);
        }
        return new OutputWeights(
                weights.rows(),
                outputs,
                stride,
                elements,
                Arrays.copyOf(bias, stride),
                rectified ? 0 : Float.NEGATIVE_INFINITY,
                Tensors.isFinite(weights));
    }
}

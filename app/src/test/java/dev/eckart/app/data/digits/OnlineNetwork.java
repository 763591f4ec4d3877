package dev.eckart.app.data.digits;

import dev.eckart.app.data.Pictures;
import java.util.SplittableRandom;

/**
 * A network of linear layers with ReLU between them, trained by stochastic gradient descent on one picture at a time
 * with a learning rate that falls to zero: plain, independent of the product, and quick because dark pixels cost nothing.
 */
final class OnlineNetwork {
    private final int[] widths;
    private final float[][][] weights;
    private final float[][] biases;
    private final float[][] values;
    private final float[][] gradients;
    private final SplittableRandom random;

    OnlineNetwork(long seed, int... widths) {
        int layers = widths.length - 1;
        this.widths = widths;
        this.random = new SplittableRandom(seed);
        weights = new float[layers][][];
        biases = new float[layers][];
        values = new float[layers + 1][];
        gradients = new float[layers + 1][];
        for (int l = 0; l <= layers; l++) {
            values[l] = new float[widths[l]];
            gradients[l] = new float[widths[l]];
        }
        for (int l = 0; l < layers; l++) {
            weights[l] = initial(widths[l], widths[l + 1]);
            biases[l] = new float[widths[l + 1]];
        }
    }

    void train(Pictures pictures, int epochs, float learningRate) {
        int steps = epochs * pictures.count();
        for (int step = 0; step < steps; step++) {
            float rate = learningRate * (steps - step) / steps;
            int index = random.nextInt(pictures.count());
            forward(pictures, index);
            outputGradient(pictures.label(index));
            for (int l = weights.length - 1; l >= 0; l--) {
                backward(l, rate);
            }
        }
    }

    double accuracy(Pictures pictures) {
        int right = 0;
        for (int i = 0; i < pictures.count(); i++) {
            forward(pictures, i);
            float[] output = values[weights.length];
            int best = 0;
            for (int j = 1; j < output.length; j++) {
                best = output[j] > output[best] ? j : best;
            }
            right += best == pictures.label(i) ? 1 : 0;
        }
        return (double) right / pictures.count();
    }

    private float[][] initial(int inputs, int outputs) {
        float[][] matrix = new float[inputs][outputs];
        for (float[] row : matrix) {
            for (int j = 0; j < outputs; j++) {
                row[j] = (float) (Math.sqrt(2.0 / inputs) * random.nextGaussian());
            }
        }
        return matrix;
    }

    private void forward(Pictures pictures, int index) {
        for (int i = 0; i < widths[0]; i++) {
            values[0][i] = pictures.pixel(index, i) / 255f;
        }
        for (int l = 0; l < weights.length; l++) {
            float[] output = values[l + 1];
            System.arraycopy(biases[l], 0, output, 0, output.length);
            for (int i = 0; i < widths[l]; i++) {
                if (values[l][i] != 0) {
                    add(values[l][i], weights[l][i], output);
                }
            }
            for (int j = 0; l < weights.length - 1 && j < output.length; j++) {
                output[j] = Math.max(0, output[j]);
            }
        }
    }

    /** Softmax less the truth: the gradient of the cross-entropy. */
    private void outputGradient(int label) {
        float[] output = values[weights.length];
        float[] gradient = gradients[weights.length];
        float largest = Float.NEGATIVE_INFINITY;
        for (float value : output) {
            largest = Math.max(largest, value);
        }
        float sum = 0;
        for (int j = 0; j < output.length; j++) {
            gradient[j] = (float) Math.exp(output[j] - largest);
            sum += gradient[j];
        }
        for (int j = 0; j < output.length; j++) {
            gradient[j] = gradient[j] / sum - (j == label ? 1 : 0);
        }
    }

    /** A value of zero neither moves its weights nor, being at ReLU's flat side, has a gradient. */
    private void backward(int layer, float rate) {
        float[] gradient = gradients[layer + 1];
        for (int i = 0; i < widths[layer]; i++) {
            gradients[layer][i] = 0;
            if (values[layer][i] != 0) {
                float sum = 0;
                for (int j = 0; layer > 0 && j < gradient.length; j++) {
                    sum += weights[layer][i][j] * gradient[j];
                }
                gradients[layer][i] = sum;
                add(-rate * values[layer][i], gradient, weights[layer][i]);
            }
        }
        add(-rate, gradient, biases[layer]);
    }

    private static void add(float factor, float[] from, float[] to) {
        for (int j = 0; j < to.length; j++) {
            to[j] += factor * from[j];
        }
    }
}

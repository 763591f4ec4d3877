package dev.eckart.compress.decompose;

import dev.eckart.compress.math.Float64;
import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.compress.PictureShape;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.function.IntBinaryOperator;

/**
 * Orthonormal bases of the rows and of the columns of pictures, in the order of how much a layer sees along each direction.
 *
 * @param left basis P of the columns of a picture, height x height
 * @param right basis Q of its rows, width x width
 */
record PictureModes(Tensor left, Tensor right) {
    /**
     * The eigenvectors of the mode Grams of what a layer sees.
     *
     * <p>De Lathauwer, De Moor and Vandewalle, "A multilinear singular value decomposition", 2000.
     *
     * @param seen columns, each a picture: how the input goes with each output, {@code C W h} of the input's moment C
     *     and the metric {@code h h} of the outputs, so that what the loss minds counts most
     */
    static PictureModes of(Backend backend, PictureShape shape, Tensor seen) {
        int h = shape.height();
        int w = shape.width();
        return new PictureModes(
                backend.eigen(gram(seen, h, w, (i, j) -> i * w + j)).vectors(),
                backend.eigen(gram(seen, w, h, (j, i) -> i * w + j)).vectors());
    }

    /** Sum over pictures and over the other mode of the outer products of one mode. */
    private static Tensor gram(Tensor seen, int size, int others, IntBinaryOperator pixel) {
        double[] gram = new double[size * size];
        double[] z = seen.doubles();
        int n = seen.columns();
        for (int other = 0; other < others; other++) {
            for (int i = 0; i < size; i++) {
                for (int j = 0; j <= i; j++) {
                    int first = pixel.applyAsInt(i, other) * n;
                    int second = pixel.applyAsInt(j, other) * n;
                    double sum = 0;
                    for (int k = 0; k < n; k++) {
                        sum += z[first + k] * z[second + k];
                    }
                    gram[i * size + j] += sum;
                }
            }
        }
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < i; j++) {
                gram[j * size + i] = gram[i * size + j];
            }
        }
        return Tensors.wrap(size, size, gram);
    }

    /** Each column, a picture X, as {@code P' X Q}, column by column as a bilinear layer has it. */
    Tensor turn(Tensor pictures) {
        int h = left.rows();
        int w = right.rows();
        int n = pictures.columns();
        // Rows of pictures: (h) x (w n); then, with the modes exchanged, (w) x (h n).
        Tensor rows = Tensors.wrap(h, w * n, pictures.doubles().clone());
        Tensor turned = Float64.product(Tensors.transpose(left), rows);
        double[] t = turned.doubles();
        double[] exchanged = new double[t.length];
        for (int i = 0; i < h; i++) {
            for (int j = 0; j < w; j++) {
                System.arraycopy(t, (i * w + j) * n, exchanged, (j * h + i) * n, n);
            }
        }
        Tensor both = Float64.product(Tensors.transpose(right), Tensors.wrap(w, h * n, exchanged));
        return Tensors.wrap(h * w, n, both.doubles());
    }
}

package dev.eckart.nn;

import dev.eckart.tensor.Tensor;
import java.util.Arrays;

/** The loops over {@code float} arrays; plain enough for the JIT compiler to vectorise. */
final class FloatElementwise implements Elementwise {
    @Override
    public void addRow(Tensor matrix, Tensor row) {
        float[] m = matrix.floatsToWrite();
        float[] r = row.floats();
        for (int start = 0; start < m.length; start += r.length) {
            for (int j = 0; j < r.length; j++) {
                m[start + j] += r[j];
            }
        }
    }

    @Override
    public void sumRows(Tensor matrix, Tensor row) {
        float[] m = matrix.floats();
        float[] r = row.floatsToWrite();
        Arrays.fill(r, 0);
        for (int start = 0; start < m.length; start += r.length) {
            for (int j = 0; j < r.length; j++) {
                r[j] += m[start + j];
            }
        }
    }

    @Override
    public void rectify(Tensor x, Tensor y) {
        float[] from = x.floats();
        float[] to = y.floatsToWrite();
        for (int i = 0; i < to.length; i++) {
            to[i] = Math.max(from[i], 0);
        }
    }

    @Override
    public void mask(Tensor y, Tensor g, Tensor z) {
        float[] output = y.floats();
        float[] gradient = g.floats();
        float[] to = z.floatsToWrite();
        for (int i = 0; i < to.length; i++) {
            to[i] = output[i] > 0 ? gradient[i] : 0;
        }
    }
}

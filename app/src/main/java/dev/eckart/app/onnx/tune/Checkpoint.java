package dev.eckart.app.onnx.tune;

import dev.eckart.spi.EckartException;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How far a training is after an epoch. Tensors are kept beside it, bit by bit.
 *
 * @param start loss on the samples kept back before the first step
 * @param epochs what has happened so far
 * @param best the epoch with the smallest loss; 0 for the start
 */
record Checkpoint(double start, List<Tuned.Epoch> epochs, int best) {
    /**
     * Where checkpoints of one training are.
     *
     * @param place where they are kept
     * @param fingerprint tells the training from any other
     */
    record Shelf(Checkpoints place, String fingerprint) {
        /** Keeps one, with tensors. */
        void keep(Checkpoint checkpoint, List<Tensor> tensors) {
            try {
                place.keep(fingerprint, out -> checkpoint.write(out, tensors));
            } catch (IOException e) {
                throw new EckartException("how far the training is cannot be kept: " + e, e);
            }
        }

        /** Reads the one that was left, if there is one, and brings tensors to where they were. */
        Optional<Checkpoint> left(List<Tensor> tensors) {
            try {
                Optional<InputStream> left = place.left(fingerprint);
                if (left.isEmpty()) {
                    return Optional.empty();
                }
                try (DataInputStream in = new DataInputStream(new BufferedInputStream(left.get()))) {
                    return Optional.of(read(in, tensors));
                }
            } catch (IOException e) {
                throw new EckartException("what an earlier training has left cannot be read: " + e, e);
            }
        }
    }

    /** The smallest loss on samples kept back so far. */
    double least() {
        return best == 0 ? start : epochs.get(best - 1).held();
    }

    /** The loss on samples kept back as it is. */
    double last() {
        return epochs.isEmpty() ? start : epochs.get(epochs.size() - 1).held();
    }

    private void write(OutputStream to, List<Tensor> tensors) throws IOException {
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(to));
        out.writeDouble(start);
        out.writeInt(best);
        out.writeInt(epochs.size());
        for (Tuned.Epoch epoch : epochs) {
            out.writeDouble(epoch.training());
            out.writeDouble(epoch.held());
            out.writeDouble(epoch.seconds());
        }
        for (Tensor tensor : tensors) {
            if (tensor.precision() == Precision.FLOAT32) {
                for (float number : tensor.floats()) {
                    out.writeFloat(number);
                }
            } else {
                for (double number : tensor.doubles()) {
                    out.writeDouble(number);
                }
            }
        }
        out.flush();
    }

    private static Checkpoint read(DataInputStream in, List<Tensor> tensors) throws IOException {
        double start = in.readDouble();
        int best = in.readInt();
        int count = in.readInt();
        List<Tuned.Epoch> epochs = new ArrayList<>();
        for (int epoch = 1; epoch <= count; epoch++) {
            epochs.add(new Tuned.Epoch(epoch, in.readDouble(), in.readDouble(), in.readDouble()));
        }
        for (Tensor tensor : tensors) {
            if (tensor.precision() == Precision.FLOAT32) {
                float[] numbers = tensor.floatsToWrite();
                for (int i = 0; i < numbers.length; i++) {
                    numbers[i] = in.readFloat();
                }
            } else {
                double[] numbers = tensor.doublesToWrite();
                for (int i = 0; i < numbers.length; i++) {
                    numbers[i] = in.readDouble();
                }
            }
        }
        return new Checkpoint(start, epochs, best);
    }
}

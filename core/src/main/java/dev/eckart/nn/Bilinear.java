package dev.eckart.nn;

import dev.eckart.spi.backend.Transpose;
import dev.eckart.spi.layer.Layer;
import dev.eckart.spi.layer.Parameter;
import dev.eckart.spi.layer.Workspace;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.List;

/**
 * The two-sided product {@code y = P' X Q} of a picture X: a linear map with far fewer weights than a dense layer.
 *
 * <p>A row of the input is a picture of height x width, row by row; a row of the output is the product, a x b, column by
 * column: element {@code j a + i} is {@code p_i' X q_j}. Tucker, "Some mathematical notes on three-mode factor analysis",
 * Psychometrika 1966, with two modes.
 */
public final class Bilinear implements Layer {
    /** The layer's kind and its provider's name. */
    static final String KIND = "bilinear";

    /** Q is padded to a multiple of so many columns: for widths between, libraries take up to twice as long. */
    private static final int FULL = 4;

    private final Parameter left;
    private final Parameter right;

    private Bilinear(Parameter left, Parameter right) {
        this.left = left;
        this.right = right;
    }

    /**
     * A layer over these tensors, which training changes.
     *
     * @param left P, height x a
     * @param right Q, width x b
     * @return a layer of {@code height x width} inputs and {@code a x b} outputs
     * @throws IllegalArgumentException if the precisions differ
     */
    public static Bilinear of(Tensor left, Tensor right) {
        if (left.precision() != right.precision()) {
            throw new IllegalArgumentException("the sides of a bilinear layer must have one precision, not "
                    + left.precision().label() + " and " + right.precision().label());
        }
        return new Bilinear(Parameter.of("left", left), Parameter.of("right", right));
    }

    /**
     * The left factor itself.
     *
     * @return P, height x a
     */
    public Tensor left() {
        return left.value();
    }

    /**
     * The right factor itself.
     *
     * @return Q, width x b
     */
    public Tensor right() {
        return right.value();
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public int outputs(int inputs) {
        if (inputs != left.value().rows() * right.value().rows()) {
            throw new IllegalArgumentException("a bilinear layer of pictures of "
                    + left.value().rows() + " x " + right.value().rows() + " cannot take " + inputs + " inputs");
        }
        return left.value().columns() * right.value().columns();
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(left, right);
    }

    /** {@code X Q} first, then {@code P'} from the left. */
    @Override
    public long macs() {
        return (long) left.value().rows() * right.value().size()
                + (long) right.value().columns() * left.value().size();
    }

    @Override
    public Bilinear copy() {
        return of(
                Tensors.copy(left.value(), left.value().precision()),
                Tensors.copy(right.value(), right.value().precision()));
    }

    @Override
    public Pass forward(Tensor input, Workspace workspace) {
        Tensor p = left.value();
        Tensor q = padded(right.value(), workspace);
        int batch = input.rows();
        Tensor output = workspace.tensor(batch, outputs(input.columns()));
        Tensor pictures = workspace.tensor(batch * p.rows(), q.rows());
        Stacks.copy(input, pictures);
        Tensor narrow = workspace.tensor(batch * p.rows(), q.columns());
        workspace.backend().gemm(Transpose.NO, pictures, Transpose.NO, q, 1, 0, narrow);
        Tensor turned = workspace.tensor(batch * right.value().columns(), p.rows());
        Stacks.transpose(narrow, p.rows(), turned);
        Tensor small = workspace.tensor(turned.rows(), p.columns());
        workspace.backend().gemm(Transpose.NO, turned, Transpose.NO, p, 1, 0, small);
        Stacks.copy(small, output);
        return new Pass(output, new Back(pictures, turned, q, workspace));
    }

    /** With columns of zeros up to a multiple of {@link #FULL}. */
    private static Tensor padded(Tensor side, Workspace workspace) {
        int columns = (side.columns() + FULL - 1) / FULL * FULL;
        if (columns == side.columns()) {
            return side;
        }
        Tensor padded = workspace.tensor(side.rows(), columns);
        Stacks.resize(side, padded);
        return padded;
    }

    private final class Back implements Pullback {
        private final Tensor pictures;
        private final Tensor turned;
        private final Tensor padded;
        private final Workspace workspace;

        /** The padded tensor is Q. */
        Back(Tensor pictures, Tensor turned, Tensor padded, Workspace workspace) {
            this.pictures = pictures;
            this.turned = turned;
            this.padded = padded;
            this.workspace = workspace;
        }

        @Override
        public void parameters(Tensor outputGradient) {
            Tensor small = small(outputGradient);
            workspace.backend().gemm(Transpose.YES, turned, Transpose.NO, small, 1, 0, left.gradient());
            Tensor gradient = workspace.tensor(padded.rows(), padded.columns());
            workspace.backend().gemm(Transpose.YES, pictures, Transpose.NO, narrow(small), 1, 0, gradient);
            Stacks.resize(gradient, right.gradient());
        }

        @Override
        public Tensor input(Tensor outputGradient) {
            Tensor gradient = workspace.tensor(pictures.rows(), pictures.columns());
            Tensor narrow = narrow(small(outputGradient));
            workspace.backend().gemm(Transpose.NO, narrow, Transpose.YES, padded, 1, 0, gradient);
            Tensor flat = workspace.tensor(
                    outputGradient.rows(), left.value().rows() * right.value().rows());
            Stacks.copy(gradient, flat);
            return flat;
        }

        /** The output's gradient as a stack of b x a. */
        private Tensor small(Tensor outputGradient) {
            Tensor small = workspace.tensor(turned.rows(), left.value().columns());
            Stacks.copy(outputGradient, small);
            return small;
        }

        /** The gradient of {@code X Q}, a stack of height x b, padded. */
        private Tensor narrow(Tensor small) {
            Tensor back = workspace.tensor(turned.rows(), turned.columns());
            workspace.backend().gemm(Transpose.NO, small, Transpose.YES, left.value(), 1, 0, back);
            Tensor narrow = workspace.tensor(pictures.rows(), padded.columns());
            Stacks.transpose(back, right.value().columns(), narrow);
            return narrow;
        }
    }
}

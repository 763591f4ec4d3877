package dev.eckart.compress.decompose;

import dev.eckart.compress.math.Cholesky;
import dev.eckart.compress.math.Float64;
import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.compress.Decomposer;
import dev.eckart.spi.compress.MatrixStore;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Prunes the inputs of a layer {@code y = x W + b}: which of its m inputs to keep, for every number of them, and the weights
 * that make up best for those left out, {@code (C_SS)^-1 C_S: W} for the kept inputs S and the moment C of all.
 *
 * <p>Inputs are taken one by one, each time the one that explains most of what is still missing of the output, weighted by
 * the second moment of the gradient: orthogonal least squares, as a Cholesky factorisation of C that chooses its pivots so
 * (Chen, Billings and Luo, "Orthogonal least squares methods and their application to non-linear system identification",
 * International Journal of Control 1989). One factorisation serves every number of inputs. That units of a feed-forward pair
 * can be pruned and the second layer repaired like this is in Lin et al., "MoDeGPT: modular decomposition for large language
 * model compression", 2024, who choose them by leverage instead.
 */
public final class InputSelection {
    /** Share of the mean variance below which an input varies by rounding alone. */
    private static final double ROUNDING = 1e-10;

    private final Backend backend;
    private final int[] order;
    private final double[] squaredErrors;
    private final Supplier<Tensor> moment;
    private final Supplier<Tensor> wanted;
    private final Optional<MeanKeepingBias> bias;

    private InputSelection(
            Backend backend,
            int[] order,
            double[] squaredErrors,
            Supplier<Tensor> moment,
            Supplier<Tensor> wanted,
            Optional<MeanKeepingBias> bias) {
        this.backend = backend;
        this.order = order;
        this.squaredErrors = squaredErrors;
        this.moment = moment;
        this.wanted = wanted;
        this.bias = bias;
    }

    /**
     * Orders the inputs of a layer.
     *
     * @param request the layer, with the statistics of its inputs and of gradients
     * @param purpose what asks for them, for messages
     * @return the order; its matrices are in the request's store
     * @throws dev.eckart.spi.EckartException if the statistics are not there
     */
    public static InputSelection of(Decomposer.Request request, String purpose) {
        Backend backend = request.backend();
        InputMoment inputs = InputMoment.of(request, purpose);
        OutputMetric metric = OutputMetric.ofGradients(backend, RequiredStatistics.gradients(request, purpose));
        Tensor weights = Float64.of(request.weights());
        Tensor weighed = metric.rows(backend, weights);
        Greedy greedy =
                new Greedy(Float64.of(inputs.moment()), weighed, Float64.product(backend, inputs.moment(), weighed));
        greedy.run();
        MatrixStore store = request.store();
        return new InputSelection(
                backend,
                greedy.order,
                greedy.errors,
                store.keep(inputs.moment()),
                store.keep(Float64.product(backend, inputs.moment(), weights)),
                request.bias().map(b -> MeanKeepingBias.of(weights, b, inputs.mean())));
    }

    /**
     * The predicted error.
     *
     * @param count how many inputs are kept, from 0 to m
     * @return root mean square change of the output, in the norm of {@link TwoSidedSvd}
     */
    public double error(int count) {
        return Math.sqrt(squaredErrors[count]);
    }

    /**
     * The inputs that are kept.
     *
     * @param count how many, from 1 to m
     * @return their indices from 0, ascending
     */
    public int[] kept(int count) {
        int[] kept = Arrays.copyOf(order, count);
        Arrays.sort(kept);
        return kept;
    }

    /**
     * The weights for the inputs that are kept.
     *
     * @param kept their indices, at least one
     * @return as many rows, x n, in float64
     */
    public Tensor weights(int[] kept) {
        Tensor all = moment.get();
        int count = kept.length;
        Tensor square = Tensors.zeros(Precision.FLOAT64, count, count);
        Tensors.fill(square, i -> all.get(kept[i / count], kept[i % count]));
        Cholesky factor = Cholesky.of(backend, square, Cholesky.ridge(square));
        return factor.back(factor.forward(rows(wanted.get(), kept)));
    }

    /**
     * The bias that keeps the output at the mean of the inputs.
     *
     * @param kept indices of the inputs that are kept
     * @param weights their weights
     * @return the bias, 1 x n, if the layer has one
     */
    public Optional<Tensor> bias(int[] kept, Tensor weights) {
        return bias.map(own -> own.behind(mean -> Tensors.transpose(rows(Tensors.transpose(mean), kept)), weights));
    }

    /**
     * Some rows of a matrix.
     *
     * @param matrix the matrix
     * @param kept indices of the rows, at least one
     * @return the rows in that order, in float64
     */
    public static Tensor rows(Tensor matrix, int[] kept) {
        int columns = matrix.columns();
        Tensor some = Tensors.zeros(Precision.FLOAT64, kept.length, columns);
        Tensors.fill(some, i -> matrix.get(kept[i / columns], i % columns));
        return some;
    }

    /** The factorisation: what the inputs taken so far leave of the others' variances, and of what the output owes them. */
    private static final class Greedy {
        private final int inputs;
        private final int outputs;
        private final double[] moment;
        private final double[] variances;
        private final double[] owed;
        private final double[] squares;
        private final double[][] triangle;
        private final int[] order;
        private final double[] errors;
        private final boolean[] taken;

        Greedy(Tensor moment, Tensor weights, Tensor owed) {
            this.inputs = weights.rows();
            this.outputs = weights.columns();
            this.moment = moment.doubles();
            this.owed = owed.doubles().clone();
            this.variances = new double[inputs];
            this.squares = new double[inputs];
            this.triangle = new double[inputs][];
            this.order = new int[inputs];
            this.errors = new double[inputs + 1];
            this.taken = new boolean[inputs];
            double all = 0;
            for (int i = 0; i < inputs; i++) {
                variances[i] = this.moment[i * inputs + i];
                squares[i] = square(i);
                for (int j = 0; j < outputs; j++) {
                    all += weights.doubles()[i * outputs + j] * this.owed[i * outputs + j];
                }
            }
            errors[0] = Math.max(0, all);
        }

        void run() {
            double least = ROUNDING * Arrays.stream(variances).sum() / inputs;
            for (int step = 0; step < inputs; step++) {
                int next = next(least);
                order[step] = next;
                taken[next] = true;
                boolean varies = variances[next] > least;
                errors[step + 1] = varies ? Math.max(0, errors[step] - squares[next] / variances[next]) : errors[step];
                triangle[step] = varies ? column(step, next) : new double[inputs];
                if (varies) {
                    subtract(triangle[step], next);
                }
            }
            errors[inputs] = 0;
        }

        /** The input that explains most; those that do not vary come last. */
        private int next(double least) {
            int best = -1;
            double most = -1;
            for (int i = 0; i < inputs; i++) {
                double explained = variances[i] > least ? squares[i] / variances[i] : 0;
                if (!taken[i] && explained > most) {
                    most = explained;
                    best = i;
                }
            }
            return best;
        }

        private double[] column(int step, int pivot) {
            double[] column = Arrays.copyOfRange(moment, pivot * inputs, (pivot + 1) * inputs);
            for (int k = 0; k < step; k++) {
                add(column, 0, -triangle[k][pivot], triangle[k]);
            }
            double root = Math.sqrt(variances[pivot]);
            for (int i = 0; i < inputs; i++) {
                column[i] /= root;
            }
            return column;
        }

        private void subtract(double[] column, int pivot) {
            double[] row = Arrays.copyOfRange(owed, pivot * outputs, (pivot + 1) * outputs);
            double root = column[pivot];
            for (int j = 0; j < outputs; j++) {
                row[j] /= root;
            }
            for (int i = 0; i < inputs; i++) {
                if (!taken[i]) {
                    add(owed, i * outputs, -column[i], row);
                    squares[i] = square(i);
                    variances[i] -= column[i] * column[i];
                }
            }
        }

        private static void add(double[] to, int at, double factor, double[] row) {
            for (int j = 0; j < row.length; j++) {
                to[at + j] += factor * row[j];
            }
        }

        /** In four sums, for the processor to work on at once. */
        private double square(int input) {
            int at = input * outputs;
            double a = 0;
            double b = 0;
            double c = 0;
            double d = 0;
            int j = 0;
            for (; j + 3 < outputs; j += 4) {
                a += owed[at + j] * owed[at + j];
                b += owed[at + j + 1] * owed[at + j + 1];
                c += owed[at + j + 2] * owed[at + j + 2];
                d += owed[at + j + 3] * owed[at + j + 3];
            }
            for (; j < outputs; j++) {
                a += owed[at + j] * owed[at + j];
            }
            return a + b + (c + d);
        }
    }
}

package dev.eckart.app.onnx.form;

import dev.eckart.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What the layer loses in each of many sizes, which form a grid. The core falls into cells between them; sums over cells from
 * the first one on are what a size keeps, so that all sizes take no longer than one.
 *
 * <p>Where rows of the input were observed, it is measured on them: by the core alone, which knows the axes one by one, the
 * loss of a feature map comes out twice as large as it is. Elsewhere the squares of the core tell, exactly.
 *
 * @param lost of each size, and each of the n directions of the output in which the fit has them, the squared change
 * @param total of each direction, the squared output
 */
record TuckerErrors(double[] lost, double[] total) {
    /**
     * Sizes of a tensor.
     *
     * @param widths of each axis those that are tried, ascending, the last one all of it
     */
    record Grid(List<List<Integer>> widths) {
        /** How many sizes there are. */
        int count() {
            return inner(-1);
        }

        /** Sizes between two neighbours along an axis. */
        private int inner(int axis) {
            return widths.subList(axis + 1, widths.size()).stream()
                    .mapToInt(List::size)
                    .reduce(1, Math::multiplyExact);
        }

        /** The widths of a size. */
        List<Integer> at(int number) {
            return IntStream.range(0, widths.size())
                    .mapToObj(axis -> widths.get(axis)
                            .get(number / inner(axis) % widths.get(axis).size()))
                    .toList();
        }

        /** Of each number of a tensor, the first size that has it. */
        private int[] first() {
            int[] first = {0};
            for (List<Integer> axis : widths) {
                int size = axis.get(axis.size() - 1);
                int[] more = new int[first.length * size];
                for (int i = 0; i < more.length; i++) {
                    int place = 0;
                    while (axis.get(place) <= i % size) {
                        place++;
                    }
                    more[i] = first[i / size] * axis.size() + place;
                }
                first = more;
            }
            return first;
        }

        /** Makes of what each cell has of each direction what each size has. */
        private void addUp(double[] sums, int directions) {
            for (int axis = 0; axis < widths.size(); axis++) {
                int step = inner(axis) * directions;
                for (int i = 0; i < sums.length; i++) {
                    if (i / step % widths.get(axis).size() > 0) {
                        sums[i] += sums[i - step];
                    }
                }
            }
        }
    }

    /** By the weights alone. */
    static TuckerErrors of(TuckerFit fit, Grid grid) {
        int n = fit.core().columns();
        double[] core = fit.core().doubles();
        int[] first = grid.first();
        double[] kept = new double[grid.count() * n];
        for (int i = 0; i < core.length; i++) {
            kept[first[i / n] * n + i % n] += core[i] * core[i];
        }
        grid.addUp(kept, n);
        double[] lost = new double[kept.length];
        double[] total = new double[n];
        for (int i = 0; i < kept.length; i++) {
            total[i % n] = kept[kept.length - n + i % n];
            lost[i] = Math.max(0, total[i % n] - kept[i]);
        }
        return new TuckerErrors(lost, total);
    }

    /** Measured on rows of the input. */
    static TuckerErrors of(TuckerFit fit, Grid grid, Tensor rows) {
        int n = fit.core().columns();
        double[] core = fit.core().doubles();
        double[] turned = fit.turned(rows).doubles();
        int[] first = grid.first();
        double[] lost = new double[grid.count() * n];
        double[] total = new double[n];
        double[] made = new double[lost.length];
        for (int from = 0; from < turned.length; from += first.length) {
            Arrays.fill(made, 0);
            for (int i = 0; i < first.length; i++) {
                double number = turned[from + i];
                int to = first[i] * n;
                for (int j = 0; j < n; j++) {
                    made[to + j] += number * core[i * n + j];
                }
            }
            grid.addUp(made, n);
            int all = made.length - n;
            for (int i = 0; i < made.length; i++) {
                double change = made[all + i % n] - made[i];
                lost[i] += change * change;
            }
            for (int j = 0; j < n; j++) {
                total[j] += made[all + j] * made[all + j];
            }
        }
        return new TuckerErrors(lost, total);
    }

    /** Share of the squared output that a size of the grid loses where so many directions of the output are kept. */
    double share(int number, int rank) {
        int n = total.length;
        double sum = 0;
        double error = 0;
        for (int j = 0; j < n; j++) {
            sum += total[j];
            error += j < rank ? lost[number * n + j] : total[j];
        }
        return sum == 0 ? 0 : error / sum;
    }
}

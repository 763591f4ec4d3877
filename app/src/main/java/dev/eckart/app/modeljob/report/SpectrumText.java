package dev.eckart.app.modeljob.report;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A layer's spectrum in one line of text: how much of the layer a cut at each rank leaves out, from rank 0, where it is all,
 * to one below the full rank. A cell is as high as the relative error of the best matrix of its rank (Eckart and Young);
 * where there are more ranks than cells, a cell is their mean.
 */
public final class SpectrumText {
    private static final int MOST_CELLS = 24;
    private static final String BLOCKS = "▁▂▃▄▅▆▇█";
    private static final String PLAIN = "_.:-=+*#";

    private SpectrumText() {}

    /** Draws singular values, largest first, with block characters or else in ASCII. */
    static String of(List<Double> singularValues, boolean unicode) {
        double[] left = left(singularValues);
        int cells = Math.min(left.length, MOST_CELLS);
        String heights = unicode ? BLOCKS : PLAIN;
        return IntStream.range(0, cells)
                .mapToDouble(cell -> mean(left, left.length * cell / cells, left.length * (cell + 1) / cells))
                .mapToObj(height ->
                        String.valueOf(heights.charAt((int) Math.min(heights.length() - 1, height * heights.length()))))
                .collect(Collectors.joining());
    }

    /** By rank, the norm of what is left out over that of all; summed from the smallest, so that no small one is lost. */
    private static double[] left(List<Double> singularValues) {
        double[] left = new double[singularValues.size()];
        double energy = 0;
        for (int rank = left.length - 1; rank >= 0; rank--) {
            energy += singularValues.get(rank) * singularValues.get(rank);
            left[rank] = Math.sqrt(energy);
        }
        double all = Math.sqrt(energy);
        return IntStream.range(0, left.length)
                .mapToDouble(rank -> all == 0 ? 0 : left[rank] / all)
                .toArray();
    }

    private static double mean(double[] numbers, int from, int to) {
        return IntStream.range(from, to).mapToDouble(i -> numbers[i]).average().orElse(0);
    }
}

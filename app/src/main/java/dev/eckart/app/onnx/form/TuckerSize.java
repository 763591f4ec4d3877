package dev.eckart.app.onnx.form;

import dev.eckart.spi.compress.Candidate;
import dev.eckart.spi.compress.FactorShape;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How narrow a tensor becomes along each of its axes, and what is made of it.
 *
 * @param sizes sizes of the axes of what the layer takes
 * @param widths their sizes behind the narrow products; as large where there is none
 * @param rank columns of the product behind them, if another one follows that makes the outputs
 */
record TuckerSize(List<Integer> sizes, List<Integer> widths, OptionalInt rank) {
    boolean isNarrower(int axis) {
        return widths.get(axis) < sizes.get(axis);
    }

    /** Numbers that are left. */
    int features() {
        return widths.stream().reduce(1, Math::multiplyExact);
    }

    /**
     * How the narrow products are applied, in the order that multiplies least. Of two that follow each other, from d to k and
     * from e to l of N numbers, N k + N l k / d is less than N l + N k l / e where k / (1 - k / d) is less than the same of l.
     */
    List<ModeProduct> products() {
        List<Integer> axes = IntStream.range(0, sizes.size())
                .filter(this::isNarrower)
                .boxed()
                .sorted(Comparator.comparingDouble(axis -> widths.get(axis) / (1 - share(axis))))
                .toList();
        List<ModeProduct> products = new ArrayList<>();
        List<Integer> before = sizes;
        for (int axis : axes) {
            ModeProduct product = new ModeProduct(before, axis);
            products.add(product);
            before = product.after(widths.get(axis));
        }
        return products;
    }

    private double share(int axis) {
        return (double) widths.get(axis) / sizes.get(axis);
    }

    Candidate candidate(int outputs, boolean biased, double error) {
        List<FactorShape> factors = new ArrayList<>();
        for (ModeProduct product : products()) {
            int rows = sizes.get(product.axis());
            int columns = widths.get(product.axis());
            factors.add(new FactorShape(rows, columns, true, (long) rows * columns, 0, product.macs(columns)));
        }
        rank.ifPresent(narrow -> factors.add(FactorShape.linear(features(), narrow, false)));
        factors.add(FactorShape.linear(rank.orElse(features()), outputs, biased));
        return new Candidate(label(), OptionalInt.of(rank.orElse(Math.min(features(), outputs))), factors, error);
    }

    private String label() {
        String kept = widths.stream().map(String::valueOf).collect(Collectors.joining(" x "));
        return "tucker " + kept + (rank.isPresent() ? " rank " + rank.getAsInt() : "");
    }
}

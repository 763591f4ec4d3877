package dev.eckart.app.onnx.kind;

import dev.eckart.app.onnx.constant.ConstantValue;
import dev.eckart.app.onnx.model.AxisOrder;
import dev.eckart.app.onnx.model.EinsumTerms;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * An Einsum that is a product of what the model makes with weights, letter by letter: letters of both operands that the
 * result lacks are summed over, those that it has too number the matrices of a stack, and each other letter is one
 * operand's alone and in the result.
 *
 * @param taken letters of the operand that the model makes, {@code .} for all axes of an ellipsis
 * @param weights letters of the weights
 * @param made letters of the result
 * @param sizes sizes of the weights' axes by their letters
 */
record Equation(String taken, String weights, String made, Map<Integer, Long> sizes) {
    private static final String ELLIPSIS = EinsumTerms.ELLIPSIS;
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

    /** The product that terms say, if they say one of one row with a matrix, or with each matrix of a stack. */
    static Optional<Equation> of(EinsumTerms terms, int constant, List<Long> dims) {
        if (terms.operands().size() != 2 || terms.operands().get(constant).length() != dims.size()) {
            return Optional.empty();
        }
        String taken = terms.operands().get(1 - constant);
        String weights = terms.operands().get(constant);
        String made = terms.made();
        boolean alike = List.of(taken, weights, made).stream()
                .allMatch(term -> term.chars().distinct().count() == term.length());
        boolean complete = taken.chars().allMatch(letter -> weights.indexOf(letter) >= 0 || made.indexOf(letter) >= 0)
                && weights.chars().allMatch(letter -> taken.indexOf(letter) >= 0 || made.indexOf(letter) >= 0)
                && made.chars().allMatch(letter -> taken.indexOf(letter) >= 0 || weights.indexOf(letter) >= 0);
        if (!alike || !complete || weights.contains(ELLIPSIS)) {
            return Optional.empty();
        }
        Map<Integer, Long> sizes = IntStream.range(0, dims.size())
                .boxed()
                .collect(Collectors.toMap(i -> (int) weights.charAt(i), dims::get));
        Equation equation = new Equation(taken, weights, made, sizes);
        return equation.summed().isEmpty() || equation.added().isEmpty() ? Optional.empty() : Optional.of(equation);
    }

    private static String letters(String of, IntPredicate kept) {
        return of.chars().filter(kept).mapToObj(Character::toString).collect(Collectors.joining());
    }

    /** Letters that are summed over. */
    String summed() {
        return letters(weights, letter -> made.indexOf(letter) < 0);
    }

    /** Letters that the weights bring into the result. */
    String added() {
        return letters(weights, letter -> taken.indexOf(letter) < 0);
    }

    /** Letters that number the matrices of a stack. */
    String stacked() {
        return letters(weights, letter -> taken.indexOf(letter) >= 0 && made.indexOf(letter) >= 0);
    }

    private String rows() {
        return letters(taken, letter -> weights.indexOf(letter) < 0);
    }

    /** Whether it is what MatMul does: rows as they lie, one matrix. */
    boolean isMatMul() {
        return stacked().isEmpty()
                && summed().length() == 1
                && added().length() == 1
                && taken.equals(rows() + summed())
                && made.equals(rows() + added());
    }

    /** Whether what it adds lies along the last axes, as a bias does. */
    boolean endsInAdded() {
        return made.endsWith(added());
    }

    /** Where the weights' axes go so that the matrices of a stack stand side by side. */
    AxisOrder sideBySide() {
        return order(weights, summed() + stacked() + added(), weights.length());
    }

    /** Sizes of the weights with the matrices of a stack side by side. */
    List<Long> matrixSizes() {
        return List.of(ConstantValue.elements(sizes(summed())), ConstantValue.elements(sizes(stacked() + added())));
    }

    /** Sizes of the axes that number the matrices of a stack. */
    List<Long> stack() {
        return sizes(stacked());
    }

    /** Axes that the result has at least. */
    int fewestAxes() {
        return made.replace(ELLIPSIS, "").length();
    }

    List<Long> sizes(String letters) {
        return letters.chars().mapToObj(sizes::get).toList();
    }

    /**
     * The order of the axes in which what goes in is a stack of rows.
     *
     * @param axes how many it has
     * @return the axes of the stack, those that number rows, those that are summed over
     */
    public AxisOrder taken(int axes) {
        return order(taken, stacked() + rows() + summed(), axes);
    }

    /**
     * The order of the axes in which what comes out is a stack of rows.
     *
     * @param axes how many it has
     * @return the axes of the stack, those that number rows, those of the weights
     */
    public AxisOrder made(int axes) {
        return order(made, stacked() + rows() + added(), axes);
    }

    private static AxisOrder order(String from, String to, int axes) {
        int wide = axes - from.length() + 1;
        int ellipsis = from.indexOf(ELLIPSIS);
        return new AxisOrder(to.chars()
                .boxed()
                .flatMap(letter -> {
                    int at = from.indexOf(letter);
                    int first = ellipsis >= 0 && at > ellipsis ? at + wide - 1 : at;
                    return IntStream.range(first, first + (at == ellipsis ? wide : 1))
                            .mapToObj(axis -> (long) axis);
                })
                .toList());
    }

    /**
     * The equation of one of several factors.
     *
     * @param index which one, from 0
     * @param last index of the last one
     * @return an equation whose first operand is what the factor takes: between factors the stack, the rows, and what one
     *     makes for the next
     */
    public String factor(int index, int last) {
        String fresh = LETTERS.chars()
                .filter(letter -> (taken + weights + made).indexOf(letter) < 0)
                .limit(2)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
        String from = Character.toString(fresh.charAt(index % 2));
        String to = Character.toString(fresh.charAt((index + 1) % 2));
        String kept = stacked() + rows();
        String equation = (index == 0 ? taken : kept + from)
                + "," + stacked() + (index == 0 ? summed() : from) + (index == last ? added() : to)
                + "->" + (index == last ? made : kept + to);
        return equation.replace(ELLIPSIS, "...");
    }

    /**
     * Sizes of the weights of one of several factors.
     *
     * @param index which one, from 0
     * @param last index of the last one
     * @param rows rows of each matrix
     * @param columns columns of each matrix
     * @return sizes of its axes, in the order of {@link #factor}
     */
    public List<Long> sizes(int index, int last, long rows, long columns) {
        return Stream.of(
                        sizes(stacked()),
                        index == 0 ? sizes(summed()) : List.of(rows),
                        index == last ? sizes(added()) : List.of(columns))
                .flatMap(List::stream)
                .toList();
    }
}

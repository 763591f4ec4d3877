package dev.eckart.app.onnx.model;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What the operands and the result of an Einsum have for axes: a letter each, and {@code .} for those of an ellipsis.
 *
 * @param operands letters of each operand
 * @param made letters of the result
 */
public record EinsumTerms(List<String> operands, String made) {
    /** The character that stands for all axes of an ellipsis. */
    public static final String ELLIPSIS = ".";

    /**
     * Reads an equation such as {@code ...i,io->...o}; without an arrow the result has the letters that occur once, in
     * alphabetical order.
     *
     * @param equation the attribute of the node
     * @return what it says
     */
    public static EinsumTerms of(String equation) {
        String plain = equation.replace(" ", "").replace("...", ELLIPSIS);
        int arrow = plain.indexOf("->");
        String left = arrow < 0 ? plain : plain.substring(0, arrow);
        String made = arrow < 0 ? implicit(left) : plain.substring(arrow + 2);
        return new EinsumTerms(List.of(left.split(",", -1)), made);
    }

    private static String implicit(String left) {
        String once = left.chars()
                .filter(Character::isLetter)
                .filter(letter -> left.indexOf(letter) == left.lastIndexOf(letter))
                .sorted()
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
        return (left.contains(ELLIPSIS) ? ELLIPSIS : "") + once;
    }
}

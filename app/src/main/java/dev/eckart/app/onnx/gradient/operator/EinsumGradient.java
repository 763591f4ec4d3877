package dev.eckart.app.onnx.gradient.operator;

import dev.eckart.app.onnx.expression.Expression;
import dev.eckart.app.onnx.gradient.rule.GradientRule;
import dev.eckart.app.onnx.gradient.rule.NodeGradient;
import dev.eckart.app.onnx.model.Attributes;
import dev.eckart.app.onnx.model.EinsumTerms;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Gradients of Einsum: the gradient of an operand is the Einsum of that of the result and the other operands, with the
 * operand's own letters; letters that only the operand has are repeated. Axes of size 1 have no letter, so nothing is
 * left that broadcasts.
 */
final class EinsumGradient implements GradientRule {
    /** Letters that an ellipsis's axes get, the last ones first; no others than letters are allowed. */
    private static final String LETTERS = "zyxwvutsrqponmlkjihgfedcbaZYXWVUTSRQPONMLKJIHGFEDCBA";

    /** A value and what its axes are called. */
    private record Term(Expression value, String letters) {
        Term {
            if (letters.length() != value.rank()) {
                throw new IllegalArgumentException("'" + letters + "' does not name " + value.rank() + " axes");
            }
        }

        /** Without the axes of size 1. */
        Term squeezed() {
            List<Integer> kept = IntStream.range(0, value.rank())
                    .filter(axis -> value.dims().get(axis) != 1)
                    .boxed()
                    .toList();
            return new Term(
                    value.reshaped(kept.stream().map(value.dims()::get).toList()),
                    kept.stream().map(axis -> letters.substring(axis, axis + 1)).collect(Collectors.joining()));
        }
    }

    @Override
    public Optional<String> obstacle(NodeGradient node) {
        EinsumTerms terms = terms(node);
        List<String> all = new ArrayList<>(terms.operands());
        all.add(terms.made());
        return all.stream()
                .filter(letters -> letters.chars().distinct().count() < letters.length())
                .findFirst()
                .map(letters -> "'" + letters.replace(EinsumTerms.ELLIPSIS, "...") + "' repeats a letter");
    }

    @Override
    public void apply(NodeGradient node) {
        EinsumTerms terms = terms(node);
        String fresh = fresh(terms);
        Term made = term(node.gradient(), terms.made(), fresh).squeezed();
        List<Term> operands = IntStream.range(0, terms.operands().size())
                .mapToObj(i -> term(node.input(i), terms.operands().get(i), fresh))
                .toList();
        for (int i = 0; i < operands.size(); i++) {
            List<Term> others = new ArrayList<>(List.of(made));
            for (int j = 0; j < operands.size(); j++) {
                if (j != i) {
                    others.add(operands.get(j).squeezed());
                }
            }
            Term operand = operands.get(i);
            node.give(i, () -> product(others, operand));
        }
    }

    private static EinsumTerms terms(NodeGradient node) {
        return EinsumTerms.of(node.attributes().text("equation", ""));
    }

    private static String fresh(EinsumTerms terms) {
        String used = terms.operands() + terms.made();
        return LETTERS.chars()
                .filter(letter -> used.indexOf(letter) < 0)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    /** The axes of an ellipsis fit each other from the last on. */
    private static Term term(Expression value, String letters, String fresh) {
        int wide = value.rank() - letters.length() + 1;
        return new Term(
                value, letters.replace(EinsumTerms.ELLIPSIS, new StringBuilder(fresh.substring(0, wide)).reverse()));
    }

    private static Expression product(List<Term> factors, Term operand) {
        Term wanted = operand.squeezed();
        Map<Character, Long> sizes = new LinkedHashMap<>();
        factors.forEach(factor -> IntStream.range(0, factor.letters().length())
                .forEach(axis -> sizes.put(
                        factor.letters().charAt(axis), factor.value().dims().get(axis))));
        String made = wanted.letters()
                .chars()
                .filter(letter -> sizes.containsKey((char) letter))
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
        List<Term> tensors =
                factors.stream().filter(factor -> !factor.letters().isEmpty()).toList();
        Optional<Expression> numbers = factors.stream()
                .filter(factor -> factor.letters().isEmpty())
                .map(Term::value)
                .reduce(Expression::times);
        List<Long> dims =
                made.chars().mapToObj(letter -> sizes.get((char) letter)).toList();
        List<Long> whole = IntStream.range(0, operand.value().rank())
                .mapToObj(axis -> made.indexOf(operand.letters().charAt(axis)) < 0
                        ? 1
                        : operand.value().dims().get(axis))
                .toList();
        Expression product = tensors.isEmpty()
                ? numbers.orElseThrow()
                : numbers.map(number -> einsum(tensors, made, dims).times(number))
                        .orElseGet(() -> einsum(tensors, made, dims));
        return product.reshaped(whole).expanded(operand.value().dims());
    }

    private static Expression einsum(List<Term> operands, String made, List<Long> dims) {
        Expression first = operands.get(0).value();
        String equation = operands.stream().map(Term::letters).collect(Collectors.joining(",")) + "->" + made;
        return first.graph()
                .node(
                        "Einsum",
                        operands.stream().map(Term::value).toList(),
                        first.type(),
                        dims,
                        Attributes.ofText("equation", equation));
    }
}

package dev.eckart.app.onnx.tune;

import dev.eckart.app.onnx.model.NamePattern;
import dev.eckart.app.onnx.tensor.OnnxException;
import dev.eckart.app.onnx.tune.Trainables.Kind;
import dev.eckart.registry.Nearest;
import dev.eckart.spi.EckartException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which tensors are trained: by kind, such as {@code factors}, or by patterns of their names in which {@code *} stands for
 * anything and {@code ?} for one character.
 *
 * @param train what to train; empty for factors and biases
 * @param freeze what of that to leave as it is
 */
public record TensorChoice(List<String> train, List<String> freeze) {
    /** Factors and biases. */
    public static final TensorChoice USUAL = new TensorChoice(List.of(), List.of());

    private static final List<String> FACTORS = List.of(Kind.FACTOR.word(), Kind.BIAS.word());
    private static final List<String> LAYERS = List.of(Kind.LINEAR.word(), Kind.BIAS.word());

    /**
     * What is trained.
     *
     * @param names of the tensors, in the model's order
     * @param note what a person should know of it, if there is anything
     */
    public record Chosen(List<String> names, Optional<String> note) {}

    /**
     * Chooses.
     *
     * @param found the tensors that can be trained
     * @return those that are; where nothing is said and there are no factors, the weights of all linear layers
     * @throws OnnxException if the model has none
     * @throws EckartException if a pattern or a kind stands for none, or none is left
     */
    public Chosen among(Trainables found) {
        if (found.kinds().isEmpty()) {
            throw new OnnxException("the model has no weights that can be trained: no linear layer, convolution,"
                    + " normalisation or embedding with constant weights of its own");
        }
        Stream.concat(train.stream(), freeze.stream())
                .filter(pattern -> found.kinds().entrySet().stream().noneMatch(tensor -> matches(pattern, tensor)))
                .findFirst()
                .ifPresent(pattern -> {
                    throw new EckartException("nothing that can be trained matches '" + pattern + "'"
                            + Nearest.didYouMean(pattern, known(found)) + "; there are " + summary(found));
                });
        boolean factorised = found.kinds().containsValue(Kind.FACTOR);
        List<String> meant = train.isEmpty() ? factorised ? FACTORS : LAYERS : train;
        List<String> names = found.names(tensor -> meant.stream().anyMatch(pattern -> matches(pattern, tensor))
                && freeze.stream().noneMatch(pattern -> matches(pattern, tensor)));
        if (names.isEmpty()) {
            throw new EckartException("nothing is left to train; there are " + summary(found));
        }
        return new Chosen(
                names,
                train.isEmpty() && !factorised
                        ? Optional.of("no layer of the model is made of factors: the weights and biases of its linear"
                                + " layers are trained")
                        : Optional.empty());
    }

    private static boolean matches(String pattern, Map.Entry<String, Kind> tensor) {
        return tensor.getValue().word().equals(pattern) || NamePattern.matches(pattern, tensor.getKey());
    }

    private static List<String> known(Trainables found) {
        return Stream.concat(
                        Arrays.stream(Kind.values())
                                .filter(found.kinds()::containsValue)
                                .map(Kind::word),
                        found.kinds().keySet().stream())
                .toList();
    }

    /** How many there are of each kind. */
    private static String summary(Trainables found) {
        Map<Kind, Set<String>> byKind = found.kinds().entrySet().stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getValue, TreeMap::new, Collectors.mapping(Map.Entry::getKey, Collectors.toSet())));
        return byKind.entrySet().stream()
                .map(kind -> kind.getKey().word() + " (" + kind.getValue().size() + ")")
                .collect(Collectors.joining(", "));
    }
}

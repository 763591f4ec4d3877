package dev.eckart.app.onnx.walk;

import dev.eckart.app.onnx.model.Bindings;
import dev.eckart.app.onnx.model.NodeOrder;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.model.Subgraphs;
import dev.eckart.app.onnx.runtime.ShapeInference;
import dev.eckart.app.onnx.tensor.TensorValues;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A piece of a model, none of which has too many weights to be loaded.
 *
 * @param from what is known where it begins
 * @param to what is known where the next begins; empty of the last one
 * @param outputs the model's outputs that its nodes make
 */
record Piece(Cut from, Optional<Cut> to, Set<String> outputs) {
    /**
     * Cuts a model, each time as far from the last place as the weights of a piece allow and where the fewest numbers cross.
     *
     * @param model the model
     * @param most weights of a piece, unless it cannot be cut as often
     * @return the pieces, in order
     */
    static List<Piece> of(OnnxModel model, long most) {
        NodeOrder order = NodeOrder.of(model.graph());
        KnownValues known = new KnownValues(ShapeInference.values(model, Bindings.OPEN), Map.of());
        Set<String> outputs = new HashSet<>();
        model.proto().getGraph().getOutputList().forEach(output -> outputs.add(output.getName()));
        Crossing crossing = Crossing.of(order, known, outputs, Set.of());
        List<Piece> pieces = new ArrayList<>();
        Cut at = Cut.START;
        int from = 0;
        long held = 0;
        for (int place = 0; place < order.size(); place++) {
            long more = weights(order, place, place + 1);
            Optional<Integer> best = held + more > most ? crossing.best(from + 1, place) : Optional.empty();
            if (best.isPresent()) {
                Cut next = crossing.cut(best.get());
                pieces.add(new Piece(at, Optional.of(next), made(order, from, best.get(), outputs)));
                at = next;
                from = best.get();
                held = weights(order, from, place);
            }
            held += more;
        }
        pieces.add(new Piece(at, Optional.empty(), made(order, from, order.size(), outputs)));
        return pieces;
    }

    private static Set<String> made(NodeOrder order, int from, int to, Set<String> outputs) {
        return IntStream.range(from, to)
                .boxed()
                .flatMap(place -> order.at(place).getOutputList().stream())
                .filter(outputs::contains)
                .collect(Collectors.toSet());
    }

    private static long weights(NodeOrder order, int from, int to) {
        return IntStream.range(from, to)
                .boxed()
                .flatMap(place -> Subgraphs.needs(order.at(place)).stream())
                .flatMap(name -> order.graph().initializer(name).stream())
                .mapToLong(TensorValues::elements)
                .sum();
    }

    /** All that it makes: what crosses where it ends, and some of the model's outputs. */
    Set<String> wanted(Set<String> some) {
        Set<String> wanted = new HashSet<>(some);
        wanted.retainAll(outputs);
        to.ifPresent(cut -> wanted.addAll(cut.names()));
        return wanted;
    }
}

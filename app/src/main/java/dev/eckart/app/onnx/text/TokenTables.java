package dev.eckart.app.onnx.text;

import dev.eckart.app.onnx.model.Attributes;
import dev.eckart.app.onnx.model.Graph;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.proto.GraphProto;
import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.app.onnx.proto.NodeProto;
import dev.eckart.app.onnx.proto.TensorProto;
import dev.eckart.app.onnx.tensor.OnnxException;
import dev.eckart.app.onnx.tensor.TensorValues;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The tables of a model whose rows are taken by the numbers of tokens, where nothing else depends on these numbers: they can
 * be other ones if the rows are.
 *
 * @param model the model
 * @param tables the tables, at least one
 */
public record TokenTables(OnnxModel model, List<TensorProto> tables) {
    private static final Set<String> SIZES = Set.of("Shape", "Size");
    private static final Set<String> SAME = Set.of("Identity", "Cast");

    /**
     * Looks for the tables.
     *
     * @param model a model with an input called {@code input_ids}
     * @return its tables
     * @throws OnnxException if there are none, or anything else minds what the numbers are, with what does
     */
    public static TokenTables of(OnnxModel model) {
        Finder finder = new Finder(model.graph());
        finder.follow(TokenInput.INPUT_IDS.called());
        if (finder.tables.isEmpty()) {
            throw refused("no table's rows are taken by '" + TokenInput.INPUT_IDS.called() + "'");
        }
        finder.requireNoOtherUse();
        return new TokenTables(model, List.copyOf(finder.tables));
    }

    private static OnnxException refused(String why) {
        return new OnnxException("tokens cannot be dropped: " + why);
    }

    /** Goes where the numbers go. */
    private static final class Finder {
        private final Graph graph;
        private final List<TensorProto> tables = new ArrayList<>();
        private final List<Integer> lookups = new ArrayList<>();

        Finder(Graph graph) {
            this.graph = graph;
        }

        void follow(String numbers) {
            if (graph.isUsedElsewhere(numbers)) {
                throw refused("'" + numbers + "' is an output of the model, or goes into a branch or a loop");
            }
            for (int index : graph.consumers(numbers)) {
                NodeProto node = graph.nodes().get(index);
                String operator = graph.isStandard(node) ? node.getOpType() : "";
                Optional<TensorProto> table = table(node, numbers).filter(found -> operator.equals("Gather"));
                if (table.isPresent()) {
                    lookups.add(index);
                    table.filter(found -> !tables.contains(found)).ifPresent(tables::add);
                } else if (SAME.contains(operator)) {
                    follow(node.getOutput(0));
                } else if (!SIZES.contains(operator)) {
                    throw refused("'" + numbers + "' goes into " + node.getOpType() + " '" + Graph.name(node)
                            + "', which minds what the numbers are");
                }
            }
        }

        private Optional<TensorProto> table(NodeProto node, String numbers) {
            boolean rows = node.getInputCount() == 2
                    && node.getInput(1).equals(numbers)
                    && new Attributes(node).integer("axis", 0) == 0;
            return rows && !graph.isOverridable(node.getInput(0))
                    ? graph.initializer(node.getInput(0)).filter(table -> table.getDimsCount() == 2)
                    : Optional.empty();
        }

        void requireNoOtherUse() {
            for (TensorProto table : tables) {
                Optional<String> other = graph.consumers(table.getName()).stream()
                        .filter(node -> !lookups.contains(node))
                        .map(node -> graph.nodes().get(node).getOpType() + " '"
                                + Graph.name(graph.nodes().get(node)) + "'")
                        .findFirst()
                        .or(() -> Optional.of("an output, a branch or a loop")
                                .filter(ignored -> graph.isUsedElsewhere(table.getName())))
                        .or(() -> Optional.of("whoever gives it as an input")
                                .filter(ignored -> graph.inputs().stream()
                                        .anyMatch(input -> input.getName().equals(table.getName()))));
                if (other.isPresent()) {
                    throw refused("the table '" + table.getName() + "' is used by " + other.get() + " too");
                }
            }
        }
    }

    /**
     * Rows that all tables have.
     *
     * @return those of the one with the fewest
     */
    public int rows() {
        return tables.stream().mapToInt(table -> (int) table.getDims(0)).min().orElseThrow();
    }

    /**
     * The model with some of the rows.
     *
     * @param kept which ones, in their new order
     * @return a model that takes the places in that order as the numbers of its tokens
     * @throws OnnxException if a table cannot be read
     */
    public ModelProto keeping(int[] kept) {
        GraphProto.Builder graph = model.proto().getGraph().toBuilder();
        for (int i = 0; i < graph.getInitializerCount(); i++) {
            if (tables.contains(graph.getInitializer(i))) {
                graph.setInitializer(i, rows(graph.getInitializer(i), kept));
            }
        }
        return model.proto().toBuilder().setGraph(graph).build();
    }

    private TensorProto rows(TensorProto table, int[] kept) {
        TensorValues all = TensorValues.read(table, model.externalData());
        int width = (int) table.getDims(1);
        double[] some = new double[kept.length * width];
        for (int i = 0; i < kept.length; i++) {
            System.arraycopy(all.values(), kept[i] * width, some, i * width, width);
        }
        return new TensorValues(Arrays.asList((long) kept.length, (long) width), all.type(), some)
                .proto(table.getName());
    }
}

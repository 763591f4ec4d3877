package dev.eckart.app.verify;

import dev.eckart.nn.Network;
import dev.eckart.nn.Network.Node;
import dev.eckart.spi.backend.Svd;
import dev.eckart.spi.layer.Linear;
import dev.eckart.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * What the referee makes of the trained base.
 *
 * @param base the base in float64
 * @param spectra the decomposition of each linear layer
 * @param models the base and the levels
 */
record Ruling(Network base, List<Svd> spectra, List<Judged> models) {
    /**
     * A model with all that a bound for its logits needs.
     *
     * @param model the model
     * @param answers what it answers
     * @param maps what each of its segments does
     */
    record Judged(LevelNetwork model, Answers answers, List<Map> maps) {}

    /**
     * A segment's {@code x M + c}.
     *
     * @param matrix M
     * @param bias c
     * @param norm largest singular value of M
     * @param inputs Euclidean norm of x for each picture
     */
    record Map(Tensor matrix, Tensor bias, double norm, double[] inputs) {}

    /** Rules; told how many layers of the base and models have been done. */
    static Ruling of(Subject referee, Network trained, List<Integer> levels, IntConsumer done) {
        Network base = referee.withWeightsOf(trained);
        List<Svd> spectra = new ArrayList<>();
        for (Node node : linear(base)) {
            spectra.add(referee.backend().svd(((Linear) node.layer()).weights()));
            done.accept(spectra.size());
        }
        List<Judged> models = new ArrayList<>();
        for (LevelNetwork model : LevelNetwork.of(referee.experiment(), base, levels)) {
            models.add(judge(referee, model));
            done.accept(spectra.size() + models.size());
        }
        return new Ruling(base, spectra, models);
    }

    /** The linear layers of a network with their names. */
    static List<Node> linear(Network network) {
        return network.nodes().stream()
                .filter(node -> node.layer() instanceof Linear)
                .toList();
    }

    private static Judged judge(Subject referee, LevelNetwork model) {
        Tap.Tapped tapped = Tap.into(model.network());
        Answers answers = Answers.of(referee.experiment(), tapped.network());
        List<Segment> segments = Segment.of(model.network());
        List<Map> maps = IntStream.range(0, segments.size())
                .mapToObj(i -> map(segments.get(i), tapped.taps().get(i).norms()))
                .toList();
        return new Judged(model, answers, maps);
    }

    private static Map map(Segment segment, double[] inputs) {
        Tensor matrix = segment.matrix();
        return new Map(matrix, segment.bias(), new Referee().svd(matrix).s()[0], inputs);
    }
}

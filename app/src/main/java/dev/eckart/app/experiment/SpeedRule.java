package dev.eckart.app.experiment;

import dev.eckart.app.report.KeptDense;
import dev.eckart.compress.FactorisedNetwork;
import dev.eckart.compress.FactorisedNetwork.Compressed;
import dev.eckart.infer.NetworkCompiler;
import dev.eckart.nn.Network;
import dev.eckart.nn.Network.Node;
import dev.eckart.spi.compress.Candidate;
import dev.eckart.spi.layer.Linear;
import dev.eckart.spi.layer.Workspace;
import dev.eckart.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Keeps a factorisation only where it is measured faster than the layer it replaces.
 *
 * @param compiler compiles the layers
 * @param pictures the batch to compare with
 */
record SpeedRule(NetworkCompiler compiler, Tensor pictures) {
    /** What factors have to gain, as a share of the layer's time, so that noise alone does not decide. */
    private static final double MARGIN = 0.05;

    /**
     * A network without the factors that are not faster.
     *
     * @param compressed the network
     * @param keptDense why which layers were put back
     */
    record Ruling(Compressed compressed, List<KeptDense> keptDense) {}

    Ruling apply(FactorisedNetwork factorised, Compressed offered) {
        List<Candidate> chosen = new ArrayList<>();
        List<KeptDense> keptDense = new ArrayList<>();
        Workspace workspace = new Workspace(compiler.backend());
        Tensor values = pictures;
        for (Node node : factorised.network().nodes()) {
            if (node.layer() instanceof Linear) {
                int index = chosen.size();
                Candidate candidate = offered.chosen().get(index);
                Optional<KeptDense> slower = slower(node, candidate, factorised.alone(index, candidate), values);
                slower.ifPresent(keptDense::add);
                chosen.add(
                        slower.isPresent()
                                ? factorised.decompositions().get(index).dense()
                                : candidate);
            }
            values = node.layer().forward(values, workspace).output();
        }
        return new Ruling(keptDense.isEmpty() ? offered : factorised.build(chosen), keptDense);
    }

    /** The comparison, unless the candidate wins it or is the layer itself. */
    private Optional<KeptDense> slower(Node node, Candidate candidate, Network factors, Tensor inputs) {
        if (candidate.rank().isEmpty()) {
            return Optional.empty();
        }
        Network layer = new Network(inputs.columns(), List.of(node));
        List<Double> seconds = new SpeedMeasurement(compiler, 1).seconds(List.of(factors, layer), inputs);
        double factorised = 1e6 * seconds.get(0);
        double dense = 1e6 * seconds.get(1);
        boolean faster = macs(factors) < macs(layer) && factorised < dense * (1 - MARGIN);
        KeptDense.Comparison comparison = new KeptDense.Comparison(inputs.rows(), factorised, dense);
        return faster ? Optional.empty() : Optional.of(new KeptDense(node.name(), candidate.label(), comparison));
    }

    /** Factors that merge into the layer they came from differ from it by noise only. */
    private long macs(Network network) {
        return compiler.compile(network).macs();
    }
}

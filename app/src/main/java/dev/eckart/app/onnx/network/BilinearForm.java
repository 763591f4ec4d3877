package dev.eckart.app.onnx.network;

import dev.eckart.app.onnx.model.Attributes;
import dev.eckart.app.onnx.tensor.TensorValues;
import dev.eckart.nn.Bilinear;
import dev.eckart.nn.Network;
import dev.eckart.spi.layer.Layer;
import dev.eckart.spi.layer.Parameter;
import dev.eckart.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/**
 * Rows become pictures (Reshape), which are multiplied by Q (MatMul), turned (Transpose), multiplied by P (MatMul) and
 * become rows again (Reshape).
 */
final class BilinearForm implements LayerForm {
    private static final int NODES = 5;
    private static final List<Long> TURNED = List.of(0L, 2L, 1L);

    @Override
    public boolean takes(Layer layer) {
        return layer instanceof Bilinear;
    }

    @Override
    public void write(Network.Node node, Draft draft) {
        String name = node.name();
        Tensor left = side(node.layer(), "left");
        Tensor right = side(node.layer(), "right");
        draft.node(name + "/picture", "Reshape", draft.sizes(name + ".picture", left.rows(), right.rows()));
        draft.node(name + "/columns", "MatMul", draft.matrix(name + ".right", right));
        draft.node(name + "/turned", "Transpose").addAttribute(Attributes.ofIntegers("perm", TURNED));
        draft.node(name + "/rows", "MatMul", draft.matrix(name + ".left", left));
        draft.node(name, "Reshape", draft.sizes(name + ".row", (long) left.columns() * right.columns()));
    }

    private static Tensor side(Layer layer, String name) {
        return layer.parameters().stream()
                .filter(parameter -> parameter.name().equals(name))
                .map(Parameter::value)
                .findFirst()
                .orElseThrow();
    }

    @Override
    public Optional<Read> read(Chain chain, int at) {
        boolean shaped = chain.is(at, "Reshape")
                && chain.is(at + 1, "MatMul")
                && chain.is(at + 2, "Transpose")
                && chain.is(at + 3, "MatMul")
                && chain.is(at + 4, "Reshape");
        if (!shaped) {
            return Optional.empty();
        }
        return chain.matrix(at + 3)
                .flatMap(left -> chain.matrix(at + 1)
                        .filter(right -> fits(chain, at, left, right))
                        .map(right -> new Read(chain.name(at + NODES - 1), Bilinear.of(left, right), NODES)));
    }

    private static boolean fits(Chain chain, int at, Tensor left, Tensor right) {
        return chain.attributes(at + 2).integers("perm").equals(Optional.of(TURNED))
                && sizes(chain, at, left.rows(), right.rows())
                && sizes(chain, at + NODES - 1, left.columns() * right.columns());
    }

    private static boolean sizes(Chain chain, int at, int... sizes) {
        double[] found = chain.constant(at, 1).map(TensorValues::values).orElse(new double[0]);
        boolean same = found.length == sizes.length + 1 && found[0] == -1;
        for (int i = 0; same && i < sizes.length; i++) {
            same = found[i + 1] == sizes[i];
        }
        return same;
    }
}

package dev.eckart.nn;

import dev.eckart.conformance.LayerConformance;
import dev.eckart.spi.Seed;
import dev.eckart.spi.layer.Layer;
import dev.eckart.spi.layer.LayerProvider;
import dev.eckart.tensor.Precision;
import java.util.List;

class NetworkConformanceTest extends LayerConformance {
    @Override
    protected Layer layer(Precision precision, Seed seed) {
        return new Network(
                inputs(),
                List.of(
                        new Network.Node("dense-1", dense(inputs(), 7, precision, seed.split(1))),
                        new Network.Node("relu", new Relu()),
                        new Network.Node("dense-2", dense(7, 3, precision, seed.split(2)))));
    }

    private static Layer dense(int inputs, int outputs, Precision precision, Seed seed) {
        return new DenseProvider().create(new LayerProvider.Spec(inputs, outputs, 0.5, precision, seed));
    }
}

package dev.eckart.nn;

import dev.eckart.conformance.LayerConformance;
import dev.eckart.spi.Seed;
import dev.eckart.spi.layer.Layer;
import dev.eckart.tensor.Precision;

class ReluConformanceTest extends LayerConformance {
    @Override
    protected Layer layer(Precision precision, Seed seed) {
        return new Relu();
    }
}

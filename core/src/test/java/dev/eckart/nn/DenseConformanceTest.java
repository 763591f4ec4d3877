package dev.eckart.nn;

import dev.eckart.conformance.LayerConformance;
import dev.eckart.spi.Seed;
import dev.eckart.spi.layer.Layer;
import dev.eckart.spi.layer.LayerProvider;
import dev.eckart.tensor.Precision;

class DenseConformanceTest extends LayerConformance {
    @Override
    protected Layer layer(Precision precision, Seed seed) {
        return new DenseProvider().create(new LayerProvider.Spec(inputs(), 5, 0.5, precision, seed));
    }
}

package dev.eckart.nn;

import dev.eckart.conformance.LayerConformance;
import dev.eckart.spi.Layer;
import dev.eckart.spi.LayerProvider;
import dev.eckart.spi.Seed;
import dev.eckart.tensor.Precision;

class DenseConformanceTest extends LayerConformance {
    @Override
    protected Layer layer(Precision precision, Seed seed) {
        return new DenseProvider().create(new LayerProvider.Spec(inputs(), 5, 0.5, precision, seed));
    }
}

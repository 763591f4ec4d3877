package dev.acme;

import dev.eckart.compress.decompose.NestedFactors;
import dev.eckart.spi.backend.Svd;
import dev.eckart.spi.compress.Decomposer;
import dev.eckart.spi.compress.Decomposition;

/** Both factors get the root of each singular value, so that they are equally large and learn equally fast. */
public final class BalancedSvd implements Decomposer {
    @Override
    public String name() {
        return "balanced-svd";
    }

    @Override
    public Decomposition decompose(Request request) {
        Svd svd = request.backend().svd(request.weights());
        return NestedFactors.of(svd, Math::sqrt, Math::sqrt).decomposition(request);
    }
}

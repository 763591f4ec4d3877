package dev.eckart.app.onnx.rewrite;

import dev.eckart.app.onnx.form.Factor;
import dev.eckart.app.onnx.layer.Site;
import java.util.ArrayList;
import java.util.List;

/**
 * A layer and what stands in its place.
 *
 * @param site the layer
 * @param factors operators, in the order in which they are applied; one for a layer of which only the numbers change
 */
public record Replacement(Site site, List<Factor> factors) {
    /**
     * The operator that is applied last.
     *
     * @return the one that has the bias
     */
    public Factor last() {
        return factors.get(factors.size() - 1);
    }

    /**
     * The same with another last operator.
     *
     * @param last of the same shape
     * @return a replacement
     */
    public Replacement withLast(Factor last) {
        List<Factor> changed = new ArrayList<>(factors);
        changed.set(changed.size() - 1, last);
        return new Replacement(site, changed);
    }
}

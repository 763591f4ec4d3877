package dev.eckart.app.onnx.loss;

import dev.eckart.app.onnx.expression.Expression;
import java.util.List;

/** How far a model's values are from its teacher's. */
final class Distance {
    /** Keeps a teacher's value that is zero everywhere from being divided by. */
    private static final double TINY = 1e-12;

    private Distance() {}

    /** Squared distance as a share of the teacher's squares, the mean over some values. */
    static Expression mean(Compared compared, List<String> values) {
        return compared.mean(values, value -> {
            Expression taught = compared.taught(value);
            Expression distance = compared.own(value).minus(taught).squared();
            return compared.kept(value, distance)
                    .sum()
                    .over(compared.kept(value, taught.squared()).sum().plus(TINY));
        });
    }
}

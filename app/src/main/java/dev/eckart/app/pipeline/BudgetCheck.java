package dev.eckart.app.pipeline;

import dev.eckart.app.config.ConfigurationException;
import dev.eckart.app.config.source.Configuration;
import dev.eckart.app.experiment.Experiment;
import dev.eckart.app.experiment.Objection;
import java.util.Comparator;
import java.util.List;

/**
 * Finds out whether networks of a configuration's shape can be as small as it asks for, before hours are spent on it.
 *
 * @param configuration asks for levels and budgets
 * @param ways would compress to them, each in its own way; at least one
 */
public record BudgetCheck(Configuration configuration, List<Experiment> ways) {
    /** Of several ways, the one that gets smallest says how small that is. */
    private static final Comparator<Objection> BY_LEAST =
            Comparator.comparingDouble(objection -> objection.least().orElse(Double.POSITIVE_INFINITY));

    /**
     * Names the first level or budget that none of the ways keeps to, and why.
     *
     * @throws ConfigurationException if there is one
     */
    public void run() {
        List<Objection> common = ways.get(0).objections();
        for (int i = 1; i < ways.size() && !common.isEmpty(); i++) {
            common = common(common, ways.get(i).objections());
        }
        common.stream().findFirst().ifPresent(objection -> {
            String key = objection.target().level().isPresent() ? AllocatorCheck.LEVELS : AllocatorCheck.BUDGETS;
            throw new ConfigurationException(configuration.origin(key) + ": '" + key + "' has "
                    + objection.target().title() + ": " + objection.reason());
        });
    }

    private static List<Objection> common(List<Objection> some, List<Objection> others) {
        return some.stream()
                .flatMap(one -> others.stream()
                        .filter(other ->
                                other.target().title().equals(one.target().title()))
                        .map(other -> BY_LEAST.compare(other, one) < 0 ? other : one))
                .toList();
    }
}

package dev.eckart.app.pipeline;

import dev.eckart.app.config.ConfigurationException;
import dev.eckart.app.config.source.Configuration;
import dev.eckart.app.experiment.Experiment;

/**
 * Finds out whether networks of a configuration's shape can be as small as it asks for, before hours are spent on it.
 *
 * @param configuration asks for levels and budgets
 * @param experiment would compress to them
 */
record BudgetCheck(Configuration configuration, Experiment experiment) {
    /** Names the first level or budget that no network keeps to, and why. */
    void run() {
        experiment.objections().stream().findFirst().ifPresent(objection -> {
            String key = objection.target().level().isPresent() ? AllocatorCheck.LEVELS : AllocatorCheck.BUDGETS;
            throw new ConfigurationException(configuration.origin(key) + ": '" + key + "' has "
                    + objection.target().title() + ": " + objection.reason());
        });
    }
}

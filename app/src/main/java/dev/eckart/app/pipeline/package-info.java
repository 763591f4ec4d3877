/**
 * The main job: train, factorise at each level, fine-tune, measure.
 *
 * <p>Depends on core, {@code batch}, {@code config}, {@code console}, {@code data}, {@code html}, {@code plugin} and {@code report}. Knows no command, no Guice and no
 * backend by name.
 */
package dev.eckart.app.pipeline;

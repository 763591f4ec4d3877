/**
 * The main job: an experiment from its configuration to its report, with what is needed around it.
 *
 * <p>Finds data and plug-ins, keeps the stages of a run for one that is cut off to go on, tells a person how far it is,
 * and writes the report. Depends on {@code experiment}, {@code config}, {@code config.source}, {@code console},
 * {@code data}, {@code data.locate}, {@code html}, {@code output}, {@code plugin}, {@code report}, {@code report.text},
 * {@code onnx} for saved networks, and core. Knows no command, no Guice and no backend by name.
 */
package dev.eckart.app.pipeline;

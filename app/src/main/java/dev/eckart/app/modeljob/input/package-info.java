/**
 * What a job on ONNX models is given: the models themselves, in files or jars, and samples for them, from data sets, arrays or
 * texts.
 *
 * <p>Depends on {@code onnx}, {@code batch}, {@code config}, {@code config.source}, {@code console}, {@code output},
 * {@code data}, {@code pipeline}, {@code plugin}, {@code report} and {@code text}; jobs depend on it, and it on none.
 * Invariants: a data set enters a model as the model's input says, and in no other scale than was asked for; what is
 * drawn is drawn by the job's seed.
 */
package dev.eckart.app.modeljob.input;

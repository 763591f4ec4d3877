/**
 * Factorises layers of a model: here, or as tasks that an engine carries out, to the same bits.
 *
 * <p>Depends on {@code onnx.unit}, {@code onnx.layer}, {@code onnx.form}, {@code onnx.progress}, {@code onnx.proto} and core.
 * Invariant: who carries out a task needs nothing of the model but what the task holds and the files that it names; what comes
 * back are candidates, which hold no matrix, and factors of those that were chosen.
 */
package dev.eckart.app.onnx.factorise;

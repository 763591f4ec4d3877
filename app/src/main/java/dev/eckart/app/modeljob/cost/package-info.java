/**
 * What kernels take on this machine: measured once, kept in the user's cache, shown on request.
 *
 * <p>Depends on {@code onnx.cost}, {@code config}, {@code console}, {@code output}, {@code data}, {@code report} and
 * {@code report.text}. Invariant: what was measured on another machine, by another runtime or with other threads is not
 * taken for this one's.
 */
package dev.eckart.app.modeljob.cost;

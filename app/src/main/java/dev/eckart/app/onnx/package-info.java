/**
 * ONNX models: read, understood, written.
 *
 * <p>What lives below stands on core and protobuf alone ({@code onnx.runtime} on ONNX Runtime besides) and knows none of
 * the application's commands, configuration or reports, so that it can become a library of its own. The messages of the
 * file format in {@code onnx.proto} are generated from {@code onnx.proto}.
 */
package dev.eckart.app.onnx;

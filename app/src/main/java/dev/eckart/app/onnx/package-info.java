/**
 * Models in the ONNX format: its parts are in the packages below.
 *
 * <p>None of them knows commands, configuration, the pipeline or the wiring of the program, so that together they could be
 * a library of their own. They depend on core and, for the format, on protobuf; {@code runtime} alone on ONNX Runtime.
 */
package dev.eckart.app.onnx;

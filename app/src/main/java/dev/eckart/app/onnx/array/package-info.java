/**
 * Arrays with a sample in each row, and labels: those of NumPy's files, and views of them.
 *
 * <p>Depends on {@code onnx.runtime} for the numbers that are read and on {@code onnx.tensor} for errors. Knows no model.
 * Invariants: nothing is allocated that the file does not back; elements become numbers a batch at a time.
 */
package dev.eckart.app.onnx.array;

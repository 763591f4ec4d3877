package dev.eckart.app.onnx.compress;

/**
 * What was predicted of a smaller model's time, and measured before it was finished.
 *
 * @param share whether a share of the model's time was asked for
 * @param asked that share; or seconds
 * @param predicted share of the model's time that what was chosen was predicted to take
 * @param measured share that it took in turn with the model, with numbers that had not been refitted yet
 * @param batch samples of a run
 * @param choices how many choices it took until one was measured to take what was asked for
 */
public record PredictedTime(boolean share, double asked, double predicted, double measured, int batch, int choices) {}

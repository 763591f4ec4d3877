package dev.eckart.app.command.option;

/**
 * Options that several commands share, filled when the command line is read.
 *
 * @param configuration those that set keys
 * @param results those that say how a result is kept
 * @param onnx those of the commands that run ONNX models
 * @param models those that say where a model is left
 * @param tuning those that say how ONNX models are trained
 * @param engine those that say who does the work
 * @param display those that say how a result is shown
 */
public record SharedOptions(
        ConfigOptions configuration,
        ResultOptions results,
        OnnxOptions onnx,
        ModelOptions models,
        TuningOptions tuning,
        EngineOptions engine,
        DisplayOptions display) {
    /** Options that nobody has set yet. */
    public SharedOptions() {
        this(
                new ConfigOptions(),
                new ResultOptions(),
                new OnnxOptions(),
                new ModelOptions(),
                new TuningOptions(),
                new EngineOptions(),
                new DisplayOptions());
    }
}

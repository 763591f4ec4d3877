package dev.eckart.app.onnx.gradient.operator;

import dev.eckart.app.onnx.gradient.rule.GradientRule;
import dev.eckart.app.onnx.gradient.window.ConvGradients;
import dev.eckart.app.onnx.gradient.window.MaximumGradients;
import dev.eckart.app.onnx.gradient.window.PoolGradients;
import java.util.Map;
import java.util.Set;

/** The one table: what each operator does to gradients. */
public final class GradientRules {
    /** By name of the operator of the standard domain. */
    public static final Map<String, GradientRule> ALL = Map.ofEntries(
            // Products.
            Map.entry("MatMul", ProductGradients::matMul),
            Map.entry("Gemm", ProductGradients::gemm),
            Map.entry("Einsum", new EinsumGradient()),
            Map.entry("Attention", new AttentionGradient()),
            Map.entry("RotaryEmbedding", new RotaryGradient()),
            // Windows.
            Map.entry("Conv", ConvGradients::conv),
            Map.entry("ConvTranspose", ConvGradients::convTranspose),
            Map.entry("MaxPool", GradientRule.unless(MaximumGradients::obstacle, MaximumGradients::maximum)),
            Map.entry("AveragePool", PoolGradients::average),
            Map.entry("LpPool", PoolGradients::norm),
            Map.entry("GlobalAveragePool", PoolGradients::globalAverage),
            Map.entry("GlobalMaxPool", PoolGradients::globalMaximum),
            Map.entry("GlobalLpPool", PoolGradients::globalNorm),
            // Images.
            Map.entry("Resize", GradientRule.unless(ResizeGradients::obstacle, ResizeGradients::resize)),
            Map.entry("Upsample", GradientRule.unless(ResizeGradients::obstacle, ResizeGradients::resize)),
            Map.entry("DepthToSpace", BlockGradients::toSpace),
            Map.entry("SpaceToDepth", BlockGradients::toDepth),
            Map.entry("Pad", GradientRule.unless(PadGradients::obstacle, PadGradients::pad)),
            // Element by element, of operands that broadcast.
            Map.entry("Add", ArithmeticGradients::add),
            Map.entry("Sum", ArithmeticGradients::add),
            Map.entry("Mean", ArithmeticGradients::mean),
            Map.entry("Sub", ArithmeticGradients::subtract),
            Map.entry("Mul", ArithmeticGradients::multiply),
            Map.entry("Div", ArithmeticGradients::divide),
            Map.entry("Pow", ArithmeticGradients::power),
            Map.entry("Max", ArithmeticGradients::maximum),
            Map.entry("Min", ArithmeticGradients::minimum),
            Map.entry("Where", ArithmeticGradients::where),
            // Elementary functions.
            Map.entry("Neg", FunctionGradients::negate),
            Map.entry("Sqrt", FunctionGradients::root),
            Map.entry("Reciprocal", FunctionGradients::reciprocal),
            Map.entry("Exp", FunctionGradients::exponential),
            Map.entry("Log", FunctionGradients::logarithm),
            Map.entry("Abs", FunctionGradients::absolute),
            Map.entry("Sin", FunctionGradients::sine),
            Map.entry("Cos", FunctionGradients::cosine),
            // Activations.
            Map.entry("Relu", RectifierGradients::relu),
            Map.entry("LeakyRelu", RectifierGradients::leakyRelu),
            Map.entry("PRelu", RectifierGradients::pRelu),
            Map.entry("ThresholdedRelu", RectifierGradients::thresholdedRelu),
            Map.entry("Elu", RectifierGradients::elu),
            Map.entry("Selu", RectifierGradients::selu),
            Map.entry("Celu", RectifierGradients::celu),
            Map.entry("HardSigmoid", RectifierGradients::hardSigmoid),
            Map.entry("HardSwish", RectifierGradients::hardSwish),
            Map.entry("Clip", RectifierGradients::clip),
            Map.entry("Sigmoid", ActivationGradients::sigmoid),
            Map.entry("Tanh", ActivationGradients::tanh),
            Map.entry("Erf", ActivationGradients::erf),
            Map.entry("Gelu", ActivationGradients::gelu),
            Map.entry("Swish", ActivationGradients::swish),
            Map.entry("Softplus", ActivationGradients::softplus),
            Map.entry("Softsign", ActivationGradients::softsign),
            Map.entry("Mish", ActivationGradients::mish),
            // Along axes.
            Map.entry("Softmax", SoftmaxGradients::softmax),
            Map.entry("LogSoftmax", SoftmaxGradients::logSoftmax),
            Map.entry("LpNormalization", SoftmaxGradients::normalize),
            Map.entry("CumSum", SoftmaxGradients::cumulativeSum),
            // Reductions.
            Map.entry("ReduceSum", ReductionGradients.of(ReductionGradients::sum)),
            Map.entry("ReduceMean", ReductionGradients.of(ReductionGradients::mean)),
            Map.entry("ReduceMax", ReductionGradients.of(ReductionGradients::maximum)),
            Map.entry("ReduceMin", ReductionGradients.of(ReductionGradients::minimum)),
            Map.entry("ReduceL1", ReductionGradients.of(ReductionGradients::sizes)),
            Map.entry("ReduceL2", ReductionGradients.of(ReductionGradients::norm)),
            Map.entry("ReduceSumSquare", ReductionGradients.of(ReductionGradients::squares)),
            Map.entry("ReduceLogSum", ReductionGradients.of(ReductionGradients::logOfSum)),
            Map.entry("ReduceLogSumExp", ReductionGradients.of(ReductionGradients::logOfExponentials)),
            // Normalisations.
            Map.entry("LayerNormalization", NormalizationGradients::layer),
            Map.entry("RMSNormalization", NormalizationGradients::rootMeanSquare),
            Map.entry("InstanceNormalization", NormalizationGradients::instance),
            Map.entry("GroupNormalization", NormalizationGradients::group),
            Map.entry(
                    "BatchNormalization",
                    GradientRule.unless(NormalizationGradients::ofBatch, NormalizationGradients::batch)),
            // What is given, as it is.
            Map.entry("Identity", PassingGradients::pass),
            Map.entry("Cast", PassingGradients::cast),
            Map.entry("CastLike", PassingGradients::cast),
            Map.entry("Dropout", GradientRule.unless(PassingGradients::dropping, PassingGradients::pass)),
            // The same elements in other places.
            Map.entry("Reshape", ShapeGradients::reshape),
            Map.entry("Flatten", ShapeGradients::reshape),
            Map.entry("Squeeze", ShapeGradients::reshape),
            Map.entry("Unsqueeze", ShapeGradients::reshape),
            Map.entry("Transpose", ShapeGradients::transpose),
            Map.entry("Concat", ShapeGradients::concat),
            Map.entry("Split", ShapeGradients::split),
            Map.entry("Expand", PassingGradients::pass),
            Map.entry("Tile", ShapeGradients::tile),
            Map.entry("Trilu", ShapeGradients::triangle),
            Map.entry("Slice", new SliceGradient()),
            // Elements where indices say.
            Map.entry("Gather", IndexGradients::gather),
            Map.entry(
                    "GatherElements", GradientRule.unless(IndexGradients::cannotAddUp, IndexGradients::gatherElements)),
            Map.entry("GatherND", GradientRule.unless(IndexGradients::cannotAddUp, IndexGradients::gatherNd)),
            Map.entry(
                    "ScatterElements",
                    GradientRule.unless(IndexGradients::neitherPutsNorAdds, IndexGradients::scatterElements)),
            Map.entry("ScatterND", GradientRule.unless(IndexGradients::neitherPutsNorAdds, IndexGradients::scatterNd)));

    /** Inputs of real numbers that say what an operator does, of which no gradient is defined. */
    public static final Map<String, Set<Integer>> SETTINGS =
            Map.of("Resize", Set.of(1, 2), "Upsample", Set.of(1), "Dropout", Set.of(1));

    /** Operators that are constant but where they jump: nothing flows through them, as through whole numbers. */
    public static final Set<String> FLAT = Set.of("Sign", "Floor", "Ceil", "Round");

    private GradientRules() {}
}

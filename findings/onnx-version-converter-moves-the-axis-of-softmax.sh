#!/bin/sh
# ONNX 1.23.1, version_converter: Softmax going down from opset 13, and Hardmax going up to it, take other axes than before.
#
# Since opset 13 they work along one axis, before that over all axes from the given one on, as one. The converter knows it for
# Softmax and LogSoftmax on the way up, and brackets the node. On the way down it keeps the axis alone, so that scores of
# classes in axis 1 of an image, which sum to one in each pixel, sum to one over all classes and pixels; Hardmax is left as
# it is on the way up. The result passes the full checker, has the same shapes and runs; with the last axis, as in most tests,
# all is well.
#
# Seen for an image of 5 classes and 2 x 3 pixels: sums over the classes of a pixel are 1.00 before, 0.05 to 0.38 after.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check onnx==1.23.1 onnxruntime==1.30.0 numpy==2.4.6
venv/bin/python - <<'PYTHON'
import numpy as np, onnx, onnxruntime as ort
from onnx import TensorProto, helper, version_converter

SIZES = [1, 5, 2, 3]
x = np.random.default_rng(0).standard_normal(SIZES).astype(np.float32)


def made(operator, axis, opset):
    graph = helper.make_graph(
        [helper.make_node(operator, ["x"], ["y"], axis=axis)], "graph",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, SIZES)],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, SIZES)])
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", opset)], ir_version=8)


def run(model):
    onnx.checker.check_model(model, full_check=True)
    options = ort.SessionOptions()
    options.graph_optimization_level = ort.GraphOptimizationLevel.ORT_DISABLE_ALL
    return ort.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"]).run(None, {"x": x})[0]


def seen(operator, axis, old, new, same):
    model = made(operator, axis, old)
    converted = version_converter.convert_version(model, new)
    assert converted.opset_import[0].version == new
    before, after = run(model), run(converted)
    apart = abs(before - after).max()
    print(f"{operator}, axis {axis}, opset {old} to {new}: {apart:.2g} apart")
    assert (apart < 1e-6) == same, "this has changed"
    return before, after


for operator in ("Softmax", "LogSoftmax"):
    seen(operator, 1, 12, 13, same=True)
    seen(operator, 1, 13, 12, same=False)
    seen(operator, -1, 13, 12, same=True)
seen("Hardmax", 1, 12, 13, same=False)
seen("Hardmax", -1, 12, 13, same=True)
before, after = (y.sum(1) for y in seen("Softmax", 1, 13, 12, same=False))
print(f"sums over the classes of a pixel: {before.min():.2f} to {before.max():.2f}, then {after.min():.2f} to {after.max():.2f}")
PYTHON

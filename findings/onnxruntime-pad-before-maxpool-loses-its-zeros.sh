#!/bin/sh
# ONNX Runtime 1.30.0: zeros that a Pad puts around an image are no longer zeros where a MaxPool comes next.
#
# The two nodes become one MaxPool with the Pad's widths as its own. But what a MaxPool pads with is never the maximum, and a
# zero is, as soon as all numbers beside it are negative. So at the edges the result is a negative number where the model,
# and the framework that it came from, have zero. Behind a Relu nothing is seen, which is where most tests look; behind
# any activation that goes below zero the edges are wrong, for float16, float32, float64 and int8, from the basic level of optimisation
# on. A Pad by another number than zero stays, and so does one whose result is an output of the graph: a model with
# that value shown computes something else than without.
#
# Seen for an image of -2 everywhere: 0 at the edges without optimisation or with the padded image as an output, -2 else.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check onnx==1.23.1 onnxruntime==1.30.0 numpy==2.4.6
venv/bin/python - <<'PYTHON'
import numpy as np, onnx, onnxruntime as ort
from onnx import TensorProto, helper, numpy_helper


def corner(kind, level, shown=False, number=0):
    element = helper.np_dtype_to_tensor_dtype(np.dtype(kind))
    outputs = [helper.make_tensor_value_info("y", element, ["n", 1, 4, 4])]
    if shown:
        outputs.append(helper.make_tensor_value_info("padded", element, ["n", 1, 6, 6]))
    graph = helper.make_graph(
        [helper.make_node("Pad", ["x", "widths", "number"], ["padded"]),
         helper.make_node("MaxPool", ["padded"], ["y"], kernel_shape=[3, 3])], "graph",
        [helper.make_tensor_value_info("x", element, ["n", 1, 4, 4])], outputs,
        [numpy_helper.from_array(np.array([0, 0, 1, 1, 0, 0, 1, 1]), "widths"), numpy_helper.from_array(np.array(number, kind), "number")])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.checker.check_model(model, full_check=True)
    options = ort.SessionOptions()
    options.graph_optimization_level = level
    session = ort.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])
    return session.run(["y"], {"x": np.full((1, 1, 4, 4), -2, kind)})[0][0, 0, 0, 0]


levels = ort.GraphOptimizationLevel
for kind in (np.float16, np.float32, np.float64, np.int8):
    plain, basic, every, shown, one = (
        corner(kind, levels.ORT_DISABLE_ALL), corner(kind, levels.ORT_ENABLE_BASIC), corner(kind, levels.ORT_ENABLE_ALL),
        corner(kind, levels.ORT_ENABLE_ALL, shown=True), corner(kind, levels.ORT_ENABLE_ALL, number=1))
    print(f"{kind.__name__}: not optimised {plain}, basic {basic}, all {every}, all with the padded image shown {shown},"
          f" all with ones around it {one}")
    assert (plain, basic, every, shown, one) == (0, -2, -2, 0, 1), "this has changed"
PYTHON

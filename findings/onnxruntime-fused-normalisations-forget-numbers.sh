#!/bin/sh
# ONNX Runtime 1.30.0: a normalisation that is spelled out in nodes is run with numbers that are not the model's.
#
# The optimiser puts one node in place of those of RMS or layer normalisation. They are known by their form; some of the
# constants in them are not looked at:
# - An epsilon of float64 is not read for RMS normalisation: 1e-5 takes its place, whatever it is. A model in float64, made to
#   have a reference, is off in the fifth digit for the usual 1e-6, and float32 is nearer to the truth.
# - The exponent of layer normalisation is not read: (x - m) / sqrt(mean((x - m)^4) + e) gives what the square gives.
# - An epsilon that is more than one number, learned for each row, is not read either, in float32 too: 1e-5 takes its place.
# Tests of layers that are themselves right and use the usual constants see none of it. Without optimisation all are right.
#
# Seen, largest relative difference: 2e-05 for RMS normalisation in float64 with 1e-6 (float32: 1e-07), 0.2 with 0.1; over 0.1
# for the exponent and for rows that have their epsilon each.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check onnx==1.23.1 onnxruntime==1.30.0 numpy==2.4.6
venv/bin/python - <<'PYTHON'
import numpy as np, onnx, onnxruntime as ort
from onnx import TensorProto, helper, numpy_helper

ROWS, WIDTH = 6, 8
NONE, ALL = ort.GraphOptimizationLevel.ORT_DISABLE_ALL, ort.GraphOptimizationLevel.ORT_ENABLE_ALL
x = np.random.default_rng(1).standard_normal((3, ROWS, WIDTH))


def exact(centred, exponent, epsilon):
    middle = x - x.mean(-1, keepdims=True) if centred else x
    return middle / np.sqrt((middle**exponent).mean(-1, keepdims=True) + epsilon)


def run(kind, centred, exponent, epsilon, level):
    element = helper.np_dtype_to_tensor_dtype(np.dtype(kind))
    nodes = [("ReduceMean", "x", "mean"), ("Sub", "x mean", "middle")] if centred else [("Identity", "x", "middle")]
    nodes += [("Pow", "middle exponent", "power"), ("ReduceMean", "power", "spread"), ("Add", "spread epsilon", "more"),
              ("Sqrt", "more", "root"), ("Div", "middle root", "normal"), ("Mul", "normal gain", "scaled")]
    nodes += [("Add", "scaled bias", "y")] if centred else [("Identity", "scaled", "y")]
    constants = {"exponent": exponent, "epsilon": epsilon, "gain": np.ones(WIDTH)} | ({"bias": np.zeros(WIDTH)} if centred else {})
    graph = helper.make_graph(
        [helper.make_node(operator, inputs.split(), [output], **({"axes": [-1]} if operator == "ReduceMean" else {}))
         for operator, inputs, output in nodes], "graph",
        [helper.make_tensor_value_info("x", element, ["n", ROWS, WIDTH])],
        [helper.make_tensor_value_info("y", element, ["n", ROWS, WIDTH])],
        [numpy_helper.from_array(np.asarray(value, kind), name) for name, value in constants.items()])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.checker.check_model(model, full_check=True)
    options = ort.SessionOptions()
    options.graph_optimization_level = level
    session = ort.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])
    return session.run(None, {"x": x.astype(kind)})[0]


def seen(what, kind, centred, exponent, epsilon, wrong):
    right = exact(centred, exponent, epsilon)
    plain, fused = (abs(run(kind, centred, exponent, epsilon, level) / right - 1).max() for level in (NONE, ALL))
    print(f"{what}: off by {plain:.0e} without optimisation, {fused:.0e} with it")
    small = 1e-13 if kind == np.float64 else 1e-4
    assert plain < small and (fused > wrong if wrong else fused < small), "this has changed"


seen("RMS, float64, epsilon 1e-6", np.float64, False, 2, 1e-6, 1e-6)
seen("RMS, float64, epsilon 0.1", np.float64, False, 2, 0.1, 0.1)
seen("RMS, float32, epsilon 1e-6", np.float32, False, 2, 1e-6, 0)
seen("RMS, float32, epsilon 0.1", np.float32, False, 2, 0.1, 0)
seen("layer, float32, exponent 2", np.float32, True, 2, 1e-5, 0)
seen("layer, float32, exponent 4", np.float32, True, 4, 1e-5, 0.1)
each = np.linspace(0.1, 1, ROWS)[:, None]
seen("RMS, float32, an epsilon for each row", np.float32, False, 2, each, 0.1)
seen("layer, float32, an epsilon for each row", np.float32, True, 2, each, 0.1)
PYTHON

#!/bin/sh
# ONNX Runtime 1.30.0, CPU: several operators are many times slower than the nodes that spell out what they compute.
#
# One node in place of up to seven, which reads and writes each number once, looks like the fast form; a tool that puts
# the operator where the formula was, or an exporter that keeps it whole, makes these models slower. The formulas are
# max(x, 0) + log(1 + exp(-|x|)) for Softplus, sums for ReduceL2 and ReduceLogSumExp over one of two axes, two products for Pow by
# four. It cannot be told from the operator: Pow by two and three is fast, and so is ReduceL2 over all axes at once.
#
# Seen for 256 x 1024 numbers and one thread (x86-64, AVX-512): Softplus is 4.8 to 5.1 times slower, ReduceL2 over the first axis
# 9.6 to 10.1, ReduceLogSumExp over the last 10.8 to 11.2, Pow by four 39 (16 where no number is negative); ReduceL2 over all
# axes takes half as long as its formula.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check onnx==1.23.1 onnxruntime==1.30.0 numpy==2.4.6
venv/bin/python - <<'PYTHON'
import time
import numpy as np, onnx, onnxruntime as ort
from onnx import TensorProto, helper, numpy_helper

SIZES = (256, 1024)
x = np.random.default_rng(0).standard_normal(SIZES).astype(np.float32)
constants = {
    "one": np.float32(1), "four": np.float32(4), "first": np.array([0]), "last": np.array([1]), "all": np.array([0, 1])}


def session(nodes, sizes):
    used = {name for _, inputs, _ in nodes for name in inputs.split()}
    graph = helper.make_graph(
        [helper.make_node(operator, inputs.split(), [output]) for operator, inputs, output in nodes], "graph",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, SIZES)],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, sizes)],
        [numpy_helper.from_array(np.asarray(value), name) for name, value in constants.items() if name in used])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=8)
    onnx.checker.check_model(model, full_check=True)
    options = ort.SessionOptions()
    options.intra_op_num_threads = 1
    return ort.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])


def ratio(what, operator, formula, sizes=SIZES):
    pair = session([operator], sizes), session(formula, sizes)
    one, many = (each.run(None, {"x": x})[0] for each in pair)
    assert np.allclose(one, many, rtol=1e-4, atol=1e-5)
    best = [float("inf")] * 2
    # In turn, and the best of each: what else the machine does slows both down alike, or is left out.
    for _ in range(60):
        for i, each in enumerate(pair):
            start = time.perf_counter()
            each.run(None, {"x": x})
            best[i] = min(best[i], time.perf_counter() - start)
    print(f"{what}: {best[0] * 1e6:.0f} us, its formula of {len(formula)} nodes {best[1] * 1e6:.0f} us,"
          f" {best[0] / best[1]:.1f} times slower")
    return best[0] / best[1]


def norm(axes):
    return [("Mul", "x x", "squares"), ("ReduceSum", f"squares {axes}", "sum"), ("Sqrt", "sum", "y")]


softplus = [
    ("Abs", "x", "size"), ("Neg", "size", "below"), ("Exp", "below", "power"), ("Add", "power one", "more"),
    ("Log", "more", "log"), ("Relu", "x", "positive"), ("Add", "log positive", "y")]
logsum = [
    ("ReduceMax", "x last", "largest"), ("Sub", "x largest", "below"), ("Exp", "below", "power"),
    ("ReduceSum", "power last", "sum"), ("Log", "sum", "log"), ("Add", "log largest", "y")]
slow = [
    ratio("Softplus", ("Softplus", "x", "y"), softplus),
    ratio("ReduceL2 over the first axis", ("ReduceL2", "x first", "y"), norm("first"), (1, SIZES[1])),
    ratio("ReduceLogSumExp over the last", ("ReduceLogSumExp", "x last", "y"), logsum, (SIZES[0], 1)),
    ratio("Pow by four", ("Pow", "x four", "y"), [("Mul", "x x", "square"), ("Mul", "square square", "y")])]
fast = ratio("ReduceL2 over all axes", ("ReduceL2", "x all", "y"), norm("all"), (1, 1))
assert min(slow) > 3 and fast < 1.5, "this has changed"
PYTHON

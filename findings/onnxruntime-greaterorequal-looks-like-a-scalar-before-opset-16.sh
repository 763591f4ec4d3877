#!/bin/sh
# ONNX Runtime 1.30.0: before opset 16 the result of GreaterOrEqual or LessOrEqual is reported as a scalar, whatever it is.
#
# With inputs of sizes that are known, Greater and Less have them too, and so has GreaterOrEqual in the next opset. In opsets 12
# to 15 the session reports an output without dimensions, which its interface gives for a scalar just as for a shape that it does
# not know, and then returns a tensor of rank two, without a warning. All that is computed from it is reported so,
# even a product with a value of known sizes. ONNX's own inference (1.23.1) knows the sizes. Whoever asks the runtime for
# the shapes of a model, by making its values outputs, takes masks and what is masked for scalars.
#
# Seen: [] for a result of 2 x 3 in opsets 12, 13, 14 and 15, [2, 3] in opset 16.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check onnx==1.23.1 onnxruntime==1.30.0 numpy==2.4.6
venv/bin/python - <<'PYTHON'
import numpy as np, onnx, onnxruntime as ort
from onnx import TensorProto, helper


def shapes(operator, opset):
    graph = helper.make_graph(
        [helper.make_node(operator, ["x", "x"], ["mask"]),
         helper.make_node("Cast", ["mask"], ["number"], to=TensorProto.FLOAT),
         helper.make_node("Mul", ["x", "number"], ["masked"])],
        "graph", [helper.make_tensor_value_info("x", TensorProto.FLOAT, [2, 3])],
        [helper.make_tensor_value_info("mask", TensorProto.BOOL, None),
         helper.make_tensor_value_info("masked", TensorProto.FLOAT, None)])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", opset)], ir_version=8)
    inferred = onnx.shape_inference.infer_shapes(model, check_type=True, strict_mode=True)
    onnx.checker.check_model(inferred)
    for value in inferred.graph.output:
        assert [dim.dim_value for dim in value.type.tensor_type.shape.dim] == [2, 3], "this has changed"
    session = ort.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    given = session.run(None, {"x": np.ones((2, 3), np.float32)})
    assert all(value.shape == (2, 3) for value in given)
    return [output.shape for output in session.get_outputs()]


for operator, unknown in (("Greater", ()), ("Less", ()), ("GreaterOrEqual", range(12, 16)), ("LessOrEqual", range(12, 16))):
    for opset in (12, 13, 14, 15, 16):
        mask, masked = shapes(operator, opset)
        print(f"{operator}, opset {opset}: {mask}, what is masked by it: {masked}")
        assert mask == masked == ([] if opset in unknown else [2, 3]), "this has changed"
PYTHON

#!/bin/sh
# ONNX Runtime 1.30.0: a factor of rank 16 takes more bytes in 4 bits than in float32.
#
# MatMulNBitsQuantizer stores each column of a weight in blocks of 128 numbers, if not told otherwise, and fills the last block up.
# Columns of a layer have hundreds of numbers, so nobody sees it. But a layer that was cut to two factors has one whose columns
# are as long as the rank: at rank 16, 112 of 128 stored numbers are filling, and the "4 bits" are 34.5. The other factor is
# stored as expected. The whole layer takes more than it should at any rank but multiples of 128 (129 takes half as much again
# as 128), and up to rank 9 more than its factors in float32. Blocks of 16 or 32 help; so does QuantFormat.QDQ, which fills
# nothing. The outputs are as near as they should be, so only the size of the file tells.
#
# Seen for a layer of 768 x 768, bits a number of the two factors: at rank 8 4.3 and 69.0, at rank 16 4.3 and 34.5, at rank 128
# 4.3 and 4.3, at rank 129 4.3 and 8.5; with QDQ at rank 16 4.3 and 6.2 (a scale for each 16 numbers).
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check onnx==1.23.1 onnxruntime==1.30.0 onnx_ir==1.0.0 numpy==2.4.6
cat > bits.py <<'PY'
import logging
import numpy as np, onnx, onnxruntime as ort
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantFormat
from onnxruntime.quantization.matmul_nbits_quantizer import MatMulNBitsQuantizer

logging.disable(logging.WARNING)
WIDTH = 768
random = np.random.default_rng(0)


def bits(depth, width, **options):
    """What a number of a weight of depth x width takes, stored in 4 bits."""
    weight = random.standard_normal((depth, width)).astype(np.float32)
    graph = helper.make_graph(
        [helper.make_node("MatMul", ["x", "w"], ["y"])], "graph",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, ["n", depth])],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, ["n", width])],
        [numpy_helper.from_array(weight, "w")])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 21)], ir_version=10)
    onnx.checker.check_model(model, full_check=True)
    quantizer = MatMulNBitsQuantizer(model, **options)
    quantizer.process()
    stored = quantizer.model.model
    x = random.standard_normal((4, depth)).astype(np.float32)
    session = ort.InferenceSession(stored.SerializeToString(), providers=["CPUExecutionProvider"])
    off = np.linalg.norm(session.run(None, {"x": x})[0] - x @ weight) / np.linalg.norm(x @ weight)
    assert off < 0.3, "this has changed"
    return 8 * sum(len(tensor.raw_data) for tensor in stored.graph.initializer) / weight.size


for rank, second, options in (
        (8, 69.0, {}), (16, 34.5, {}), (64, 8.6, {}), (128, 4.3, {}), (129, 8.5, {}),
        (16, 10.5, {"block_size": 32}), (16, 6.2, {"quant_format": QuantFormat.QDQ})):
    down, up = bits(WIDTH, rank, **options), bits(rank, WIDTH, **options)
    print(f"rank {rank} {options or ''}: {down:.1f} and {up:.1f} bits a number, {(down + up) / 2:.1f} of both")
    assert down < 5.5 and abs(up - second) < 0.5, "this has changed"
PY
venv/bin/python bits.py

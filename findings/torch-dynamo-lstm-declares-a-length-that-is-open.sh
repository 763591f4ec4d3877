#!/bin/sh
# PyTorch 2.13.0, dynamo exporter: an LSTM over an open length declares an output of the example's length.
#
# The input is declared [batch, length, 4], the output [batch, 12, 2], where 12 is the length of the example. ONNX's full
# checker (1.23.1) accepts it, ONNX Runtime (1.30.0) reports 12 for the output and then gives whatever length came in,
# without a warning. Buffers that are allocated by the declared shape, or a tool that takes 12 for a number of classes,
# are wrong.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check torch==2.13.0 onnx==1.23.1 onnxscript==0.7.2 onnxruntime==1.30.0 numpy==2.4.6
venv/bin/python - <<'PYTHON' 2>/dev/null
import numpy as np, onnx, onnxruntime as ort, torch
from torch import nn


class Tagger(nn.Module):
    def __init__(self):
        super().__init__()
        self.lstm = nn.LSTM(4, 6, batch_first=True)
        self.head = nn.Linear(6, 2)

    def forward(self, x):
        return self.head(self.lstm(x)[0])


axes = {0: torch.export.Dim.DYNAMIC, 1: torch.export.Dim.DYNAMIC}
torch.onnx.export(
    Tagger().eval(), (torch.randn(2, 12, 4),), "model.onnx", input_names=["x"], output_names=["y"], dynamo=True,
    dynamic_shapes=(axes,), external_data=False, verbose=False)
onnx.checker.check_model("model.onnx", full_check=True)
session = ort.InferenceSession("model.onnx")
declared = session.get_inputs()[0].shape, session.get_outputs()[0].shape
print("declared: input", declared[0], "output", declared[1])
given = [session.run(None, {"x": np.zeros((3, length, 4), np.float32)})[0].shape for length in (5, 12, 20)]
print("given:", given)
assert isinstance(declared[0][1], str) and declared[1][1] == 12, "this has changed"
assert given == [(3, 5, 2), (3, 12, 2), (3, 20, 2)], "this has changed"
PYTHON

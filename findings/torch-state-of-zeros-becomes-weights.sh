#!/bin/sh
# PyTorch 2.13.0: a state that begins with zeros is written as weights as large as the batch.
#
# Both exporters fold torch.zeros_like(x) of a fixed batch into constants: the same network without a single parameter
# holds 768 numbers at batch 1 and 49,152 at batch 64. Parameters that are counted from a file depend on the batch that
# it was exported with, and which tool sees them depends on the exporter: TorchScript keeps them in Constant nodes, dynamo
# in initialisers.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check torch==2.13.0 onnx==1.23.1 onnxscript==0.7.2 numpy==2.4.6
venv/bin/python - <<'PYTHON' 2>/dev/null
import math
import onnx, torch
from torch import nn


class Scan(nn.Module):
    def forward(self, x):
        state = torch.zeros_like(x[:, :, None] * torch.ones(8))
        for _ in range(2):
            state = state * 0.5 + x[:, :, None]
        return state


for batch in (1, 64):
    for dynamo in (False, True):
        extra = {"external_data": False, "verbose": False} if dynamo else {}
        torch.onnx.export(Scan().eval(), (torch.randn(batch, 96),), "model.onnx", dynamo=dynamo, **extra)
        graph = onnx.load("model.onnx").graph
        initialisers = sum(math.prod(tensor.dims) for tensor in graph.initializer)
        constants = sum(
            math.prod(attribute.t.dims) for node in graph.node for attribute in node.attribute if attribute.HasField("t"))
        print(f"batch {batch}, {'dynamo' if dynamo else 'TorchScript'}: {initialisers} numbers in initialisers,"
              f" {constants} in Constant nodes")
        size = batch * 96 * 8
        held = initialisers if dynamo else constants
        assert size <= held < size + 16, "this has changed"
PYTHON

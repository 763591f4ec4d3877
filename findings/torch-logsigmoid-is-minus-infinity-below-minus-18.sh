#!/bin/sh
# PyTorch 2.13.0 and ONNX Runtime 1.30.0, CPU: logsigmoid, exported, is minus infinity from -18 on.
#
# F.logsigmoid is there because the logarithm of sigmoid(x) loses its digits: of -20 it gives -20. Both exporters write just
# that, a Sigmoid and a Log. By float32 alone this would do until -103. But the runtime's Sigmoid is right to about 6e-8, the
# last digit of numbers near one, and not to seven digits of its own: at -14 one of them is left, and from -18 on it is zero. So
# a loss, a gate or a score in logarithms, right in PyTorch for any logit, is minus infinity for an ordinary one, and NaN once
# that is multiplied by zero. Values around zero, as random weights give them, show nothing. Written as -F.softplus(-x) it stays
# right to seven digits in both exporters.
#
# Seen: -14.07 for -14, -17.33 for -17.5, -inf for -18, -20 and -80.
# Needs Python 3 on x86-64.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check torch==2.13.0 onnx==1.23.1 onnxscript==0.7.2 onnxruntime==1.30.0 numpy==2.4.6
venv/bin/python - <<'PYTHON' 2>/dev/null
import numpy as np, onnx, onnxruntime as ort, torch
from torch import nn
from torch.nn import functional


class LogSigmoid(nn.Module):
    def forward(self, x):
        return functional.logsigmoid(x)


class Softplus(nn.Module):
    def forward(self, x):
        return -functional.softplus(-x)


x = torch.tensor([[-1.0, -5, -10, -14, -17.5, -18, -20, -80]])
exact = functional.logsigmoid(x.double()).numpy()
assert np.allclose(functional.logsigmoid(x).numpy(), exact, rtol=1e-6, atol=0)
for dynamo in (False, True):
    for network in (LogSigmoid(), Softplus()):
        extra = {"external_data": False, "verbose": False} if dynamo else {}
        torch.onnx.export(network.eval(), (x,), "model.onnx", input_names=["x"], dynamo=dynamo, **extra)
        operators = [node.op_type for node in onnx.load("model.onnx").graph.node]
        given, = ort.InferenceSession("model.onnx", providers=["CPUExecutionProvider"]).run(None, {"x": x.numpy()})
        print(f"{'dynamo' if dynamo else 'TorchScript'}, {type(network).__name__}, {' '.join(operators)}:",
              " ".join(f"{number:.4g}" for number in given[0]))
        if isinstance(network, Softplus):
            assert np.allclose(given, exact, rtol=1e-6, atol=0), "this has changed"
        else:
            assert operators == ["Sigmoid", "Log"], "this has changed"
            assert np.allclose(given[:, :3], exact[:, :3], rtol=1e-4) and np.isneginf(given[:, 5:]).all(), "this has changed"
PYTHON

#!/bin/sh
# PyTorch 2.13.0: after torch.onnx.export(wrapper, dynamo=False), a model inside the wrapper that was in eval mode is in
# training mode.
#
# The exporter puts what it is given into eval mode and sets it back to what it was, with all that is in it. A fresh wrapper,
# written around a loaded model to choose or rename its inputs and outputs, is in training mode, whatever the model in it is; so
# the model's dropout is on from then on. The file is right. Who compares it with the model afterwards finds a difference
# that looks like an exporter's fault, other in each run, and who goes on to use the model gets noise. The dynamo exporter
# leaves all modes as they were; so does the other one if the wrapper itself is in eval mode.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check torch==2.13.0 onnx==1.23.1 onnxscript==0.7.2 onnxruntime==1.30.0 numpy==2.4.6
venv/bin/python - <<'PYTHON' 2>/dev/null
import numpy, onnxruntime, torch
from torch import nn


class Wrapper(nn.Module):
    def __init__(self, model):
        super().__init__()
        self.model = model

    def forward(self, x):
        return self.model(x)


def seen(what, dynamo, eval_wrapper, expected):
    torch.manual_seed(0)
    model = nn.Sequential(nn.Linear(64, 64), nn.Dropout(0.1)).eval()
    wrapper = Wrapper(model).eval() if eval_wrapper else Wrapper(model)
    x = torch.randn(2, 64)
    before = model(x).detach()
    extra = {"external_data": False, "verbose": False} if dynamo else {}
    torch.onnx.export(wrapper, (x,), "model.onnx", dynamo=dynamo, input_names=["x"], **extra)
    session = onnxruntime.InferenceSession("model.onnx", providers=["CPUExecutionProvider"])
    written = session.run(None, {session.get_inputs()[0].name: x.numpy()})[0]
    right = numpy.allclose(written, before.numpy(), atol=1e-5)
    same = torch.equal(model(x), before)
    found = (model.training, right, same)
    print(f"{what}: model in training afterwards {found[0]}, file as the model was {found[1]}, model as it was {found[2]}")
    assert found == expected, f"this has changed: {expected} was seen"


seen("TorchScript, fresh wrapper", False, False, (True, True, False))
seen("TorchScript, wrapper in eval mode", False, True, (False, True, True))
seen("dynamo, fresh wrapper", True, False, (False, True, True))
PYTHON

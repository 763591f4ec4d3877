#!/bin/sh
# PyTorch 2.13.0: which weights are one tensor in the network says little about which are one tensor in the file.
#
# Layers that have nothing in common but equal numbers (copies that were not trained apart, as nn.TransformerEncoder makes
# them) are written once: by the TorchScript exporter whatever their size, by the dynamo exporter up to 1,024 elements.
# A table and a head that do share one nn.Parameter are written twice: by the TorchScript exporter always, since it
# folds the head's transposition into a second tensor, by the dynamo exporter up to 8,192 elements. A test with a small
# table therefore sees another file than the real model makes, and the two exporters never agree.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check torch==2.13.0 onnx==1.23.1 onnxscript==0.7.2 numpy==2.4.6
venv/bin/python - <<'PYTHON' 2>/dev/null
import copy, math
import onnx, torch
from torch import nn


class Tied(nn.Module):
    def __init__(self, words):
        super().__init__()
        self.table = nn.Embedding(words, 16)
        self.head = nn.Linear(16, words, bias=False)
        self.head.weight = self.table.weight

    def forward(self, x):
        return self.head(self.table(x))


def written(network, x, dynamo):
    extra = {"external_data": False, "verbose": False} if dynamo else {}
    torch.onnx.export(network.eval(), (x,), "model.onnx", dynamo=dynamo, **extra)
    return sum(math.prod(tensor.dims) for tensor in onnx.load("model.onnx").graph.initializer)


def seen(what, network, x, expected):
    parameters = sum(parameter.numel() for parameter in network.parameters())
    found = parameters, written(network, x, False), written(network, x, True)
    print(f"{what}: {found[0]} parameters, {found[1]} numbers by TorchScript, {found[2]} by dynamo")
    assert found == expected, f"this has changed: {expected} was seen"


torch.manual_seed(0)
for width, expected in ((32, (2048, 1024, 1024)), (33, (2178, 1089, 2178))):
    layer = nn.Linear(width, width, bias=False)
    network = nn.Sequential(layer, nn.ReLU(), copy.deepcopy(layer))
    seen(f"two equal layers of {width * width}", network, torch.randn(2, width), expected)
for words, expected in ((512, (8192, 16384, 16384)), (513, (8208, 16416, 8208))):
    seen(f"a tied table of {words} x 16", Tied(words), torch.zeros(2, 5, dtype=torch.long), expected)
PYTHON

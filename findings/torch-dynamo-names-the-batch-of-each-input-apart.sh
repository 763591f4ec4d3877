#!/bin/sh
# PyTorch 2.13.0, dynamo exporter, transformers 5.18.0: the batch of ids and mask gets two names, their length one.
#
# Of a BERT with batch and length open, ids are declared [a, l] and the mask [b, l]: the mask is looked up by indices, which
# ties its batch to nothing, and meets the ids along the length. So the symbol that all inputs share, which looks like the
# batch to whoever reads the file (a server that puts requests together, a tool that feeds samples), is the length.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check torch==2.13.0 onnx==1.23.1 onnxscript==0.7.2 transformers==5.18.0 numpy==2.4.6
venv/bin/python - <<'PYTHON' 2>/dev/null
import onnx, torch
from transformers import BertConfig, BertModel


class Encoder(torch.nn.Module):
    def __init__(self):
        super().__init__()
        config = BertConfig(
            vocab_size=50, hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=32)
        self.bert = BertModel(config)

    def forward(self, ids, mask):
        return self.bert(input_ids=ids, attention_mask=mask).last_hidden_state


axes = {0: torch.export.Dim.DYNAMIC, 1: torch.export.Dim.DYNAMIC}
example = torch.zeros(2, 5, dtype=torch.long), torch.ones(2, 5, dtype=torch.long)
torch.onnx.export(
    Encoder().eval(), example, "model.onnx", input_names=["ids", "mask"], dynamo=True, dynamic_shapes=(axes, axes),
    external_data=False, verbose=False)
ids, mask = ([dim.dim_param for dim in value.type.tensor_type.shape.dim] for value in onnx.load("model.onnx").graph.input)
print("ids", ids, "mask", mask)
assert ids[0] != mask[0] and ids[1] == mask[1], "this has changed"
PYTHON

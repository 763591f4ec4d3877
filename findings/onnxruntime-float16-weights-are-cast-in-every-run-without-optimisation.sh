#!/bin/sh
# ONNX Runtime 1.30.0, CPU: a float16 model needs more memory and time, not less, when graph optimisation is switched off.
#
# There is no float16 product on x86, so the runtime puts a Cast before and behind each one; that happens at every level, for
# without it the model would not run. Only the optimiser folds the Casts of constant weights into float32 constants. With
# ORT_DISABLE_ALL, which people choose to load large models cheaply, every weight is cast again in every run, and what an
# open session seems to save is taken, and more, as soon as it runs: a model of 3.0 GB of float16 weights took 0.05 GB once
# loaded and 8.9 GB once run so, and 6.4 GB with all optimisations, on a machine without float16 products.
#
# Seen for a chain of four products: 4 Casts of weights in each run without optimisation, none with it.
# Needs Python 3 on x86-64.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q onnxruntime==1.30.0 onnx==1.23.1 numpy
cat > casts.py <<'PY'
import json
import numpy as np
import onnx
import onnxruntime as ort
from onnx import TensorProto, helper, numpy_helper

LAYERS, WIDTH = 4, 64
random = np.random.default_rng(1)
weights = [numpy_helper.from_array((random.standard_normal((WIDTH, WIDTH)) / 8).astype(np.float16), f'w{i}')
           for i in range(LAYERS)]
nodes = [helper.make_node('MatMul', [f'h{i}', f'w{i}'], [f'h{i + 1}'], name=f'layer{i}') for i in range(LAYERS)]
graph = helper.make_graph(
    nodes, 'chain',
    [helper.make_tensor_value_info('h0', TensorProto.FLOAT16, ['n', WIDTH])],
    [helper.make_tensor_value_info(f'h{LAYERS}', TensorProto.FLOAT16, ['n', WIDTH])],
    weights)
model = helper.make_model(graph, opset_imports=[helper.make_opsetid('', 17)], ir_version=8)
onnx.checker.check_model(model, full_check=True)


def casts_of_weights(level):
    options = ort.SessionOptions()
    options.graph_optimization_level = level
    options.enable_profiling = True
    session = ort.InferenceSession(model.SerializeToString(), options, providers=['CPUExecutionProvider'])
    session.run(None, {'h0': np.ones((1, WIDTH), np.float16)})
    events = json.load(open(session.end_profiling()))
    # A run takes one row: only weights have as many numbers as this.
    casts = [e for e in events if e.get('cat') == 'Node' and e['args'].get('op_name') == 'Cast']
    return sum(int(e['args']['output_size']) >= WIDTH * WIDTH * 4 for e in casts)


plain = casts_of_weights(ort.GraphOptimizationLevel.ORT_DISABLE_ALL)
best = casts_of_weights(ort.GraphOptimizationLevel.ORT_ENABLE_ALL)
print(f'{plain} weights are cast in a run without optimisation, {best} with it')
assert (plain, best) == (LAYERS, 0), 'this has changed'
PY
venv/bin/python casts.py

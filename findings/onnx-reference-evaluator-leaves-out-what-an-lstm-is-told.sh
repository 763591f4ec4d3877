#!/bin/sh
# ONNX 1.23.1, ReferenceEvaluator: LSTM, GRU and RNN are computed over the padding, and most of their attributes are not looked at.
#
# Whoever doubts a runtime asks onnx.reference. Of recurrent layers it leaves out sequence_lens, by which sequences of different
# lengths share a batch (PyTorch's packed sequences are exported with it): outputs behind the end of a sequence are not zero, and
# its last state is that of the padding. It leaves out clip in all three, activations in LSTM and GRU, and input_forget in
# LSTM. Nothing is raised; the bits are those of a node that was not told. A comparison accuses the runtime that is right, or
# agrees with one that leaves out the same. Initial states, directions, peepholes and linear_before_reset are right, which is
# what the common tests use.
#
# Seen for a sequence of 2 in a batch of 5 steps: its last state is 0.5 to 2 from that of the sequence alone; that of
# ONNX Runtime 1.30.0 is the same.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check onnx==1.23.1 onnxruntime==1.30.0 numpy==2.4.6
cat > told.py <<'PY'
import numpy as np, onnx, onnxruntime as ort
from onnx import TensorProto, helper
from onnx.reference import ReferenceEvaluator

STEPS, INPUTS, HIDDEN, SHORT = 5, 4, 6, 2
GATES = {"LSTM": 4, "GRU": 3, "RNN": 1}
random = np.random.default_rng(0)


def numbers(*sizes):
    return random.standard_normal(sizes).astype(np.float32)


def run(operator, feeds, **attributes):
    """Outputs by the reference and by the runtime."""
    sizes = {name: (helper.np_dtype_to_tensor_dtype(array.dtype), array.shape) for name, array in feeds.items()}
    graph = helper.make_graph(
        [helper.make_node(operator, list(feeds), ["y", "last"], hidden_size=HIDDEN, **attributes)], "graph",
        [helper.make_tensor_value_info(name, kind, shape) for name, (kind, shape) in sizes.items()],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, ["s", 1, "n", HIDDEN]),
         helper.make_tensor_value_info("last", TensorProto.FLOAT, [1, "n", HIDDEN])])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 14)], ir_version=8)
    onnx.checker.check_model(model, full_check=True)
    session = ort.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    return ReferenceEvaluator(model).run(None, feeds), session.run(None, feeds)


def apart(some, others):
    return max(abs(a - b).max() for a, b in zip(some, others))


for operator, gates in GATES.items():
    x = numbers(STEPS, 1, INPUTS)
    rest = {"w": numbers(1, gates * HIDDEN, INPUTS), "r": numbers(1, gates * HIDDEN, HIDDEN), "b": numbers(1, 2 * gates * HIDDEN)}
    plain = {"x": x, **rest}
    reference, runtime = run(operator, plain)
    assert apart(reference, runtime) < 1e-5, "this has changed"

    alone, alone_runtime = run(operator, {"x": x[:SHORT], **rest})
    told, told_runtime = run(operator, plain | {"lengths": np.array([SHORT], np.int32)})
    off, off_runtime = (abs(a[1] - b[1]).max() for a, b in ((told, alone), (told_runtime, alone_runtime)))
    print(f"{operator}, length {SHORT} of {STEPS}: last state off by {off:.1g}; ONNX Runtime by {off_runtime:.1g}")
    assert apart(told, reference) == 0 and off > 1e-2 and off_runtime < 1e-5, "this has changed"
    assert abs(told[0][SHORT:]).min() > 0 and abs(told_runtime[0][SHORT:]).max() == 0, "this has changed"

    attributes = {"clip": {"clip": 0.3}}
    if operator != "RNN":
        attributes["activations"] = {"activations": ["HardSigmoid", "Relu", "Softsign"][:2 if operator == "GRU" else 3]}
    if operator == "LSTM":
        attributes["input_forget"] = {"input_forget": 1}
    for name, attribute in attributes.items():
        told, told_runtime = run(operator, plain, **attribute)
        moved, moved_runtime = apart(told, reference), apart(told_runtime, runtime)
        print(f"{operator}, {name}: moves outputs by {moved:.1g}; in ONNX Runtime by {moved_runtime:.1g}")
        assert moved == 0 and moved_runtime > 1e-2, "this has changed"
PY
venv/bin/python told.py

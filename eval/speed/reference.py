"""The other side of speed.py, each call a process of its own; prints one JSON object.

    reference.py peak THREADS                                 f32 matrix products of numpy
    reference.py widen MODEL_FOLDER OUT.onnx                  weights at f32, for onnxruntime; arithmetic of the graph
    reference.py encode OUT.onnx tokenizer.json TEXTS.jsonl THREADS BATCH
"""

import json
import os
import sys
import time
from pathlib import Path

LONGEST = 512  # sub-tokens of a window, [CLS] and [SEP] included


def peak(threads):
    """Best of several products of 2048 x 2048 matrices, the shape that libraries do fastest."""
    os.environ.update(OMP_NUM_THREADS=threads, OPENBLAS_NUM_THREADS=threads, MKL_NUM_THREADS=threads)
    import numpy as np

    a, b = (np.random.default_rng(0).random((2048, 2048), dtype=np.float32) for _ in range(2))
    best = 1e9
    for _ in range(12):
        started = time.perf_counter()
        a @ b
        best = min(best, time.perf_counter() - started)
    return {"gflops": 2 * 2048**3 / best / 1e9}


def widen(source, target):
    """Floating point operations of a window of n sub-tokens: n * per_token + n * n * per_pair."""
    import numpy as np
    import onnx
    from onnx import numpy_helper

    sys.path.insert(0, str(Path(__file__).parents[2] / "training"))
    import table

    model = table.together(Path(source))
    weights = {tensor.name: tensor for tensor in model.graph.initializer}
    for tensor in weights.values():
        if tensor.data_type == onnx.TensorProto.FLOAT16:
            tensor.CopyFrom(numpy_helper.from_array(numpy_helper.to_array(tensor).astype(np.float32), tensor.name))
    onnx.save(model, target)
    sizes = [weights[n.input[1]].dims for n in model.graph.node if n.op_type == "MatMul" and n.input[1] in weights]
    layers = sum(node.op_type == "Softmax" for node in model.graph.node)
    # Queries with keys, and their weights with values.
    hidden = sizes[0][0]
    return {"per_token": 2 * sum(int(np.prod(size)) for size in sizes), "per_pair": 4 * layers * hidden}


def windows(tokenizer, texts):
    """Sub-tokens of each text in windows as long as they may be; sentence borders do not matter for speed."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(tokenizer)
    cls, sep = tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]")
    found = []
    with open(texts, encoding="utf-8") as lines:
        for line in lines:
            ids = tokenizer.encode(json.loads(line)["text"], add_special_tokens=False).ids
            step = LONGEST - 2
            found += [[cls, *ids[at : at + step], sep] for at in range(0, len(ids), step)]
    return found


def encode(model, tokenizer, texts, threads, batch):
    """All outputs of all windows, in batches of similar length; reading, cutting and loading are not timed."""
    import resource

    import numpy as np
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = int(threads)
    session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    order = sorted(windows(tokenizer, texts), key=len)
    size = int(batch)
    batches = []
    for at in range(0, len(order), size):
        group = order[at : at + size]
        longest = max(map(len, group))
        ids = np.array([window + [0] * (longest - len(window)) for window in group])
        mask = np.array([[1] * len(window) + [0] * (longest - len(window)) for window in group])
        batches.append({"input_ids": ids, "attention_mask": mask})
    started, cpu = time.perf_counter(), time.process_time()
    for inputs in batches:
        session.run(None, inputs)
    return {
        "seconds": time.perf_counter() - started,
        "cpu_seconds": time.process_time() - cpu,
        "lengths": [len(window) for window in order],
        "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


if __name__ == "__main__":
    print(json.dumps({"peak": peak, "widen": widen, "encode": encode}[sys.argv[1]](*sys.argv[2:])))

"""onnxruntime with the kernels of older processors.

onnxruntime chooses its kernels by the processor and has no switch for that. Before it uses wide registers, it asks by
the instruction XGETBV whether the system saves them. A copy of the library in which that instruction has another
answer therefore runs as on a processor without AVX-512, or without AVX.
"""

import os
import re
import subprocess
import sys
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray

# Only where it asks which registers are saved: the same bytes also occur inside other instructions.
_XGETBV = re.compile(rb"\x0f\x01\xd0(?=\x89\xc0\x48\xc1\xe2\x20\x48\x09\xc2)|(?<=\x31\xc9)\x0f\x01\xd0")
ANSWERS = {"AVX2": b"\xb0\x07\x90", "SSE": b"\x31\xc0\x90"}
"""The instructions that give the other answers: mov al, 7 and xor eax, eax, each with a nop."""

_RUN = """
import sys
import numpy as np
import onnxruntime
options = onnxruntime.SessionOptions()
options.intra_op_num_threads = options.inter_op_num_threads = 1
session = onnxruntime.InferenceSession(sys.argv[1], options, providers=["CPUExecutionProvider"])
given, heads = np.load(sys.argv[2]), sys.argv[4:]
found = {
    f"{name} {head}": scores
    for name in given.files
    for head, scores in zip(heads, session.run(heads, {"ids": given[name]}), strict=True)
}
np.savez(sys.argv[3], **found)
"""


def copy_library(folder: Path, answer: bytes) -> bool:
    """Copy onnxruntime into a folder with another answer of XGETBV; return whether it asks for one."""
    source = Path(onnxruntime.__file__).parent
    asks = False
    for file in source.rglob("*"):
        copy = folder / "onnxruntime" / file.relative_to(source)
        if file.is_dir():
            copy.mkdir(parents=True, exist_ok=True)
        elif "pybind11_state" in file.name:
            copy.parent.mkdir(parents=True, exist_ok=True)
            library, count = _XGETBV.subn(answer, file.read_bytes())
            copy.write_bytes(library)
            asks = asks or count > 0
        else:
            copy.parent.mkdir(parents=True, exist_ok=True)
            os.symlink(file, copy)
    return asks


def run_copy(
    folder: Path, heads: Sequence[str], batches: Sequence[NDArray[np.int64]]
) -> list[list[NDArray[np.float32]]]:
    """Return what the encoder answers to batches of ids with the library in a folder, for each batch by head."""
    weights = files("extraction") / "data" / "encoder" / "encoder.onnx"
    np.savez(folder / "ids.npz", *batches)
    paths = (str(weights), str(folder / "ids.npz"), str(folder / "scores.npz"))
    environment = os.environ | {"PYTHONPATH": str(folder)}
    subprocess.run([sys.executable, "-c", _RUN, *paths, *heads], env=environment, check=True)
    with np.load(folder / "scores.npz") as found:
        return [[found[f"arr_{i} {head}"] for head in heads] for i in range(len(batches))]

"""Takes the first of the averaged networks out of a model package: first-member.py PACKAGE OUT.

The second network of mandible-ct also learned from the validation patients; the first has never seen them.
"""
import hashlib
import json
import pathlib
import struct
import sys

package, out = map(pathlib.Path, sys.argv[1:])
out.mkdir(parents=True)
card = json.loads((package / "card.json").read_text())
card["network"]["members"] = 1
(out / "card.json").write_text(json.dumps(card))
raw = (package / "weights.safetensors").read_bytes()
length = struct.unpack("<Q", raw[:8])[0]
header = json.loads(raw[8:8 + length])
kept, data = {"__metadata__": header.get("__metadata__", {})}, b""
for name, tensor in header.items():
    if name.startswith("member0."):
        begin, end = tensor["data_offsets"]
        kept[name.removeprefix("member0.")] = tensor | {"data_offsets": [len(data), len(data) + end - begin]}
        data += raw[8 + length + begin:8 + length + end]
text = json.dumps(kept).encode()
text += b" " * (-len(text) % 8)
(out / "weights.safetensors").write_bytes(struct.pack("<Q", len(text)) + text + data)
(out / "split.jsonl").write_bytes((package / "split.jsonl").read_bytes())
with open(out / "SHA256SUMS", "w") as sums:
    for name in ("card.json", "split.jsonl", "weights.safetensors"):
        sums.write(hashlib.sha256((out / name).read_bytes()).hexdigest() + "  " + name + "\n")

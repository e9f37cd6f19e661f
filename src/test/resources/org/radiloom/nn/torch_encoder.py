"""Writes an encoder with the names of torchvision, and what PyTorch computes with it.

usage: torch_encoder.py resnet18|resnet50|vgg16|vgg16-bn WIDTH f32|f16 WEIGHTS FEATURES

Both files are safetensors, written here byte by byte. FEATURES holds the input and its five maps.
The layers follow the papers (He et al. 2016; Simonyan and Zisserman 2015), not another program's code.
"""
import json
import struct
import sys

import torch
from torch import nn


class Block(nn.Module):
    def __init__(self, inside, width, stride, bottleneck):
        super().__init__()
        out = 4 * width if bottleneck else width
        if bottleneck:
            self.conv1 = nn.Conv2d(inside, width, 1, bias=False)
            self.conv2 = nn.Conv2d(width, width, 3, stride, 1, bias=False)
            self.conv3 = nn.Conv2d(width, out, 1, bias=False)
            self.bn3 = nn.BatchNorm2d(out)
        else:
            self.conv1 = nn.Conv2d(inside, width, 3, stride, 1, bias=False)
            self.conv2 = nn.Conv2d(width, width, 3, 1, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(width)
        self.bn2 = nn.BatchNorm2d(width)
        self.bottleneck = bottleneck
        self.downsample = None
        if stride != 1 or inside != out:
            self.downsample = nn.Sequential(nn.Conv2d(inside, out, 1, stride, bias=False), nn.BatchNorm2d(out))

    def forward(self, x):
        y = self.bn2(self.conv2(torch.relu(self.bn1(self.conv1(x)))))
        if self.bottleneck:
            y = self.bn3(self.conv3(torch.relu(y)))
        return torch.relu(y + (x if self.downsample is None else self.downsample(x)))


class ResNet(nn.Module):
    def __init__(self, blocks, width, bottleneck):
        super().__init__()
        self.conv1 = nn.Conv2d(3, width, 7, 2, 3, bias=False)
        self.bn1 = nn.BatchNorm2d(width)
        inside = width
        for stage, count in enumerate(blocks):
            layers = []
            for number in range(count):
                stride = 2 if stage > 0 and number == 0 else 1
                layers.append(Block(inside, width << stage, stride, bottleneck))
                inside = (width << stage) * (4 if bottleneck else 1)
            setattr(self, "layer%d" % (stage + 1), nn.Sequential(*layers))
        self.fc = nn.Linear(inside, 10)

    def maps(self, x):
        maps = [torch.relu(self.bn1(self.conv1(x)))]
        y = nn.functional.max_pool2d(maps[0], 3, 2, 1)
        for stage in (self.layer1, self.layer2, self.layer3, self.layer4):
            y = stage(y)
            maps.append(y)
        return maps


class Vgg(nn.Module):
    def __init__(self, width, batch_norm):
        super().__init__()
        layers = []
        inside = 3
        for stage, count in enumerate((2, 2, 3, 3, 3)):
            out = width * min(8, 1 << stage)
            for _ in range(count):
                layers.append(nn.Conv2d(inside, out, 3, 1, 1))
                if batch_norm:
                    layers.append(nn.BatchNorm2d(out))
                layers.append(nn.ReLU())
                inside = out
            layers.append(nn.MaxPool2d(2))
        self.features = nn.Sequential(*layers)
        self.classifier = nn.Sequential(nn.Linear(inside, 10))

    def maps(self, x):
        maps = []
        for layer in self.features:
            if isinstance(layer, nn.MaxPool2d):
                maps.append(x)
            x = layer(x)
        return maps


def write(file, tensors):
    kinds = {torch.float32: "F32", torch.float16: "F16", torch.int64: "I64"}
    header, data = {}, b""
    for name, tensor in tensors.items():
        raw = tensor.detach().contiguous().numpy().tobytes()
        header[name] = {
            "dtype": kinds[tensor.dtype],
            "shape": list(tensor.shape),
            "data_offsets": [len(data), len(data) + len(raw)],
        }
        data += raw
    text = json.dumps(header).encode()
    with open(file, "wb") as out:
        out.write(struct.pack("<Q", len(text)) + text + data)


def main():
    kind, width, number, weights, features = sys.argv[1:6]
    torch.manual_seed(7)
    if kind.startswith("vgg"):
        net = Vgg(int(width), kind == "vgg16-bn")
    else:
        net = ResNet((2, 2, 2, 2) if kind == "resnet18" else (3, 4, 6, 3), int(width), kind == "resnet50")
    with torch.no_grad():
        for name, tensor in net.state_dict().items():
            if name.endswith("running_mean"):
                tensor.normal_(0, 0.2)
            elif name.endswith("running_var"):
                tensor.uniform_(0.5, 1.5)
            elif tensor.dim() == 1 and tensor.dtype == torch.float32:
                tensor.uniform_(0.5, 1.5)
        if number == "f16":
            # what the file can hold is what both compute with
            for tensor in net.state_dict().values():
                if tensor.dtype == torch.float32:
                    tensor.copy_(tensor.half().float())
        net.eval()
        state = dict(net.state_dict())
        if number == "f16":
            state = {n: t.half() if t.dtype == torch.float32 else t for n, t in state.items()}
        x = torch.rand(2, 3, 64, 96)
        write(weights, state)
        write(features, dict([("input", x)] + [("map%d" % n, m) for n, m in enumerate(net.maps(x))]))


main()

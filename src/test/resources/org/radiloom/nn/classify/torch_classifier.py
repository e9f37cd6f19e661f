"""Writes a classifier with the names of torchvision or timm, and what PyTorch computes with it.

usage: torch_classifier.py BODY WEIGHTS OUTPUTS

Both files are safetensors, written here byte by byte. OUTPUTS holds the input, the last map and the scores, and what the
first call in training gives. The layers follow the papers, not another program's code.
"""
import json
import struct
import sys

import torch
import torch.nn.functional as F
from torch import nn

CLASSES = 4


class SqueezeExcite(nn.Module):
    def __init__(self, channels, reduction):
        super().__init__()
        self.fc1 = nn.Conv2d(channels, max(1, channels // reduction), 1)
        self.fc2 = nn.Conv2d(max(1, channels // reduction), channels, 1)

    def forward(self, x):
        mean = x.mean((2, 3), keepdim=True)
        return x * torch.sigmoid(self.fc2(torch.relu(self.fc1(mean))))


class Gate(nn.Module):
    def __init__(self, channels, reduction):
        super().__init__()
        self.fc1 = nn.Conv2d(channels, max(1, channels // reduction), 1, bias=False)
        self.fc2 = nn.Conv2d(max(1, channels // reduction), channels, 1, bias=False)

    def forward(self, x):
        mean, most = x.mean((2, 3), keepdim=True), x.amax((2, 3), keepdim=True)
        return x * torch.sigmoid(self.fc2(torch.relu(self.fc1(mean))) + self.fc2(torch.relu(self.fc1(most))))


class Place(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(2, 1, 7, padding=3, bias=False)

    def forward(self, x):
        return x * torch.sigmoid(self.conv(torch.stack((x.mean(1), x.amax(1)), 1)))


class Cbam(nn.Module):
    def __init__(self, channels, reduction):
        super().__init__()
        self.channel = Gate(channels, reduction)
        self.spatial = Place()

    def forward(self, x):
        return self.spatial(self.channel(x))


class Block(nn.Module):
    def __init__(self, inside, width, stride, bottleneck, extra):
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
        self.extra = extra
        if extra:
            setattr(self, extra, (SqueezeExcite if extra == "se" else Cbam)(out, 4))

    def forward(self, x):
        y = self.bn2(self.conv2(torch.relu(self.bn1(self.conv1(x)))))
        if self.bottleneck:
            y = self.bn3(self.conv3(torch.relu(y)))
        if self.extra:
            y = getattr(self, self.extra)(y)
        return torch.relu(y + (x if self.downsample is None else self.downsample(x)))


class ResNet(nn.Module):
    """Width 8, one block a stage."""

    def __init__(self, bottleneck, extra):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 8, 7, 2, 3, bias=False)
        self.bn1 = nn.BatchNorm2d(8)
        inside = 8
        for stage in range(4):
            width = 8 << stage
            block = Block(inside, width, 1 if stage == 0 else 2, bottleneck, extra)
            setattr(self, "layer%d" % (stage + 1), nn.Sequential(block))
            inside = width * (4 if bottleneck else 1)
        self.fc = nn.Linear(inside, CLASSES)

    def forward(self, x):
        y = F.max_pool2d(torch.relu(self.bn1(self.conv1(x))), 3, 2, 1)
        y = self.layer4(self.layer3(self.layer2(self.layer1(y))))
        return y, self.fc(y.mean((2, 3)))


class Fire(nn.Module):
    def __init__(self, inside, squeeze, expand):
        super().__init__()
        self.squeeze = nn.Conv2d(inside, squeeze, 1)
        self.expand1x1 = nn.Conv2d(squeeze, expand, 1)
        self.expand3x3 = nn.Conv2d(squeeze, expand, 3, padding=1)

    def forward(self, x):
        y = torch.relu(self.squeeze(x))
        return torch.cat((torch.relu(self.expand1x1(y)), torch.relu(self.expand3x3(y))), 1)


class SqueezeNet(nn.Module):
    """An eighth of the published widths."""

    def __init__(self, version):
        super().__init__()
        pool = lambda: nn.MaxPool2d(3, 2, ceil_mode=True)
        f = Fire
        if version == "1_0":
            parts = [nn.Conv2d(3, 12, 7, 2), nn.ReLU(), pool(), f(12, 2, 8), f(16, 2, 8), f(16, 4, 16), pool()]
            parts += [f(32, 4, 16), f(32, 6, 24), f(48, 6, 24), f(48, 8, 32), pool(), f(64, 8, 32)]
        else:
            parts = [nn.Conv2d(3, 8, 3, 2), nn.ReLU(), pool(), f(8, 2, 8), f(16, 2, 8), pool(), f(16, 4, 16)]
            parts += [f(32, 4, 16), pool(), f(32, 6, 24), f(48, 6, 24), f(48, 8, 32), f(64, 8, 32)]
        self.features = nn.Sequential(*parts)
        self.classifier = nn.Sequential(nn.Dropout(0), nn.Conv2d(64, CLASSES, 1), nn.ReLU())

    def forward(self, x):
        y = self.classifier(self.features(x))
        return y, y.mean((2, 3))


class Layer(nn.Module):
    """Named as in torchvision."""

    def __init__(self, d, heads):
        super().__init__()
        self.ln_1 = nn.LayerNorm(d, eps=1e-6)
        self.self_attention = nn.MultiheadAttention(d, heads, batch_first=True)
        self.ln_2 = nn.LayerNorm(d, eps=1e-6)
        self.mlp = nn.Sequential(nn.Linear(d, 4 * d), nn.GELU(), nn.Identity(), nn.Linear(4 * d, d))

    def forward(self, x):
        y = self.ln_1(x)
        x = x + self.self_attention(y, y, y, need_weights=False)[0]
        return x + self.mlp(self.ln_2(x))


class Encoder(nn.Module):
    def __init__(self, d, heads, depth, tokens):
        super().__init__()
        self.pos_embedding = nn.Parameter(0.02 * torch.randn(1, tokens, d))
        self.layers = nn.Sequential()
        for n in range(depth):
            self.layers.add_module("encoder_layer_%d" % n, Layer(d, heads))
        self.ln = nn.LayerNorm(d, eps=1e-6)

    def forward(self, x):
        return self.ln(self.layers(x + self.pos_embedding))


class Vit(nn.Module):
    """Sides of 64, patches of 8, tokens of 32, two heads, two layers."""

    def __init__(self, from_class_token):
        super().__init__()
        self.class_token = nn.Parameter(torch.randn(1, 1, 32))
        self.conv_proj = nn.Conv2d(3, 32, 8, 8)
        self.encoder = Encoder(32, 2, 2, 65)
        self.heads = nn.Sequential()
        self.heads.add_module("head", nn.Linear(32, CLASSES))
        self.from_class_token = from_class_token

    def forward(self, x):
        tokens = self.conv_proj(x).flatten(2).transpose(1, 2)
        y = self.encoder(torch.cat((self.class_token.expand(len(x), -1, -1), tokens), 1))
        map = y[:, 1:].transpose(1, 2).reshape(len(x), 32, 8, 8)
        return map, self.heads(y[:, 0] if self.from_class_token else map.mean((2, 3)))


def write(file, tensors):
    kinds = {torch.float32: "F32", torch.int64: "I64"}
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
    body, weights, outputs = sys.argv[1:4]
    torch.manual_seed(7)
    if body.startswith("squeezenet"):
        net = SqueezeNet(body[len("squeezenet"):])
    elif body.startswith("vit"):
        net = Vit(body.endswith("-cls"))
    else:
        net = ResNet(body.endswith("50"), body.split("_")[0] if "_" in body else None)
    with torch.no_grad():
        for name, tensor in net.state_dict().items():
            if name.endswith("running_mean"):
                tensor.normal_(0, 0.2)
            elif name.endswith("running_var"):
                tensor.uniform_(0.5, 1.5)
            elif tensor.dim() == 1 and tensor.dtype == torch.float32:
                tensor.uniform_(0.1, 1)
        write(weights, dict(net.state_dict()))
        x = torch.rand(3, 3, 64, 64)
        map, scores = net.eval()(x)
        trained = net.train()(x)[1]
        write(outputs, {"input": x, "map": map, "scores": scores, "trained": trained})


main()

"""The other side of EngineSpeedPeersTest: the same networks in Python PyTorch.

Reads one command a line, answers each with one line of JSON. Times are in milliseconds: of the clock, and of all threads
of this process.
"""

import json
import sys
import time

import torch
import torch.nn.functional as F
from torch import nn

SMALL_WIDTHS = (16, 32, 64, 128, 256)


class Unit(nn.Module):
    """Convolution without bias and batch norm."""

    def __init__(self, inputs, outputs, k, stride=1):
        super().__init__()
        self.conv = nn.Conv2d(inputs, outputs, k, stride, k // 2, bias=False)
        self.norm = nn.BatchNorm2d(outputs)

    def forward(self, x):
        return self.norm(self.conv(x))


class Pair(nn.Module):
    def __init__(self, inputs, outputs):
        super().__init__()
        self.a = Unit(inputs, outputs, 3)
        self.b = Unit(outputs, outputs, 3)

    def forward(self, x):
        return torch.relu(self.b(torch.relu(self.a(x))))


def doubled(x):
    return F.interpolate(x, scale_factor=2.0, mode="bilinear", align_corners=False)


class SmallUnet(nn.Module):
    """Width 16, five levels, one channel in."""

    def __init__(self):
        super().__init__()
        widths = SMALL_WIDTHS
        self.down = nn.ModuleList([Pair(i, o) for i, o in zip((1,) + widths[:-1], widths)])
        self.up = nn.ModuleList([Pair(widths[i] + widths[i - 1], widths[i - 1]) for i in (4, 3, 2, 1)])
        self.head = nn.Conv2d(widths[0], 2, 1)

    def forward(self, x):
        d0 = self.down[0](x)
        d1 = self.down[1](F.max_pool2d(d0, 2))
        d2 = self.down[2](F.max_pool2d(d1, 2))
        d3 = self.down[3](F.max_pool2d(d2, 2))
        y = self.down[4](F.max_pool2d(d3, 2))
        y = self.up[0](torch.cat((doubled(y), d3), 1))
        y = self.up[1](torch.cat((doubled(y), d2), 1))
        y = self.up[2](torch.cat((doubled(y), d1), 1))
        y = self.up[3](torch.cat((doubled(y), d0), 1))
        return self.head(y)


class Bottleneck(nn.Module):
    def __init__(self, inputs, width, stride):
        super().__init__()
        out = 4 * width
        self.a = Unit(inputs, width, 1)
        self.b = Unit(width, width, 3, stride)
        self.c = Unit(width, out, 1)
        self.shortcut = Unit(inputs, out, 1, stride) if stride != 1 or inputs != out else nn.Identity()

    def forward(self, x):
        y = self.c(torch.relu(self.b(torch.relu(self.a(x)))))
        return torch.relu(y + self.shortcut(x))


class Up(nn.Module):
    def __init__(self, inputs, outputs):
        super().__init__()
        self.a = nn.Conv2d(inputs, outputs, 3, padding=1)
        self.b = nn.Conv2d(outputs, outputs, 3, padding=1)

    def forward(self, x):
        return torch.relu(self.b(torch.relu(self.a(x))))


class ResnetUnet(nn.Module):
    """ResNet-50 encoder, four decoder steps without attention, three channels in."""

    def __init__(self):
        super().__init__()
        self.stem = Unit(3, 64, 7, 2)
        stages, inputs = [], 64
        for stage, blocks in enumerate((3, 4, 6, 3)):
            width, parts = 64 << stage, []
            for block in range(blocks):
                parts.append(Bottleneck(inputs, width, 2 if stage > 0 and block == 0 else 1))
                inputs = 4 * width
            stages.append(nn.Sequential(*parts))
        self.stages = nn.ModuleList(stages)
        self.up = nn.ModuleList([Up(3072, 512), Up(1024, 256), Up(512, 128), Up(192, 64)])
        self.head = nn.Conv2d(64, 2, 1)

    def forward(self, x):
        f1 = torch.relu(self.stem(x))
        f2 = self.stages[0](F.max_pool2d(f1, 3, 2, 1))
        f3 = self.stages[1](f2)
        f4 = self.stages[2](f3)
        f5 = self.stages[3](f4)
        y = self.up[0](torch.cat((doubled(f5), f4), 1))
        y = self.up[1](torch.cat((doubled(y), f3), 1))
        y = self.up[2](torch.cat((doubled(y), f2), 1))
        y = self.up[3](torch.cat((doubled(y), f1), 1))
        return doubled(self.head(y))


class Basic(nn.Module):
    def __init__(self, inputs, width, stride):
        super().__init__()
        self.a = Unit(inputs, width, 3, stride)
        self.b = Unit(width, width, 3)
        self.shortcut = Unit(inputs, width, 1, stride) if stride != 1 or inputs != width else nn.Identity()

    def forward(self, x):
        return F.relu(self.b(F.relu(self.a(x), inplace=True)) + self.shortcut(x), inplace=True)


class Resnet18(nn.Module):
    def __init__(self):
        super().__init__()
        self.stem = Unit(3, 64, 7, 2)
        parts, inputs = [], 64
        for stage in range(4):
            for block in range(2):
                parts.append(Basic(inputs, 64 << stage, 2 if stage > 0 and block == 0 else 1))
                inputs = 64 << stage
        self.parts = nn.Sequential(*parts)
        self.head = nn.Linear(512, 1000)

    def forward(self, x):
        y = F.max_pool2d(F.relu(self.stem(x), inplace=True), 3, 2, 1)
        return self.head(F.adaptive_avg_pool2d(self.parts(y), 1).flatten(1))


class Fire(nn.Module):
    def __init__(self, inputs, squeezed, expanded):
        super().__init__()
        self.squeeze = nn.Conv2d(inputs, squeezed, 1)
        self.one = nn.Conv2d(squeezed, expanded, 1)
        self.three = nn.Conv2d(squeezed, expanded, 3, padding=1)

    def forward(self, x):
        y = F.relu(self.squeeze(x), inplace=True)
        return torch.cat((F.relu(self.one(y), inplace=True), F.relu(self.three(y), inplace=True)), 1)


class Squeezenet(nn.Module):
    """Version 1.0."""

    def __init__(self):
        super().__init__()
        pool, f = lambda: nn.MaxPool2d(3, 2, ceil_mode=True), Fire
        parts = [nn.Conv2d(3, 96, 7, 2), nn.ReLU(True), pool()]
        parts += [f(96, 16, 64), f(128, 16, 64), f(128, 32, 128), pool()]
        parts += [f(256, 32, 128), f(256, 48, 192), f(384, 48, 192), f(384, 64, 256), pool(), f(512, 64, 256)]
        self.parts = nn.Sequential(*parts, nn.Dropout(0.5), nn.Conv2d(512, 1000, 1), nn.ReLU(True))

    def forward(self, x):
        return F.adaptive_avg_pool2d(self.parts(x), 1).flatten(1)


class PreActivation(nn.Module):
    """LReLU, half or double size, two convolutions, beside it the same size through 1x1."""

    def __init__(self, inputs, outputs, size):
        super().__init__()
        self.a = nn.Conv2d(inputs, outputs, 3, padding=1)
        self.b = nn.Conv2d(outputs, outputs, 3, padding=1)
        self.skip = nn.Conv2d(inputs, outputs, 1) if inputs != outputs else nn.Identity()
        self.size = size

    def resized(self, x):
        if self.size == 0.5:
            return F.avg_pool2d(x, 2)
        return F.interpolate(x, scale_factor=2, mode="nearest") if self.size == 2 else x

    def forward(self, x):
        y = self.b(F.leaky_relu(self.a(self.resized(F.leaky_relu(x, 0.2))), 0.2))
        return y + self.skip(self.resized(x))


class Autoencoder(nn.Module):
    """The deep perceptual autoencoder at 64 pixels."""

    def __init__(self):
        super().__init__()
        w, p = (16, 32, 32, 32, 64), PreActivation
        down = [nn.Conv2d(1, 16, 3, padding=1), p(16, 16, 1), p(16, 16, 1)]
        for i, o in zip(w, w[1:]):
            down += [p(i, o, 0.5), p(o, o, 1)]
        self.encoder = nn.Sequential(*down, nn.LeakyReLU(0.2), nn.Conv2d(64, 128, 4))
        up = [nn.LeakyReLU(0.2), nn.Conv2d(128, 64, 4, padding=3)]
        for i, o in zip(w[::-1], w[-2::-1]):
            up += [p(i, o, 2), p(o, o, 1)]
        self.decoder = nn.Sequential(*up, nn.LeakyReLU(0.2), nn.Conv2d(16, 1, 3, padding=1))


def vgg(*widths):
    parts, below = [], 1
    for block, width in enumerate(widths):
        parts += [nn.MaxPool2d(2)] if block else []
        parts += [nn.Conv2d(below, width, 3, padding=1), nn.ReLU(), nn.Conv2d(width, width, 3, padding=1), nn.ReLU()]
        below = width
    return nn.Sequential(*parts)


class Perceptual:
    """A step of the deep perceptual autoencoder with features of half of VGG's widths that stand still."""

    def __init__(self):
        self.net, self.features = Autoencoder(), vgg(32, 64, 128, 256)
        self.features.requires_grad_(False)
        self.optimiser = torch.optim.Adam(self.net.parameters(), 1e-4, foreach=True)

    def parameters(self):
        return [*self.net.parameters(), *self.features.parameters()]

    def maps(self, x):
        middle = self.features[:14](x)
        return middle, self.features[14:](middle)

    def step(self, x):
        self.optimiser.zero_grad()
        y = self.net.decoder(self.net.encoder(x))
        with torch.no_grad():
            wanted = self.maps(x)
        loss = 0.1 * (x - y).abs().mean()
        for f, g in zip(wanted, self.maps(y)):
            loss = loss + 0.5 * ((f - g).abs().sum((1, 2, 3)) / (f.abs().sum((1, 2, 3)) + 1e-8)).mean()
        loss.backward()
        self.optimiser.step()
        loss.item()


class Strided(nn.Module):
    def __init__(self, outputs):
        super().__init__()
        parts = [nn.Conv2d(1, 64, 4, 2, 1, bias=False), nn.LeakyReLU(0.2, True)]
        for i, o in ((64, 128), (128, 256), (256, 512)):
            parts += [nn.Conv2d(i, o, 4, 2, 1, bias=False), nn.BatchNorm2d(o), nn.LeakyReLU(0.2, True)]
        self.body, self.last = nn.Sequential(*parts), nn.Conv2d(512, outputs, 4, bias=False)

    def forward(self, x):
        return self.last(self.body(x))


class Ganomaly:
    """A step of GANomaly at 64 pixels: generator, then discriminator."""

    def __init__(self):
        up = [nn.ConvTranspose2d(128, 512, 4, bias=False), nn.BatchNorm2d(512), nn.ReLU(True)]
        for i, o in ((512, 256), (256, 128), (128, 64)):
            up += [nn.ConvTranspose2d(i, o, 4, 2, 1, bias=False), nn.BatchNorm2d(o), nn.ReLU(True)]
        up += [nn.ConvTranspose2d(64, 1, 4, 2, 1, bias=False), nn.Tanh()]
        self.encoder, self.decoder, self.recoder = Strided(128), nn.Sequential(*up), Strided(128)
        self.critic = Strided(1)
        self.making = [*self.encoder.parameters(), *self.decoder.parameters(), *self.recoder.parameters()]
        self.first = torch.optim.Adam(self.making, 1e-4, foreach=True)
        self.second = torch.optim.Adam(self.critic.parameters(), 1e-4, foreach=True)

    def parameters(self):
        return [*self.making, *self.critic.parameters()]

    def step(self, x):
        self.critic.requires_grad_(False)
        self.first.zero_grad()
        z = self.encoder(x)
        y = self.decoder(z)
        again = self.recoder(y)
        loss = F.mse_loss(self.critic.body(y), self.critic.body(x)) + 50 * (x - y).abs().mean() + F.mse_loss(again, z)
        loss.backward()
        self.first.step()
        self.critic.requires_grad_(True)
        self.second.zero_grad()
        other = 0.5 * (F.softplus(-self.critic(x)).mean() + F.softplus(self.critic(y.detach())).mean())
        other.backward()
        self.second.step()
        loss.item(), other.item()


DETECTORS = {"dpa": Perceptual, "ganomaly": Ganomaly}

NETWORKS = {"small": SmallUnet, "r50": ResnetUnet, "resnet18": Resnet18, "squeezenet1_0": Squeezenet}


class Peer:
    def __init__(self):
        self.model = self.x = self.target = self.optimiser = self.fused = None

    def hello(self, threads):
        torch.set_num_threads(int(threads))
        torch.manual_seed(1)
        return {"version": torch.__version__, "threads": torch.get_num_threads()}

    def open(self, name, batch, side, what):
        batch, side = int(batch), int(side)
        channels = 1 if name == "small" else 3
        self.model = NETWORKS[name]()
        for m in self.model.modules():
            if isinstance(m, nn.Conv2d):
                nn.init.kaiming_normal_(m.weight, nonlinearity="relu")
        self.x = torch.rand(batch, channels, side, side)
        count = sum(p.numel() for p in self.model.parameters())
        flops = self.count_flops()
        if what == "train":
            self.model.train()
            marks = name in ("small", "r50")
            self.target = (torch.rand(batch, side, side) < 0.05).long() if marks else torch.arange(batch)
            self.optimiser = torch.optim.Adam(self.model.parameters(), lr=1e-4, foreach=True)
        else:
            self.model.eval()
        if what == "tuned":
            from torch.fx.experimental.optimization import fuse

            self.model = fuse(self.model).to(memory_format=torch.channels_last)
            self.x = self.x.to(memory_format=torch.channels_last)
        return {"parameters": count, "flops": flops}

    def detector(self, name, batch, side):
        self.x = 2 * torch.rand(int(batch), 1, int(side), int(side)) - 1
        self.model = DETECTORS[name]()
        return {"parameters": sum(p.numel() for p in self.model.parameters())}

    def detect(self, calls):
        return timed(lambda: self.model.step(self.x), int(calls))

    def count_flops(self):
        total = 0

        def hook(module, inputs, output):
            nonlocal total
            k = module.weight[0].numel()
            total += 2 * k * output.numel()

        hooks = [m.register_forward_hook(hook) for m in self.model.modules() if isinstance(m, nn.Conv2d)]
        self.model.eval()
        with torch.inference_mode():
            self.model(self.x)
        for h in hooks:
            h.remove()
        return total

    def infer(self, calls):
        def call():
            with torch.inference_mode():
                self.model(self.x).numpy()

        return timed(call, int(calls))

    def train(self, calls):
        def call():
            self.optimiser.zero_grad()
            loss = F.cross_entropy(self.model(self.x), self.target)
            loss.backward()
            self.optimiser.step()
            loss.item()

        return timed(call, int(calls))

    def vectors(self, count, length):
        """Arrays of equal length with a gradient, for the optimiser alone."""
        arrays = [torch.rand(int(length)).requires_grad_() for _ in range(int(count))]
        for a in arrays:
            a.grad = torch.rand(int(length)) - 0.5
        self.optimiser = torch.optim.Adam(arrays, lr=1e-4, foreach=True)
        return {"parameters": int(count) * int(length)}

    def adam(self, calls):
        return timed(self.optimiser.step, int(calls))

    def peak(self):
        # not ru_maxrss, which begins with what the starting process held
        with open("/proc/self/status") as status:
            return {"peakMib": next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) / 1024}


def timed(call, calls):
    clock, cpu = [], []
    for _ in range(calls):
        a, c = time.perf_counter(), time.process_time()
        call()
        clock.append(1000 * (time.perf_counter() - a))
        cpu.append(1000 * (time.process_time() - c))
    return {"clock": clock, "cpu": cpu}


def main():
    peer = Peer()
    for line in sys.stdin:
        command, *arguments = line.split()
        print(json.dumps(getattr(peer, command)(*arguments)), flush=True)


if __name__ == "__main__":
    main()

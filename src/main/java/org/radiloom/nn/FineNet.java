package org.radiloom.nn;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.radiloom.problem.Problem;

/**
 * A residual U-Net whose finest features lie on the input's own grid, for pictures so coarse that a structure is a few
 * pixels wide; the residual {@link UNet} halves its input before the first feature.
 *
 * <p>Five levels of basic residual blocks (sides 1, 1/2, 1/4, 1/8, 1/16; channels base, 2, 4, 8 and 8 times base), four
 * steps up, each the bilinear double of what comes from below beside the level's own map, optional attention ({@link
 * Cbam}) and two 3×3 convolutions with batch norm and ReLU; 1×1 convolution to the classes. After Ronneberger et al. 2015
 * (arXiv:1505.04597) and He et al. 2016 (arXiv:1512.03385).
 */
final class FineNet implements Wiring {
    private static final int LEVELS = 5;
    private static final int WIDEST = 8;

    private final ConvUnit stem;
    private final List<ResidualBlock> levels = new ArrayList<>();
    private final List<Up> ups = new ArrayList<>();
    private final BiasConv head;

    /** A step up, after its input was doubled and joined. */
    private record Up(String name, @Nullable Cbam attention, ConvUnit first, ConvUnit second) {}

    /** @throws Problem {@code nn.encoder} if another encoder is asked for than {@code residual} */
    FineNet(Parameters p, SegmenterSpec spec) throws Problem {
        if (!spec.encoder().equals("residual")) {
            throw Problem.model(
                    "nn.encoder",
                    "The architecture 'fine' has no encoder '" + spec.encoder() + "'.",
                    "Use the encoder residual.");
        }
        int base = spec.baseWidth();
        stem = new ConvUnit(p, "encoder.conv1", "encoder.bn1", spec.inputChannels(), base, 3, 1);
        int below = base;
        for (int level = 0; level < LEVELS; level++) {
            int out = channels(base, level);
            levels.add(ResidualBlock.basic(
                    p, "encoder.layer" + level, below, out, level == 0 ? 1 : 2, Rescaling.Kind.NONE));
            below = out;
        }
        for (int step = 0; step < LEVELS - 1; step++) {
            String name = "up" + (LEVELS - 1 - step);
            String full = "decoder." + name;
            int in = below + channels(base, LEVELS - 2 - step);
            int out = spec.decoder().get(step);
            ups.add(new Up(
                    name,
                    spec.cbam() ? new Cbam(p, full + ".cbam", in, spec.cbamReduction()) : null,
                    new ConvUnit(p, full + ".conv1", full + ".bn1", in, out, 3, 1),
                    new ConvUnit(p, full + ".conv2", full + ".bn2", out, out, 3, 1)));
            below = out;
        }
        head = new BiasConv(p, "head", below, spec.classes(), 1, 1);
    }

    private static int channels(int base, int level) {
        return base * Math.min(WIDEST, 1 << level);
    }

    @Override
    public int stride() {
        return 1 << (LEVELS - 1);
    }

    @Override
    public NDArray logits(NDArray x, Pass pass) {
        List<NDArray> maps = new ArrayList<>();
        NDArray y = Convs.relu(stem.apply(x, pass.encoderTraining()));
        for (ResidualBlock level : levels) {
            NDArray next = level.apply(y, pass.encoderTraining());
            if (maps.isEmpty()) {
                y.close();
            }
            maps.add(next);
            y = next;
        }
        for (int step = 0; step < ups.size(); step++) {
            NDArray doubled = Convs.doubled(y);
            try (doubled;
                    NDArray skip = maps.get(LEVELS - 2 - step)) {
                y = doubled.concat(skip, 1);
            }
            y = up(ups.get(step), y, pass);
        }
        return Convs.after(y, head.apply(y));
    }

    /** {@code x} is closed. */
    private static NDArray up(Up step, NDArray x, Pass pass) {
        NDArray y = x;
        Cbam attention = step.attention;
        if (attention != null) {
            SequencedMap<String, NDArray> seen = pass.attention();
            y = attention.apply(x, seen == null ? null : map -> seen.put(step.name, map));
        }
        y = Convs.relu(Convs.after(y, step.first.apply(y, pass.training())));
        return Convs.relu(Convs.after(y, step.second.apply(y, pass.training())));
    }

    @Override
    public void fold() {
        stem.fold();
        levels.forEach(block -> block.units().forEach(Convolution::fold));
        ups.forEach(up -> {
            up.first.fold();
            up.second.fold();
        });
    }
}

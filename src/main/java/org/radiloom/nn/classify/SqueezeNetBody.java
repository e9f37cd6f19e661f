package org.radiloom.nn.classify;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.pooling.Pool;
import java.util.ArrayList;
import java.util.List;
import org.radiloom.nn.BiasConv;
import org.radiloom.nn.Convs;
import org.radiloom.nn.Parameters;

/**
 * SqueezeNet 1.0 and 1.1 (Iandola et al. 2016, arXiv:1602.07360) up to the last fire module.
 *
 * <p>A fire module squeezes to q channels by 1×1 and expands to e by 1×1 and e by 3×3, side by side. Biases, no batch norm;
 * pools 3×3/2 round up. Names are those of torchvision, {@code features.N}, N counting convolutions, ReLUs, pools and fires.
 */
final class SqueezeNetBody implements Body {
    private static final Shape THREE = new Shape(3, 3);
    private static final Shape TWO = new Shape(2, 2);
    private static final Shape ONE = new Shape(1, 1);
    private static final Shape NONE = new Shape(0, 0);

    /** Squeezed and expanded channels of the eight fires. */
    private static final int[][] FIRES = {
        {16, 64}, {16, 64}, {32, 128}, {32, 128}, {48, 192}, {48, 192}, {64, 256}, {64, 256}
    };

    private final List<Part> parts = new ArrayList<>();
    private final int base;
    private final int channels;

    SqueezeNetBody(Parameters p, ClassifierSpec spec) {
        base = spec.baseWidth();
        boolean first = spec.body().equals("squeezenet1_0");
        boolean small = spec.stem().equals(ClassifierSpec.SMALL);
        int width = scaled(first ? 96 : 64);
        int side = small || !first ? 3 : 7;
        String stem = ENCODER + ".features.0";
        NDArray weight = p.convWeight(stem + ".weight", width, spec.inputChannels(), side);
        NDArray bias = p.vector(stem + ".bias", width, 0);
        Shape stride = small ? ONE : TWO;
        Shape padding = small ? ONE : NONE;
        parts.add(new Part("stem", stem + ".", (x, training) -> {
            NDArray y = Convs.relu(Convs.conv(x, weight, bias, stride, padding));
            return small ? y : Convs.after(y, pooled(y));
        }));
        // what a pool comes before: the fourth and eighth fire of version 1.0, the third and fifth of 1.1
        List<Integer> afterPool = first ? List.of(3, 7) : List.of(2, 4);
        int below = width;
        int index = 3;
        for (int n = 0; n < FIRES.length; n++) {
            boolean pools = afterPool.contains(n);
            index += pools ? 1 : 0;
            String name = ENCODER + ".features." + index++;
            Fire fire = new Fire(p, name, below, scaled(FIRES[n][0]), scaled(FIRES[n][1]));
            parts.add(new Part("fire" + (n + 2), name + ".", (x, training) -> {
                if (!pools) {
                    return fire.apply(x);
                }
                NDArray y = pooled(x);
                return Convs.after(y, fire.apply(y));
            }));
            below = 2 * scaled(FIRES[n][1]);
        }
        channels = below;
    }

    private int scaled(int published) {
        return Math.max(2, published * base / 64);
    }

    private static NDArray pooled(NDArray x) {
        return Pool.maxPool2d(x, THREE, TWO, NONE, true);
    }

    private record Fire(BiasConv squeeze, BiasConv one, BiasConv three) {
        Fire(Parameters p, String name, int in, int squeezed, int expanded) {
            this(
                    new BiasConv(p, name + ".squeeze", in, squeezed, 1, 1),
                    new BiasConv(p, name + ".expand1x1", squeezed, expanded, 1, 1),
                    new BiasConv(p, name + ".expand3x3", squeezed, expanded, 3, 1));
        }

        NDArray apply(NDArray x) {
            try (NDArray squeezed = Convs.relu(squeeze.apply(x));
                    NDArray fine = one.apply(squeezed);
                    NDArray wide = three.apply(squeezed)) {
                return Convs.relu(fine.concat(wide, 1));
            }
        }
    }

    @Override
    public List<Part> parts() {
        return parts;
    }

    @Override
    public int channels() {
        return channels;
    }

    @Override
    public void fold() {
        // no batch norm
    }
}

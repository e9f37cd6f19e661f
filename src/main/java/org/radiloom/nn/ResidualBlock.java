package org.radiloom.nn;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A residual block: ReLU(units(x) + shortcut(x)), with a 1×1 projection as the shortcut where the shape changes, and
 * what the units give weighted by channel or place first where the network has that.
 *
 * <p>He et al. 2016, Deep Residual Learning (arXiv:1512.03385), figure 5: basic (3×3, 3×3) and bottleneck (1×1, 3×3,
 * 1×1); the stride sits in the 3×3 of the bottleneck, as in the common later form.
 */
final class ResidualBlock {
    private final List<ConvUnit> units;
    private final @Nullable ConvUnit projection;

    private final @Nullable Rescaling rescaling;

    private ResidualBlock(List<ConvUnit> units, @Nullable ConvUnit projection, @Nullable Rescaling rescaling) {
        this.units = units;
        this.projection = projection;
        this.rescaling = rescaling;
    }

    static ResidualBlock basic(Parameters p, String name, int in, int width, int stride, Rescaling.Kind rescaling) {
        List<ConvUnit> units = List.of(
                new ConvUnit(p, name + ".conv1", name + ".bn1", in, width, 3, stride),
                new ConvUnit(p, name + ".conv2", name + ".bn2", width, width, 3, 1));
        return new ResidualBlock(units, projection(p, name, in, width, stride), rescaling.make(p, name, width));
    }

    static ResidualBlock bottleneck(
            Parameters p, String name, int in, int width, int stride, Rescaling.Kind rescaling) {
        int out = 4 * width;
        List<ConvUnit> units = List.of(
                new ConvUnit(p, name + ".conv1", name + ".bn1", in, width, 1, 1),
                new ConvUnit(p, name + ".conv2", name + ".bn2", width, width, 3, stride),
                new ConvUnit(p, name + ".conv3", name + ".bn3", width, out, 1, 1));
        return new ResidualBlock(units, projection(p, name, in, out, stride), rescaling.make(p, name, out));
    }

    private static @Nullable ConvUnit projection(Parameters p, String name, int in, int out, int stride) {
        if (stride == 1 && in == out) {
            return null;
        }
        return new ConvUnit(p, name + ".downsample.0", name + ".downsample.1", in, out, 1, stride);
    }

    /** A new array; {@code x} stays open. */
    NDArray apply(NDArray x, boolean training) {
        NDArray y = units.getFirst().apply(x, training);
        for (ConvUnit unit : units.subList(1, units.size())) {
            NDArray rectified = Convs.relu(y);
            y = Convs.after(rectified, unit.apply(rectified, training));
        }
        if (rescaling != null) {
            y = rescaling.apply(y);
        }
        if (projection == null) {
            y.addi(x);
        } else {
            try (NDArray shortcut = projection.apply(x, training)) {
                y.addi(shortcut);
            }
        }
        return Convs.relu(y);
    }

    List<ConvUnit> units() {
        List<ConvUnit> all = new ArrayList<>(units);
        if (projection != null) {
            all.add(projection);
        }
        return all;
    }
}

package org.radiloom.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.pooling.Pool;
import org.jspecify.annotations.Nullable;

/** A square convolution followed by batch norm; folds into one convolution with bias. */
public final class ConvUnit implements Convolution {
    private static final float EPSILON = 1e-5f;
    /** Share of the old running statistics that is kept; 0.9 is what others call momentum 0.1. */
    private static final float KEEP = 0.9f;

    private static final Shape EACH = new Shape(1, 1);
    private static final Shape NONE = new Shape(0, 0);

    private final Shape stride;
    private final Shape padding;
    private final Shape dilation;
    private final boolean skips;
    private NDArray weight;
    private final @Nullable NDArray bias;
    private final NDArray gamma;
    private final NDArray beta;
    private final NDArray mean;
    private final NDArray variance;
    private @Nullable NDArray foldedBias;

    /** Without a bias. Names: {@code conv.weight}, {@code norm.weight|bias|running_mean|running_var}. */
    public ConvUnit(Parameters p, String conv, String norm, int in, int out, int k, int stride) {
        this(p, conv, norm, in, out, k, stride, 1, false, 1);
    }

    private ConvUnit(
            Parameters p,
            String conv,
            String norm,
            int in,
            int out,
            int k,
            int stride,
            int dilation,
            boolean biased,
            float scale) {
        this.stride = new Shape(stride, stride);
        int reach = k / 2 * dilation;
        this.padding = new Shape(reach, reach);
        this.dilation = new Shape(dilation, dilation);
        this.skips = k == 1 && stride > 1;
        weight = p.convWeight(conv + ".weight", out, in, k);
        bias = biased ? p.vector(conv + ".bias", out, 0) : null;
        gamma = p.vector(norm + ".weight", out, scale);
        beta = p.vector(norm + ".bias", out, 0);
        mean = p.buffer(norm + ".running_mean", out, 0);
        variance = p.buffer(norm + ".running_var", out, 1);
    }

    /**
     * With stride 1 and a bias, {@code conv.bias}: of no use before a batch norm, but published weights have it.
     */
    static ConvUnit biased(Parameters p, String conv, String norm, int in, int out, int k) {
        return new ConvUnit(p, conv, norm, in, out, k, 1, 1, true, 1);
    }

    /**
     * A 3×3 convolution without a bias whose taps lie {@code dilation} pixels apart; keeps height and width.
     *
     * @param scale γ of the batch norm at the start
     */
    public static ConvUnit dilated(Parameters p, String conv, String norm, int in, int out, int dilation, float scale) {
        return new ConvUnit(p, conv, norm, in, out, 3, 1, dilation, false, scale);
    }

    @Override
    public NDArray apply(NDArray x, boolean training) {
        if (foldedBias != null) {
            return Convs.conv(x, weight, foldedBias, stride, padding, dilation);
        }
        try (NDArray y = skips ? thinned(x) : Convs.conv(x, weight, bias, stride, padding, dilation)) {
            return BatchNorm.batchNorm(y, mean, variance, gamma, beta, 1, KEEP, EPSILON, training)
                    .singletonOrThrow();
        }
    }

    /**
     * A 1×1 convolution that skips pixels, as one of the pixels that are left: the engine's own backward pass of the
     * former writes beyond its memory for few channels (seen with 8 to 16 channels in PyTorch 2.7.1).
     */
    private NDArray thinned(NDArray x) {
        try (NDArray left = Pool.maxPool2d(x, EACH, stride, NONE, false)) {
            return Convs.conv(left, weight, bias, EACH, NONE);
        }
    }

    /** w' = w·γ/√(σ²+ε), b' = β + (b − μ)·γ/√(σ²+ε). */
    @Override
    public void fold() {
        if (foldedBias != null) {
            return;
        }
        try (NDArray safe = variance.add(EPSILON);
                NDArray deviation = safe.sqrt();
                NDArray scale = gamma.div(deviation);
                NDArray centre = bias == null ? mean.duplicate() : mean.sub(bias);
                NDArray shift = centre.mul(scale);
                NDArray column = scale.reshape(-1, 1, 1, 1)) {
            NDArray scaled = weight.mul(column);
            foldedBias = beta.sub(shift);
            weight.close();
            weight = scaled;
        }
        if (bias != null) {
            bias.close();
        }
        gamma.close();
        beta.close();
        mean.close();
        variance.close();
    }
}

package org.radiloom.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/** A square convolution of stride 1 with bias that keeps height and width; named {@code NAME.weight, NAME.bias}. */
public final class BiasConv implements Convolution {
    private static final Shape ONE = new Shape(1, 1);

    private final NDArray weight;
    private final NDArray bias;
    private final Shape padding;
    private final Shape dilation;

    /**
     * With bias.
     *
     * @param k side of the kernel, odd; its taps lie {@code dilation} pixels apart
     */
    public BiasConv(Parameters p, String name, int in, int out, int k, int dilation) {
        this(p, name, in, out, k, dilation, Math.sqrt(2.0 / ((double) in * k * k)));
    }

    /** The same with a start from N(0, deviation²). */
    public BiasConv(Parameters p, String name, int in, int out, int k, int dilation, double deviation) {
        weight = p.convWeight(name + ".weight", out, in, k, deviation);
        bias = p.vector(name + ".bias", out, 0);
        int reach = k / 2 * dilation;
        this.padding = new Shape(reach, reach);
        this.dilation = new Shape(dilation, dilation);
    }

    @Override
    public NDArray apply(NDArray x, boolean training) {
        return apply(x);
    }

    /** A new array; {@code x} stays open. */
    public NDArray apply(NDArray x) {
        return Convs.conv(x, weight, bias, ONE, padding, dilation);
    }

    /** A new rectified array; {@code x} is closed. */
    public NDArray rectified(NDArray x) {
        return Convs.relu(Convs.after(x, apply(x)));
    }

    @Override
    public void fold() {
        // nothing to merge
    }
}

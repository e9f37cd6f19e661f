package org.radiloom.nn;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.pooling.Pool;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;

/**
 * The only place that touches the engine below its public API, so that a new DJL version is checked in one file.
 *
 * <p>Gradient recording is a property of each thread: off on the thread that started the engine, <em>on</em> on every
 * thread born later. See {@link EngineThreads}.
 */
public final class EngineCompat {
    /** Bilinear resizing, half-pixel centres (the engine ignores the align-corners wish). */
    static final int BILINEAR = 1;
    /** Resizing that repeats pixels. */
    static final int NEAREST = 0;

    private EngineCompat() {}

    /** Starts the engine if it is not running yet; the calling thread then records no gradients. */
    public static void start() {
        Engine.getEngine("PyTorch");
        JniUtils.setGradMode(false);
    }

    /** Switches gradient recording on or off for the calling thread. */
    public static void setGradMode(boolean on) {
        JniUtils.setGradMode(on);
    }

    /** Whether the calling thread records gradients. */
    public static boolean gradMode() {
        return JniUtils.isGradMode();
    }

    /** Sets how many threads one operation may use, for the whole process; at least 1. */
    public static void setThreads(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads " + threads);
        }
        start();
        JniUtils.setNumThreads(threads);
    }

    /** How many threads one operation uses. */
    public static int threads() {
        start();
        return JniUtils.getNumThreads();
    }

    /** Seeds the engine's own random numbers (dropout); this program draws its others in Java. */
    public static void seed(long seed) {
        start();
        JniUtils.setSeed(seed);
    }

    /** Sets the gradient of {@code parameter} to zero; gradients add up until this is called. */
    public static void zeroGrad(NDArray parameter) {
        if (parameter.hasGradient()) {
            JniUtils.zeroGrad((PtNDArray) parameter);
        }
    }

    /** Resizes (B, C, H, W) to the given side lengths, bilinear with half-pixel centres; gradients flow. */
    public static NDArray resizeBilinear(NDArray x, long height, long width) {
        return x.getNDArrayInternal().interpolation(new long[] {height, width}, BILINEAR, false);
    }

    /**
     * Twice as high and wide, as {@link #resizeBilinear} does it, in a third of the time forward and a sixth backward.
     *
     * <p>The engine resizes with its anti-aliasing kernel, which is slow and changes nothing when enlarging. Adaptive
     * averages onto 2n + 1 places are x₀, x₀, (x₀+x₁)/2, x₁, (x₁+x₂)/2 … xₙ₋₁; the mean of two neighbours is then what a
     * bilinear kernel gives at half-pixel centres, the border included.
     */
    static NDArray doubleBilinear(NDArray x) {
        Shape s = x.getShape();
        Shape places = new Shape(2 * s.get(2) + 1, 2 * s.get(3) + 1);
        try (NDArray averages = JniUtils.adaptiveAvgPool((PtNDArray) x, places)) {
            return Pool.avgPool2d(averages, new Shape(2, 2), new Shape(1, 1), new Shape(0, 0), false, true);
        }
    }

    /** Repeats each pixel of (B, C, H, W) in a 2×2 square; gradients flow. */
    public static NDArray repeatPixels(NDArray x) {
        long[] size = {2 * x.getShape().get(2), 2 * x.getShape().get(3)};
        return x.getNDArrayInternal().interpolation(size, NEAREST, false);
    }

    /** Engine, version and thread count in one line, for provenance. */
    public static String describe() {
        Engine engine = Engine.getEngine("PyTorch");
        return engine.getEngineName() + " " + engine.getVersion() + ", " + threads() + " threads";
    }
}

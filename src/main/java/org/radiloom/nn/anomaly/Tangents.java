package org.radiloom.nn.anomaly;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.pooling.Pool;
import org.jspecify.annotations.Nullable;
import org.radiloom.nn.Convs;
import org.radiloom.nn.Scalars;

/**
 * How operations carry a tangent along: the derivative of each at the value, applied to the tangent. Written in operations
 * that the engine can differentiate once more, so that the slope of a slope needs no second backward pass.
 *
 * <p>Griewank and Walther 2008, Evaluating Derivatives, section 3.1.
 */
final class Tangents {
    private static final double EPSILON = 1e-5;
    private static final Shape TWO = new Shape(2, 2);
    private static final Shape NONE = new Shape(0, 0);

    private Tangents() {}

    /** A convolution is linear: the tangent goes the same way without the bias. {@code x} is closed. */
    static Dual conv(Dual x, NDArray weight, @Nullable NDArray bias, Shape padding) {
        Shape one = new Shape(1, 1);
        try (x) {
            return new Dual(
                    Convs.conv(x.value(), weight, bias, one, padding),
                    Convs.conv(x.tangent(), weight, null, one, padding));
        }
    }

    /** Where the value is not above 0 nothing changes. {@code x} is closed. */
    static Dual relu(Dual x) {
        try (x;
                NDArray above = x.value().gt(0);
                NDArray mask = above.toType(x.value().getDataType(), false)) {
            return new Dual(x.value().getNDArrayInternal().relu(), x.tangent().mul(mask));
        }
    }

    /** {@code x} is closed. */
    static Dual halved(Dual x) {
        try (x) {
            return new Dual(halved(x.value()), halved(x.tangent()));
        }
    }

    /** Mean of 2×2 squares, a new array; {@code x} stays open. */
    static NDArray halved(NDArray x) {
        return Pool.avgPool2d(x, TWO, TWO, NONE, false, true);
    }

    /** Both are closed. */
    static Dual sum(Dual a, Dual b) {
        try (a;
                b) {
            return new Dual(a.value().add(b.value()), a.tangent().add(b.tangent()));
        }
    }

    /** y = (h − μ)/σ over each sample's channels and places, σ = √(variance + 1e-5); {@code x} stays open. */
    static NDArray normal(NDArray x) {
        try (NDArray mean = mean(x);
                NDArray centred = x.sub(mean);
                NDArray deviation = deviation(centred)) {
            return centred.div(deviation);
        }
    }

    /** The same and its tangent, (t − mean t − y·mean(y⊙t))/σ; {@code x} stays open. */
    static Dual normal(Dual x) {
        try (NDArray mean = mean(x.value());
                NDArray centred = x.value().sub(mean);
                NDArray deviation = deviation(centred);
                NDArray meanTangent = mean(x.tangent());
                NDArray centredTangent = x.tangent().sub(meanTangent)) {
            NDArray y = centred.div(deviation);
            try (NDArray product = y.mul(x.tangent());
                    NDArray along = mean(product);
                    NDArray taken = y.mul(along);
                    NDArray across = centredTangent.sub(taken)) {
                return new Dual(y, across.div(deviation));
            }
        }
    }

    private static NDArray deviation(NDArray centred) {
        try (NDArray squares = centred.mul(centred);
                NDArray variance = mean(squares);
                NDArray safe = variance.add(EPSILON)) {
            return safe.sqrt();
        }
    }

    /** (B, 1, 1, 1). */
    private static NDArray mean(NDArray x) {
        Shape s = x.getShape();
        try (NDArray sum = x.sum(new int[] {1, 2, 3}, true)) {
            return Scalars.over(sum, (double) s.size() / s.get(0));
        }
    }
}

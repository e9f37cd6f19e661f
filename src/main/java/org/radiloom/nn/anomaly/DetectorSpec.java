package org.radiloom.nn.anomaly;

import java.util.List;

/**
 * What a detector is built as.
 *
 * @param method one of {@link Detectors#METHODS}
 * @param side S, sides of the pictures in pixels; 4 times a power of two
 * @param latent size of z; of no meaning where the latent is a map ({@code memae})
 * @param width channels of the first layer, from which the others follow; 0 as published
 * @param memory how many normal patterns ({@code memae}), or pictures of each organ in each modality ({@code patch-memory}), are
 *     remembered
 * @param shrink below which share a pattern does not take part ({@code memae}): λ
 * @param rho how much the squared distance of z_c from the training mean adds to the score: ρ
 * @param losses how much the parts of its loss count
 * @param memories what is remembered of each organ in a modality ({@code patch-memory})
 * @param grey one of {@link Greys#NAMES}: what is done to the greys of a picture before a network sees it
 */
public record DetectorSpec(
        String method,
        int side,
        int latent,
        int width,
        int memory,
        double shrink,
        double rho,
        ConstraintSpec constraints,
        FeatureSpec features,
        LossSpec losses,
        List<MemorySpec> memories,
        String grey) {
    // cards of before there were any do not name them
    @SuppressWarnings("ConstantValue")
    public DetectorSpec {
        memories = memories == null ? List.of() : List.copyOf(memories);
        grey = grey == null ? Greys.AS_SHOWN : grey;
    }

    /** Without memories, greys as they are shown. */
    public DetectorSpec(
            String method,
            int side,
            int latent,
            int width,
            int memory,
            double shrink,
            double rho,
            ConstraintSpec constraints,
            FeatureSpec features,
            LossSpec losses) {
        this(
                method,
                side,
                latent,
                width,
                memory,
                shrink,
                rho,
                constraints,
                features,
                losses,
                List.of(),
                Greys.AS_SHOWN);
    }

    /** With the losses as published. */
    public DetectorSpec(
            String method,
            int side,
            int latent,
            int width,
            int memory,
            double shrink,
            double rho,
            ConstraintSpec constraints,
            FeatureSpec features) {
        this(method, side, latent, width, memory, shrink, rho, constraints, features, LossSpec.PUBLISHED);
    }

    /** As published, at 64 pixels, alone. */
    public static DetectorSpec published(String method) {
        return new DetectorSpec(
                method,
                64,
                128,
                0,
                2000,
                0.0025,
                0,
                ConstraintSpec.none(),
                method.equals(Detectors.DPA) ? FeatureSpec.inDomain() : FeatureSpec.none());
    }

    /** The same under other constraints. */
    public DetectorSpec with(ConstraintSpec other) {
        return new DetectorSpec(
                method, side, latent, width, memory, shrink, rho, other, features, losses, memories, grey);
    }

    /** The same with other features. */
    public DetectorSpec with(FeatureSpec other) {
        return new DetectorSpec(
                method, side, latent, width, memory, shrink, rho, constraints, other, losses, memories, grey);
    }

    /** The same with other losses. */
    public DetectorSpec with(LossSpec other) {
        return new DetectorSpec(
                method, side, latent, width, memory, shrink, rho, constraints, features, other, memories, grey);
    }

    /** The same with other greys. */
    public DetectorSpec withGrey(String other) {
        return new DetectorSpec(
                method, side, latent, width, memory, shrink, rho, constraints, features, losses, memories, other);
    }

    /** The same with ρ in its score. */
    public DetectorSpec withRho(double other) {
        return new DetectorSpec(
                method, side, latent, width, memory, shrink, other, constraints, features, losses, memories, grey);
    }

    /** The same with other things to remember. */
    public DetectorSpec with(List<MemorySpec> other) {
        return new DetectorSpec(
                method, side, latent, width, memory, shrink, rho, constraints, features, losses, other, grey);
    }

    /** The same at another size: side, latent and width. */
    public DetectorSpec sized(int newSide, int newLatent, int newWidth) {
        return new DetectorSpec(
                method,
                newSide,
                newLatent,
                newWidth,
                memory,
                shrink,
                rho,
                constraints,
                features,
                losses,
                memories,
                grey);
    }

    /** The same with another memory. */
    public DetectorSpec remembering(int patterns, double newShrink) {
        return new DetectorSpec(
                method, side, latent, width, patterns, newShrink, rho, constraints, features, losses, memories, grey);
    }

    /** How often the side is halved until it is 4. */
    int halvings() {
        return Integer.numberOfTrailingZeros(side / 4);
    }
}

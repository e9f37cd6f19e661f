package org.radiloom.nn.anomaly;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.radiloom.nn.Parameters;
import org.radiloom.problem.Problem;

/**
 * What is asked of a latent: z = [z_o | z_m | z_c], one linear layer from z_o to the organs, one from z_m to the
 * modalities. Without disentangling both look at all of z, and z_c is all of z. MADDR (Zhang et al., MICCAI 2023), section
 * 2.2.
 *
 * <p>Arrays: {@code heads.organ.weight} (dims, organs), {@code heads.organ.bias}, the same for {@code modality}.
 */
public final class LatentHeads {
    /** The group of their arrays. */
    public static final String GROUP = "heads";

    private final ConstraintSpec spec;
    private final int dims;
    private final int organDims;
    private final int modalityDims;
    private final @Nullable NDArray organWeight;
    private final @Nullable NDArray organBias;
    private final @Nullable NDArray modalityWeight;
    private final @Nullable NDArray modalityBias;

    /**
     * @param dims size of z
     * @throws Problem {@code nn.latent} if z is too small for its shares
     */
    LatentHeads(Parameters p, ConstraintSpec spec, int dims) throws Problem {
        this.spec = spec;
        this.dims = dims;
        organDims = spec.disentangle() && spec.tellsOrgan() ? spec.organDims() : 0;
        modalityDims = spec.disentangle() && spec.tellsModality() ? spec.modalityDims() : 0;
        if (spec.disentangle()
                && (spec.tellsOrgan() && organDims < 1
                        || spec.tellsModality() && modalityDims < 1
                        || organDims + modalityDims >= dims)) {
            throw Problem.model(
                    "nn.latent",
                    "A latent of " + dims + " numbers cannot give " + organDims + " to the organ and " + modalityDims
                            + " to the modality.",
                    "Set maddr.organDims and maddr.modalityDims to at least 1 and less than anomaly.latent together.");
        }
        int organIn = spec.disentangle() ? organDims : dims;
        int modalityIn = spec.disentangle() ? modalityDims : dims;
        organWeight = spec.tellsOrgan() ? weight(p, "organ", organIn, spec.organs()) : null;
        organBias = spec.tellsOrgan() ? p.vector(GROUP + ".organ.bias", spec.organs(), 0) : null;
        modalityWeight = spec.tellsModality() ? weight(p, "modality", modalityIn, spec.modalities()) : null;
        modalityBias = spec.tellsModality() ? p.vector(GROUP + ".modality.bias", spec.modalities(), 0) : null;
    }

    private static NDArray weight(Parameters p, String name, int in, int out) {
        return p.weight(GROUP + "." + name + ".weight", new Shape(in, out), Math.sqrt(1.0 / in));
    }

    /** Whether any array of them learns. */
    public boolean any() {
        return organWeight != null || modalityWeight != null;
    }

    /** Whether z_c is to be drawn together. */
    public boolean centres() {
        return spec.centre();
    }

    /** z (B, D) → (B, organs), scores before softmax; empty without that head. */
    public Optional<NDArray> organ(NDArray z) {
        return scores(z, 0, organDims, organWeight, organBias);
    }

    /** z (B, D) → (B, modalities), scores before softmax; empty without that head. */
    public Optional<NDArray> modality(NDArray z) {
        return scores(z, organDims, modalityDims, modalityWeight, modalityBias);
    }

    private Optional<NDArray> scores(NDArray z, int from, int n, @Nullable NDArray weight, @Nullable NDArray bias) {
        if (weight == null || bias == null) {
            return Optional.empty();
        }
        if (!spec.disentangle()) {
            try (NDArray product = z.matMul(weight)) {
                return Optional.of(product.add(bias));
            }
        }
        try (NDArray share = z.get(new NDIndex(":, " + from + ":" + (from + n)));
                NDArray product = share.matMul(weight)) {
            return Optional.of(product.add(bias));
        }
    }

    /** How many numbers z_c has. */
    public int rest() {
        return dims - organDims - modalityDims;
    }

    /** z (B, D) → z_c (B, {@link #rest}), a new array. */
    public NDArray rest(NDArray z) {
        return organDims + modalityDims == 0
                ? Views.same(z)
                : z.get(new NDIndex(":, " + (organDims + modalityDims) + ":"));
    }
}

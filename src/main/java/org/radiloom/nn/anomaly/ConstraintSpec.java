package org.radiloom.nn.anomaly;

/**
 * How the latent of a detector is told organs and modalities apart: MADDR (Zhang et al., MICCAI 2023), section 2.
 *
 * <p>A constraint that cannot hold is off, whatever is wished: with one organ there is nothing to tell. Its share of the
 * latent then belongs to the rest, z_c.
 *
 * @param organ whether a head tells the organ
 * @param modality whether a head tells the modality
 * @param centre whether z_c is drawn together
 * @param disentangle whether each head looks at its own share of the latent; else all look at all of it
 * @param organDims size of z_o
 * @param modalityDims size of z_m
 * @param organs how many organs the training pictures show
 * @param modalities how many modalities they come from
 */
public record ConstraintSpec(
        boolean organ,
        boolean modality,
        boolean centre,
        boolean disentangle,
        int organDims,
        int modalityDims,
        int organs,
        int modalities) {
    /** None: the detector alone. */
    public static ConstraintSpec none() {
        return new ConstraintSpec(false, false, false, false, 10, 10, 1, 1);
    }

    /** All of them, with shares of 10 and 10. */
    public static ConstraintSpec all(int organs, int modalities) {
        return new ConstraintSpec(true, true, true, true, 10, 10, organs, modalities);
    }

    /** Whether there is a head for the organ. */
    public boolean tellsOrgan() {
        return organ && organs > 1;
    }

    /** Whether there is a head for the modality. */
    public boolean tellsModality() {
        return modality && modalities > 1;
    }

    /** The same with other sizes of z_o and z_m. */
    public ConstraintSpec withDims(int forOrgan, int forModality) {
        return new ConstraintSpec(organ, modality, centre, disentangle, forOrgan, forModality, organs, modalities);
    }
}

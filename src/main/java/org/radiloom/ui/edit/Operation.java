package org.radiloom.ui.edit;

import org.radiloom.annotate.tool.MaskOperations;
import org.radiloom.imaging.Components;
import org.radiloom.imaging.HoleFill;
import org.radiloom.imaging.Mask;
import org.radiloom.imaging.Neighbours;

/** What can be done to a whole segment at once. Parts hang together through faces of voxels. */
public enum Operation {
    /** Fills what the segment encloses on all sides. */
    FILL_HOLES("holes"),
    /** Fills what it encloses within each slice, also what is open to the slices above and below. */
    FILL_SLICES("fillslices"),
    /** Takes away all parts but the largest. */
    KEEP_LARGEST("largest"),
    /** Takes away parts that are smaller than {@link EditOptions#islandMm3}. */
    REMOVE_ISLANDS("islands"),
    /** What most voxels around each are. */
    MEDIAN("median"),
    /** Takes away what is thinner than two margins. */
    OPEN("opening"),
    /** Fills gaps that are narrower than two margins. */
    CLOSE("closing"),
    /** Rounds, with the margin as standard deviation. */
    GAUSSIAN("gaussian"),
    GROW("widen"),
    SHRINK("shrink");

    private final String step;

    Operation(String step) {
        this.step = step;
    }

    /** The id of the step that it makes. */
    public String step() {
        return step;
    }

    Mask of(Mask mask, EditOptions how) {
        return switch (this) {
            case FILL_HOLES -> HoleFill.volume(mask);
            case FILL_SLICES -> HoleFill.slices(mask);
            case KEEP_LARGEST -> Components.of(mask, Neighbours.SIX).largest();
            case REMOVE_ISLANDS ->
                Components.of(mask, Neighbours.SIX).atLeast((long)
                        Math.ceil(how.islandMm3() / mask.geometry().voxelVolumeMm3()));
            case MEDIAN -> MaskOperations.median(mask);
            case OPEN -> MaskOperations.open(mask, how.marginMm());
            case CLOSE -> MaskOperations.close(mask, how.marginMm());
            case GAUSSIAN -> MaskOperations.gaussian(mask, how.marginMm());
            case GROW -> MaskOperations.grow(mask, how.marginMm());
            case SHRINK -> MaskOperations.shrink(mask, how.marginMm());
        };
    }
}

package org.radiloom.imaging;

import java.util.Optional;
import org.radiloom.problem.Problem;

/**
 * A series as the reader sees it: slices of one size, with values in one unit and, where known, a place in the patient.
 *
 * <p>Implementations are safe for use from several threads; pixels may be decoded on first use.
 */
public interface ImageStack {
    int columns();

    int rows();

    int slices();

    ValueUnit unit();

    /** Place of the voxels; empty when the file gives no spacing, and then nothing may be measured in mm. */
    Optional<Geometry> geometry();

    /** The window that the file asks for, or one fitted to its values. */
    Window defaultWindow();

    /**
     * The pixels of slice {@code k}, decoded now if they are not in memory.
     *
     * @throws Problem if the slice cannot be read; the message names the file
     */
    Slice slice(int k) throws Problem;

    /** The pixels of slice {@code k} if they are in memory; never blocks. */
    Optional<Slice> ifLoaded(int k);

    /** Whether all of slice {@code k} is in memory; quick, so that it may be asked of every slice. */
    default boolean isLoaded(int k) {
        return ifLoaded(k).isPresent();
    }
}

package org.radiloom.imaging;

import java.util.Optional;

/**
 * What a header says about a volume that is not read yet.
 *
 * @param bits of a voxel
 * @param geometry place, if the header states one
 */
public record VolumeOutline(int columns, int rows, int slices, int bits, Optional<Geometry> geometry) {
    /** The size and place that the volume has after {@link VolumeStack#patientAligned}. */
    static VolumeOutline of(int columns, int rows, int slices, int bits, Optional<Geometry> stored) {
        Optional<Geometry> place = stored.map(g -> new PatientAxes(g).geometry());
        return new VolumeOutline(
                place.map(Geometry::columns).orElse(columns),
                place.map(Geometry::rows).orElse(rows),
                place.map(Geometry::slices).orElse(slices),
                bits,
                place);
    }
}

package org.radiloom.ui.view;

import java.util.Optional;
import org.radiloom.imaging.ValueUnit;
import org.radiloom.imaging.Vec3;

/**
 * The voxel under the pointer.
 *
 * @param value in {@code unit}; empty in colour images
 * @param patientMm its place in the patient, LPS; empty without geometry
 */
public record Reading(int column, int row, Optional<Double> value, ValueUnit unit, Optional<Vec3> patientMm) {}

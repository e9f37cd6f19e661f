package org.radiloom.study;

import org.jspecify.annotations.Nullable;
import org.radiloom.imaging.Nifti;
import org.radiloom.imaging.Slice;
import org.radiloom.imaging.VolumeStack;
import org.radiloom.problem.Problem;

/** The slices of a NIfTI volume; a compressed file has no middle to start at, so it is read as a whole, once. */
final class NiftiSlices implements SliceSource {
    private final Series series;
    private @Nullable VolumeStack volume;

    NiftiSlices(Series series) {
        this.series = series;
    }

    @Override
    public synchronized Slice read(int k) throws Problem {
        VolumeStack known = volume;
        if (known == null) {
            known = Nifti.read(series.images().get(0).file(), series.unit()).patientAligned();
            volume = known;
        }
        if (k >= known.slices()) {
            throw StudyProblems.otherSize(series.images().get(k).file());
        }
        return known.slice(k);
    }
}

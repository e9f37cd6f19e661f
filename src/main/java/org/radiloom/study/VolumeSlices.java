package org.radiloom.study;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.radiloom.imaging.Nifti;
import org.radiloom.imaging.Nrrd;
import org.radiloom.imaging.Slice;
import org.radiloom.imaging.VolumeStack;
import org.radiloom.problem.Problem;

/** The slices of a NIfTI or NRRD volume; a compressed file has no middle to start at, so it is read as a whole, once. */
final class VolumeSlices implements SliceSource {
    private final Series series;
    private @Nullable VolumeStack volume;

    VolumeSlices(Series series) {
        this.series = series;
    }

    @Override
    public synchronized Slice read(int k) throws Problem {
        VolumeStack known = volume;
        if (known == null) {
            Path file = series.images().get(0).file();
            VolumeStack read = series.source() == Series.Source.NRRD
                    ? Nrrd.read(file, series.unit())
                    : Nifti.read(file, series.unit());
            known = read.patientAligned();
            volume = known;
        }
        if (k >= known.slices()) {
            throw StudyProblems.otherSize(series.images().get(k).file());
        }
        return known.slice(k);
    }
}

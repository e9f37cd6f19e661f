package org.radiloom.study;

import org.radiloom.imaging.PictureFile;
import org.radiloom.imaging.Slice;
import org.radiloom.problem.Problem;

/** The pages of a picture file. */
final class PictureSlices implements SliceSource {
    private final Series series;

    PictureSlices(Series series) {
        this.series = series;
    }

    @Override
    public Slice read(int k) throws Problem {
        ImageRef ref = series.images().get(k);
        return PictureFile.read(ref.file(), ref.frame());
    }
}

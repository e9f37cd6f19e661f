package org.radiloom.study;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.radiloom.dicom.DicomFile;
import org.radiloom.dicom.DicomImage;
import org.radiloom.dicom.ReadOptions;
import org.radiloom.imaging.Slice;
import org.radiloom.problem.Problem;

/** The slices of a DICOM series: one file each, or frames of a few files, whose headers are then read once. */
final class DicomSlices implements SliceSource {
    private final Series series;
    private final boolean manyFrames;
    private final Map<java.nio.file.Path, DicomImage> open = new ConcurrentHashMap<>();

    DicomSlices(Series series) {
        this.series = series;
        this.manyFrames = series.images().stream().anyMatch(i -> i.frame() > 0);
    }

    @Override
    public Slice read(int k) throws Problem {
        ImageRef ref = series.images().get(k);
        @Nullable DicomImage known = open.get(ref.file());
        if (known == null) {
            known = DicomFile.read(ref.file(), ReadOptions.LENIENT).image();
            if (manyFrames) {
                open.put(ref.file(), known);
            }
        }
        return known.slice(ref.frame());
    }
}

package org.radiloom.review;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.radiloom.infer.PictureCut;
import org.radiloom.model.Checksums;
import org.radiloom.problem.Problem;
import org.radiloom.study.ImageRef;
import org.radiloom.study.Series;
import org.radiloom.study.UltrasoundSector;

/** What a finding was made from: the SOP instance UIDs of the images, or digests of files that have none. */
public final class SeriesInputs {
    private SeriesInputs() {}

    /** @throws Problem if a file cannot be read */
    public static List<String> of(Series series) throws Problem {
        var named = new LinkedHashSet<String>();
        var files = new LinkedHashSet<Path>();
        for (ImageRef image : series.images()) {
            if (image.sopInstanceUid().isEmpty()) {
                files.add(image.file());
            } else {
                named.add(image.sopInstanceUid());
            }
        }
        var inputs = new ArrayList<>(named);
        for (Path file : files) {
            inputs.add("sha256:" + Checksums.sha256(file));
        }
        return inputs;
    }

    /** The part of each image that its tags call ultrasound of tissue, by its place in the series; images without are absent. */
    static Map<Integer, PictureCut> sectors(Series series) throws Problem {
        Map<Integer, PictureCut> sectors = new HashMap<>();
        if (series.source() == Series.Source.DICOM) {
            Map<Path, Optional<UltrasoundSector>> read = new HashMap<>();
            for (int k = 0; k < series.images().size(); k++) {
                Path file = series.images().get(k).file();
                if (!read.containsKey(file)) {
                    read.put(file, UltrasoundSector.of(file));
                }
                Optional<UltrasoundSector> named = read.getOrDefault(file, Optional.empty());
                if (named.isPresent()) {
                    UltrasoundSector s = named.get();
                    sectors.put(k, new PictureCut(s.column(), s.row(), s.width(), s.height()));
                }
            }
        }
        return sectors;
    }
}

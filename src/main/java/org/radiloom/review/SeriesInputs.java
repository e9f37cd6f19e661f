package org.radiloom.review;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.radiloom.model.Checksums;
import org.radiloom.problem.Problem;
import org.radiloom.study.ImageRef;
import org.radiloom.study.Series;

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
}

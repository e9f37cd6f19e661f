package org.radiloom.study;

import java.util.Arrays;
import java.util.Optional;
import org.radiloom.dicom.DicomDataset;
import org.radiloom.dicom.DicomFile;
import org.radiloom.dicom.ReadOptions;
import org.radiloom.dicom.Tag;
import org.radiloom.imaging.FrameTimes;
import org.radiloom.imaging.FrameTimes.Source;
import org.radiloom.problem.Problem;

/**
 * Reads when the frames of a multi-frame file are due: what the Frame Increment Pointer names (PS3.3 C.7.6.6), else the
 * Recommended Display Frame Rate, else the Cine Rate (PS3.3 C.7.6.5), else a default.
 */
public final class FilmTimes {
    private static final double MS = 1000;

    private FilmTimes() {}

    /** Times for a series that is one multi-frame file; empty for any other. Reads the header of the file. */
    public static Optional<FrameTimes> of(Series series) throws Problem {
        ImageRef one = series.images().getFirst();
        boolean film = series.source() == Series.Source.DICOM
                && series.slices() > 1
                && series.images().stream().allMatch(i -> i.file().equals(one.file()));
        if (!film) {
            return Optional.empty();
        }
        return Optional.of(of(DicomFile.read(one.file(), ReadOptions.HEADER).dataset(), series.slices()));
    }

    /** Times for {@code frames} frames of a data set. */
    static FrameTimes of(DicomDataset d, int frames) {
        FrameTimes times = vector(d, frames)
                .or(() -> frameTime(d, frames))
                .or(() -> rate(d, Tag.RECOMMENDED_DISPLAY_FRAME_RATE, frames, Source.RECOMMENDED))
                .or(() -> rate(d, Tag.CINE_RATE, frames, Source.CINE_RATE))
                .orElseGet(() -> FrameTimes.unknown(frames));
        // trims count from 1; those that make no sense are left out
        int first = Math.clamp(d.integer(Tag.START_TRIM).orElse(1), 1, frames) - 1;
        int last = Math.clamp(d.integer(Tag.STOP_TRIM).orElse(frames), 1, frames) - 1;
        FrameTimes shown = first < last ? times.trimmed(first, last) : times;
        return d.integer(Tag.PREFERRED_PLAYBACK_SEQUENCING).orElse(0) == 1 ? shown.swept() : shown;
    }

    /** Whether the file counts its frames by this tag; many files leave the pointer out. */
    private static boolean pointedAt(DicomDataset d, int tag) {
        int[] pointers = d.integers(Tag.FRAME_INCREMENT_POINTER).orElse(new int[0]);
        return pointers.length == 0 || Arrays.stream(pointers).anyMatch(p -> p == tag);
    }

    private static Optional<FrameTimes> vector(DicomDataset d, int frames) {
        if (!pointedAt(d, Tag.FRAME_TIME_VECTOR)) {
            return Optional.empty();
        }
        return d.decimals(Tag.FRAME_TIME_VECTOR)
                .filter(ms ->
                        ms.length == frames && Arrays.stream(ms, 1, frames).allMatch(v -> v > 0))
                .map(FrameTimes::vector);
    }

    private static Optional<FrameTimes> frameTime(DicomDataset d, int frames) {
        double ms = d.decimal(Tag.FRAME_TIME).orElse(0);
        return pointedAt(d, Tag.FRAME_TIME) && ms > 0
                ? Optional.of(FrameTimes.steady(frames, ms, Source.FRAME_TIME))
                : Optional.empty();
    }

    private static Optional<FrameTimes> rate(DicomDataset d, int tag, int frames, Source source) {
        double rate = d.decimal(tag).orElse(0);
        return rate > 0 ? Optional.of(FrameTimes.steady(frames, MS / rate, source)) : Optional.empty();
    }
}

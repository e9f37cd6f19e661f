package org.radiloom.study;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.radiloom.imaging.ValueUnit;

/** Makes series of file headers: splits what cannot be one stack, sorts. */
final class SeriesAssembler {
    private SeriesAssembler() {}

    /** An unknown date is shown as such; it is no reason to refuse a study. */
    static Optional<LocalDate> date(String text) {
        try {
            return Optional.of(LocalDate.parse(text, DateTimeFormatter.BASIC_ISO_DATE));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The series of files with one series UID, in the order in which they were found; the largest first. */
    static List<Series> series(List<FileHeader> files) {
        List<List<FileHeader>> stacks = new ArrayList<>();
        for (FileHeader h : files) {
            List<FileHeader> fitting = null;
            for (int s = 0; s < stacks.size() && fitting == null && !h.multiFrame(); s++) {
                fitting = stacks.get(s).get(0).stacksWith(h) ? stacks.get(s) : null;
            }
            if (fitting == null) {
                fitting = new ArrayList<>();
                stacks.add(fitting);
            }
            fitting.add(h);
        }
        List<List<StackFit.Frame>> all = new ArrayList<>();
        for (List<FileHeader> stack : stacks) {
            List<StackFit.Frame> frames = new ArrayList<>();
            for (FileHeader h : stack) {
                for (int f = 0; f < h.frames().size(); f++) {
                    frames.add(new StackFit.Frame(h, f));
                }
            }
            all.addAll(StackFit.phases(StackFit.sorted(frames)));
        }
        // the largest first: it is what the series is about, the rest are localisers
        all.sort(Comparator.comparingInt((List<StackFit.Frame> frames) -> -frames.size())
                .thenComparingInt(frames -> frames.get(0).header().instanceNumber()));
        List<Series> series = new ArrayList<>();
        for (int n = 0; n < all.size(); n++) {
            series.add(oneSeries(all.get(n), n));
        }
        return series;
    }

    private static Series oneSeries(List<StackFit.Frame> frames, int split) {
        FileHeader h = frames.get(0).header();
        StackFit.Fit fit = StackFit.fit(frames);
        // one image without a rescale makes the whole stack raw: a number must mean the same in every slice
        boolean oneUnit = frames.stream().allMatch(f -> f.header().unit() == h.unit());
        FileHeader middle = frames.get(frames.size() / 2).header();
        return new Series(
                split == 0 ? h.seriesUid() : h.seriesUid() + "#" + (split + 1),
                h.study().uid(),
                h.seriesUid(),
                Series.Source.DICOM,
                h.modality(),
                h.seriesNumber(),
                h.seriesDescription(),
                h.bodyPart(),
                h.frameOfReferenceUid(),
                h.columns(),
                h.rows(),
                oneUnit ? h.unit() : ValueUnit.RAW,
                middle.window(),
                h.bitsStored(),
                h.inverted(),
                fit.spacing(),
                fit.geometry(),
                frames.stream().map(SeriesAssembler::reference).toList(),
                fit.warnings(),
                StackFit.directions(frames));
    }

    private static ImageRef reference(StackFit.Frame frame) {
        FileHeader h = frame.header();
        return new ImageRef(
                h.file(),
                frame.index(),
                h.sopClassUid(),
                h.sopInstanceUid(),
                h.instanceNumber(),
                Optional.ofNullable(frame.place().position()));
    }
}

package org.radiloom.ui;

import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.radiloom.dicom.AttributeRow;
import org.radiloom.dicom.AttributeRows;
import org.radiloom.dicom.DicomFile;
import org.radiloom.dicom.ReadOptions;
import org.radiloom.dicom.seg.SourceSeries;
import org.radiloom.imaging.FrameTimes;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.ImageStack;
import org.radiloom.imaging.LossyCoding;
import org.radiloom.imaging.SliceRenderer;
import org.radiloom.imaging.SliceView;
import org.radiloom.problem.Problem;
import org.radiloom.review.SegmentationFile;
import org.radiloom.study.FilmTimes;
import org.radiloom.study.ImageRef;
import org.radiloom.study.LoadedStack;
import org.radiloom.study.LossyFiles;
import org.radiloom.study.Series;
import org.radiloom.study.SeriesCalibration;
import org.radiloom.study.SliceListener;
import org.radiloom.study.Study;
import org.radiloom.study.VolumeGrade;
import org.radiloom.study.measure.ImageKey;
import org.radiloom.ui.browse.SeriesItem;
import org.radiloom.ui.browse.Thumbnail;
import org.radiloom.ui.desk.OpenSeries;
import org.radiloom.ui.inspect.Fact;
import org.radiloom.ui.measure.MeasureSubject;
import org.radiloom.ui.view.Caption;
import org.radiloom.ui.view.Presentation;
import org.radiloom.ui.view.ViewportModel;

/** A series of files on this machine; its pixels are read in the background while it is on screen. */
final class StudySeries implements OpenSeries {
    private final Study study;
    private final Series series;
    private final SeriesServices services;
    private final SeriesWords words;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile @Nullable LoadedStack stack;
    private volatile Optional<FrameTimes> times = Optional.empty();
    private volatile Optional<LossyCoding> lossy = Optional.empty();

    StudySeries(Study study, Series series, SeriesServices services) {
        this.study = study;
        this.series = series;
        this.services = services;
        this.words = new SeriesWords(study, series, services.words(), services.patients());
    }

    Study study() {
        return study;
    }

    Series series() {
        return series;
    }

    @Override
    public SeriesItem item() {
        return words.item();
    }

    @Override
    public Caption caption() {
        return words.caption();
    }

    @Override
    public List<Fact> facts() {
        return words.facts(lossy);
    }

    @Override
    public Presentation presentation() {
        return new Presentation(
                        series.source().volume(),
                        series.inverted(),
                        series.spacing().map(s -> new Presentation.PixelMm(s.columnMm(), s.rowMm())),
                        series.source() == Series.Source.PICTURE
                                || series.modality().equals("US"))
                .in(series.frameOfReferenceUid())
                .timed(times)
                .compressed(lossy);
    }

    @Override
    public VolumeGrade volume() {
        return VolumeGrade.of(series);
    }

    /** NIfTI files do not say what their values are; the reader may know. */
    @Override
    public Optional<OpenSeries> asCt() {
        return series.source().volume() && series.modality().isEmpty()
                ? Optional.of(new StudySeries(study, series.declaredCt(), services))
                : Optional.empty();
    }

    @Override
    public ImageStack stack() {
        LoadedStack open = opened();
        int middle = series.slices() / 2;
        try {
            times = FilmTimes.of(series);
            lossy = LossyFiles.of(series);
            open.slice(middle);
        } catch (Problem problem) {
            // the stack keeps it, and the viewport shows it in place of the slice: the others may be fine
            listeners.forEach(Runnable::run);
        }
        return open;
    }

    private synchronized LoadedStack opened() {
        LoadedStack open = stack;
        if (open == null) {
            open = services.loader().openOnDemand(series);
            open.addListener(new SliceListener() {
                @Override
                public void loaded(int k) {
                    listeners.forEach(Runnable::run);
                }

                @Override
                public void failed(int k, Problem problem) {
                    listeners.forEach(Runnable::run);
                }
            });
            stack = open;
        }
        return open;
    }

    @Override
    public synchronized void release() {
        LoadedStack open = stack;
        if (open != null) {
            open.close();
            stack = null;
        }
    }

    @Override
    public void want(int k) {
        LoadedStack open = stack;
        if (open != null) {
            open.focus(k);
            open.readAhead();
        }
    }

    @Override
    public void play(int k, int direction, boolean loops) {
        LoadedStack open = stack;
        if (open != null) {
            open.play(k, direction, loops);
            open.readAhead();
        }
    }

    @Override
    public Optional<Problem> trouble(int k) {
        LoadedStack open = stack;
        return open == null ? Optional.empty() : open.problem(k);
    }

    @Override
    public void onSlice(Runnable listener) {
        listeners.add(listener);
    }

    @Override
    public BitSet keyImages() throws Problem {
        Set<ImageKey> kept = services.keyImages().load(series.seriesUid());
        var slices = new BitSet();
        for (int k = 0; k < series.slices(); k++) {
            if (kept.contains(ImageKey.of(series.images().get(k)))) {
                slices.set(k);
            }
        }
        return slices;
    }

    /** Marks on images of the series that are not here now stay: a folder may hold a part of it. */
    @Override
    public void keepKeyImages(BitSet slices) throws Problem {
        Set<ImageKey> all = new LinkedHashSet<>(services.keyImages().load(series.seriesUid()));
        for (int k = 0; k < series.slices(); k++) {
            ImageKey key = ImageKey.of(series.images().get(k));
            if (slices.get(k)) {
                all.add(key);
            } else {
                all.remove(key);
            }
        }
        services.keyImages().save(series.seriesUid(), all);
    }

    @Override
    public Optional<MeasureSubject> measuring() throws Problem {
        return Optional.of(MeasureSubject.of(
                series.seriesUid(), series.images().stream().map(ImageKey::of).toList(), SeriesCalibration.of(series)));
    }

    @Override
    public Thumbnail thumbnail() throws Problem {
        try (LoadedStack quick = services.loader().openOnDemand(series)) {
            int side = Thumbnail.SIDE;
            var view = new ViewportModel();
            view.setSize(side, side);
            view.show(quick, Caption.EMPTY, presentation());
            var slice = quick.slice(view.slice());
            int[] argb = new int[side * side];
            new SliceRenderer(new SliceView(
                            slice,
                            view.voi(slice),
                            view.colours(),
                            view.inverted(),
                            Optional.empty(),
                            view.place(),
                            side,
                            side))
                    .render(argb);
            return new Thumbnail(argb);
        }
    }

    @Override
    public int whereIs(OpenSeries before, int k) {
        if (before instanceof StudySeries other && k < other.series.slices()) {
            ImageRef image = other.series.images().get(k);
            for (int n = 0; n < series.slices(); n++) {
                ImageRef here = series.images().get(n);
                if (here.file().equals(image.file()) && here.frame() == image.frame()) {
                    return n;
                }
            }
        }
        return k;
    }

    @Override
    public List<AttributeRow> attributes(int k) throws Problem {
        if (series.source() != Series.Source.DICOM) {
            return List.of();
        }
        ImageRef image = series.images().get(k);
        return AttributeRows.of(DicomFile.read(image.file(), ReadOptions.LENIENT), image.frame());
    }

    @Override
    public SourceSeries segmented(Geometry grid) throws Problem {
        return SegmentationFile.source(series, grid);
    }
}

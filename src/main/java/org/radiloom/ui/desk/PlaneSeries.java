package org.radiloom.ui.desk;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.GreySlice;
import org.radiloom.imaging.ImageStack;
import org.radiloom.imaging.Mask;
import org.radiloom.imaging.measure.Calibration;
import org.radiloom.imaging.measure.Scale;
import org.radiloom.imaging.plane.MaskImages;
import org.radiloom.imaging.plane.Plane;
import org.radiloom.imaging.plane.PlaneStack;
import org.radiloom.imaging.plane.PlaneVolume;
import org.radiloom.imaging.plane.Slab;
import org.radiloom.problem.Problem;
import org.radiloom.study.VolumeGrade;
import org.radiloom.study.measure.ImageKey;
import org.radiloom.ui.browse.SeriesItem;
import org.radiloom.ui.browse.Thumbnail;
import org.radiloom.ui.inspect.Fact;
import org.radiloom.ui.measure.MeasureSubject;
import org.radiloom.ui.view.Caption;
import org.radiloom.ui.view.Overlay;
import org.radiloom.ui.view.Presentation;
import org.radiloom.ui.view.SliceAreas;
import org.radiloom.ui.view.SliceMask;

/** The planes of one direction through a series, which a pane shows like any other series. */
final class PlaneSeries implements OpenSeries {
    private final OpenSeries source;
    private final Plane plane;
    private final VolumeGrade grade;
    private final Supplier<Slab> slab;
    private final String name;
    private volatile @Nullable Cut cut;
    private @Nullable CutMask lastMask;

    private record Cut(ImageStack images, PlaneVolume volume, PlaneStack planes) {}

    /** A mask of the source, cut like its images. */
    private record CutMask(Mask mask, Cut of, SliceMask slices, SliceAreas areas) {}

    /**
     * @param grade of the source; not refused
     * @param slab how thick planes are, asked from any thread
     * @param name of the plane, for people
     */
    PlaneSeries(OpenSeries source, Plane plane, VolumeGrade grade, Supplier<Slab> slab, String name) {
        this.source = source;
        this.plane = plane;
        this.grade = grade;
        this.slab = slab;
        this.name = name;
    }

    @Override
    public OpenSeries source() {
        return source;
    }

    @Override
    public boolean ownSlices() {
        Cut now = cut;
        return now != null && now.volume.same(plane);
    }

    @Override
    public SeriesItem item() {
        SeriesItem item = source.item();
        return new SeriesItem(
                item.id() + "/" + plane, item.patient(), item.study(), item.title() + ", " + name, item.detail());
    }

    @Override
    public Caption caption() {
        List<String> what = new ArrayList<>(source.caption().what());
        return new Caption(source.caption().who(), what);
    }

    @Override
    public List<Fact> facts() {
        return source.facts();
    }

    @Override
    public ImageStack stack() throws Problem {
        ImageStack images = source.stack();
        PlaneVolume volume = volume(images);
        PlaneStack planes = volume.planes(plane, slab);
        cut = new Cut(images, volume, planes);
        return planes;
    }

    private PlaneVolume volume(ImageStack images) {
        return switch (grade) {
            case VolumeGrade.Even even -> PlaneVolume.onGrid(images, even.geometry());
            case VolumeGrade.Evened evened -> PlaneVolume.evened(images, evened.places());
            case VolumeGrade.Refused refused -> throw new IllegalStateException(refused.toString());
        };
    }

    @Override
    public Presentation presentation() {
        return source.presentation().upright();
    }

    @Override
    public void want(int k) {
        Cut now = cut;
        source.want(now == null ? k : now.planes.source(k));
    }

    /** Planes with a part that cannot be read are black there; only one of which nothing can be read has trouble. */
    @Override
    public Optional<Problem> trouble(int k) {
        Cut now = cut;
        return now == null ? Optional.empty() : source.trouble(now.planes.source(k));
    }

    @Override
    public void onSlice(Runnable listener) {
        source.onSlice(listener);
    }

    @Override
    public Optional<OpenSeries> asCt() {
        return Optional.empty();
    }

    @Override
    public VolumeGrade volume() {
        return grade;
    }

    /** The whole source, which other planes may need: whoever calls this has made sure that none does. */
    @Override
    public void release() {
        source.release();
    }

    /** None of its own: planes have no files that marks could stay with. */
    @Override
    public BitSet keyImages() {
        return new BitSet();
    }

    @Override
    public void keepKeyImages(BitSet slices) {}

    /** Planes are measured like slices; what is measured is kept beside the measurements of the source. */
    @Override
    public Optional<MeasureSubject> measuring() throws Problem {
        Cut now = cut;
        Optional<MeasureSubject> of = source.measuring();
        if (now == null || of.isEmpty()) {
            return Optional.empty();
        }
        Geometry g = now.planes.geometry().orElseThrow();
        List<ImageKey> images = new ArrayList<>();
        for (int k = 0; k < g.slices(); k++) {
            images.add(new ImageKey("", k));
        }
        return Optional.of(MeasureSubject.of(
                of.get().seriesUid() + "/" + plane,
                images,
                Calibration.everywhere(Scale.millimetres(g.columnSpacingMm(), g.rowSpacingMm()))));
    }

    @Override
    public Thumbnail thumbnail() throws Problem {
        return source.thumbnail();
    }

    @Override
    public Overlay covered(Overlay overlay, Mask mask) {
        Cut now = cut;
        if (now == null) {
            return overlay;
        }
        CutMask before = lastMask;
        if (before == null || !before.mask.equals(mask) || !before.of.equals(now)) {
            var planes = now.volume.through(new MaskImages(mask)).planes(plane, this::maskSlab);
            before = new CutMask(
                    mask,
                    now,
                    new PlaneMask(planes),
                    SliceAreas.across(mask, now.planes.geometry().orElseThrow()));
            lastMask = before;
        }
        return new Overlay(before.slices, before.areas, overlay.argb(), overlay.draft());
    }

    /** In a thick plane a structure is wherever it is in one of the planes. */
    private Slab maskSlab() {
        return new Slab(slab.get().thicknessMm(), Slab.Projection.MAXIMUM);
    }

    private record PlaneMask(PlaneStack planes) implements SliceMask {
        @Override
        public int columns() {
            return planes.columns();
        }

        @Override
        public int rows() {
            return planes.rows();
        }

        @Override
        public void copySlice(int k, byte[] into) {
            var slice = (GreySlice) planes.ifLoaded(k).orElseThrow();
            float[] line = new float[columns()];
            for (int row = 0; row < rows(); row++) {
                slice.copyRow(row, true, line);
                for (int column = 0; column < line.length; column++) {
                    into[row * line.length + column] = (byte) (2 * line[column] >= MaskImages.INSIDE ? 1 : 0);
                }
            }
        }
    }
}

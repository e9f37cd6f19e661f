package org.radiloom.dicom.seg;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.radiloom.dicom.DicomDataset;
import org.radiloom.dicom.DicomDatasetBuilder;
import org.radiloom.dicom.Tag;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Vec3;
import org.radiloom.problem.Problem;

/** The grid that the frames of a segmentation object lie on by themselves, sparse or not, in whatever order. */
final class OwnGrid {
    private static final int MOST_SLICES = 1 << 16;
    /** How far frames may lie from even places, as a part of their distance. */
    private static final double TOLERANCE = 0.1;

    /** Bounds of a voxel's size, mm³; beyond them numbers are no sizes. */
    private static final double SMALLEST_VOXEL = 1e-8;

    private static final double LARGEST_VOXEL = 1e12;

    private final SegmentationObject object;

    private OwnGrid(SegmentationObject object) {
        this.object = object;
    }

    /**
     * The grid, with the object's space; or that of its images in their order, where frames have no place in the patient.
     *
     * @throws Problem {@code seg.grid} if the frames lie on no even grid, {@code seg.place} if some have neither place nor image
     */
    static SourceSeries of(SegmentationObject object) throws Problem {
        boolean placed = object.frames().stream().anyMatch(f -> f.plane().isPresent());
        return placed ? new OwnGrid(object).inPatient() : new OwnGrid(object).byImages();
    }

    private SourceSeries byImages() throws Problem {
        var instances = new LinkedHashSet<String>();
        var slices = new LinkedHashSet<SourceSlice>();
        for (SegmentFrame frame : object.frames()) {
            if (frame.sources().size() != 1) {
                throw SegProblems.placeless(object.name(), frame.frame());
            }
            SourceSlice source = frame.sources().getFirst();
            instances.add(source.sopInstanceUid());
            slices.add(source);
        }
        List<String> order = List.copyOf(instances);
        List<SourceSlice> sorted = slices.stream()
                .sorted(Comparator.comparingInt((SourceSlice s) -> order.indexOf(s.sopInstanceUid()))
                        .thenComparingInt(SourceSlice::frame))
                .toList();
        Geometry grid = Geometry.axial(object.columns(), object.rows(), sorted.size(), 1, 1, 1);
        return new SourceSeries(DicomDataset.empty(), grid, false, sorted);
    }

    private SourceSeries inPatient() throws Problem {
        List<SegmentFrame.Plane> planes = new ArrayList<>();
        for (SegmentFrame frame : object.frames()) {
            planes.add(frame.plane().orElseThrow(() -> SegProblems.placeless(object.name(), frame.frame())));
        }
        SegmentFrame.Plane one = planes.getFirst();
        Vec3 normal = one.columnStep().cross(one.rowStep()).unit();
        Comparator<SegmentFrame.Plane> along =
                Comparator.comparingDouble(p -> p.first().dot(normal));
        planes.sort(along);
        SegmentFrame.Plane lowest = planes.getFirst();
        double length = planes.getLast().first().minus(lowest.first()).dot(normal);
        double pixel = Math.min(one.columnStep().length(), one.rowStep().length());
        double step = step(planes, normal, 1e-2 * pixel);
        double count = Math.rint(length / step);
        if (!(count < MOST_SLICES)) {
            throw SegProblems.noOwnGrid(object.name());
        }
        Vec3 sliceStep = count == 0
                ? normal.times(step)
                : planes.getLast().first().minus(lowest.first()).times(1 / count);
        double volume = Math.abs(one.columnStep().cross(one.rowStep()).dot(sliceStep));
        if (!(volume > SMALLEST_VOXEL && volume < LARGEST_VOXEL)) {
            throw SegProblems.noOwnGrid(object.name());
        }
        for (SegmentFrame.Plane plane : planes) {
            double at = Math.rint(plane.first().minus(lowest.first()).dot(normal) / step);
            Vec3 off = plane.first().minus(lowest.first()).minus(sliceStep.times(at));
            double turned = plane.columnStep().minus(one.columnStep()).length() * object.columns()
                    + plane.rowStep().minus(one.rowStep()).length() * object.rows();
            if (off.length() > TOLERANCE * Math.min(pixel, step) || turned > TOLERANCE * pixel) {
                throw SegProblems.noOwnGrid(object.name());
            }
        }
        Geometry grid = new Geometry(
                object.columns(),
                object.rows(),
                (int) count + 1,
                lowest.first(),
                one.columnStep(),
                one.rowStep(),
                sliceStep);
        DicomDatasetBuilder header = DicomDataset.builder();
        object.frameOfReferenceUid().ifPresent(uid -> header.string(Tag.FRAME_OF_REFERENCE_UID, uid));
        return new SourceSeries(header.build(), grid, true, List.of());
    }

    /** The distance of slices: as the object says where all frames lie on it, else the smallest between two frames. */
    private double step(List<SegmentFrame.Plane> planes, Vec3 normal, double same) {
        double smallest = Double.POSITIVE_INFINITY;
        for (int n = 1; n < planes.size(); n++) {
            double gap = planes.get(n).first().minus(planes.get(n - 1).first()).dot(normal);
            if (gap > same) {
                smallest = Math.min(smallest, gap);
            }
        }
        Optional<Double> said = object.spacingBetweenSlicesMm().or(object::sliceThicknessMm);
        if (Double.isInfinite(smallest)) {
            return said.orElse(1.0);
        }
        double times = smallest / said.orElse(smallest);
        boolean fits = times >= 1 - TOLERANCE && Math.abs(times - Math.rint(times)) < TOLERANCE;
        return fits ? smallest / Math.rint(times) : smallest;
    }
}

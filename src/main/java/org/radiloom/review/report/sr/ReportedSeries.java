package org.radiloom.review.report.sr;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.radiloom.dicom.sr.Evidence;
import org.radiloom.dicom.sr.SopReference;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Polygon.Point;
import org.radiloom.imaging.Vec3;
import org.radiloom.study.ImageRef;
import org.radiloom.study.Series;
import org.radiloom.study.measure.ImageKey;

/** The series that is reported on: how its images are named, and where they lie. */
public final class ReportedSeries {
    /** A place in the patient: the grid, and the space that it lies in. */
    record Place(Geometry grid, String frameOfReferenceUid) {
        Vec3 at(Point point, int slice) {
            return grid.toPatient(point.column(), point.row(), slice);
        }
    }

    private final Series series;
    /** Images a file, by instance. */
    private final Map<String, Integer> frames = new LinkedHashMap<>();

    public ReportedSeries(Series series) {
        if (!possible(series)) {
            throw new IllegalArgumentException("a series that is not DICOM has nothing to refer to");
        }
        this.series = series;
        series.images().forEach(image -> frames.merge(image.sopInstanceUid(), 1, Integer::sum));
    }

    /** Whether a report can refer to the images: they are DICOM. */
    public static boolean possible(Series series) {
        return series.source() == Series.Source.DICOM
                && series.images().stream()
                        .noneMatch(image -> image.sopInstanceUid().isEmpty());
    }

    public Series series() {
        return series;
    }

    /** Where the images lie in the patient; empty for ultrasound, and where the files do not say it. */
    Optional<Place> place() {
        return series.modality().equals("US")
                ? Optional.empty()
                : series.geometry().flatMap(grid -> series.frameOfReferenceUid().map(uid -> new Place(grid, uid)));
    }

    /** An image, or a frame of one. */
    SopReference image(int slice) {
        ImageRef image = series.images().get(slice);
        boolean film = image.frame() > 0 || frames.getOrDefault(image.sopInstanceUid(), 1) > 1;
        return film
                ? SopReference.frame(image.sopClassUid(), image.sopInstanceUid(), image.frame() + 1)
                : SopReference.of(image.sopClassUid(), image.sopInstanceUid());
    }

    /** The slice that a measurement lies on. */
    Optional<Integer> slice(ImageKey key) {
        for (int slice = 0; slice < series.images().size(); slice++) {
            if (ImageKey.of(series.images().get(slice)).equals(key)) {
                return Optional.of(slice);
            }
        }
        return Optional.empty();
    }

    /** Images of some slices, one reference an instance with its frames. */
    List<SopReference> images(List<Integer> slices) {
        Map<String, List<SopReference>> byInstance = new LinkedHashMap<>();
        for (int slice : slices) {
            SopReference image = image(slice);
            byInstance
                    .computeIfAbsent(image.sopInstanceUid(), uid -> new ArrayList<>())
                    .add(image);
        }
        List<SopReference> images = new ArrayList<>();
        for (List<SopReference> each : byInstance.values()) {
            SopReference first = each.getFirst();
            images.add(new SopReference(
                    first.sopClassUid(),
                    first.sopInstanceUid(),
                    each.stream().flatMap(image -> image.frames().stream()).toList(),
                    List.of()));
        }
        return images;
    }

    /** All instances, whole. */
    List<SopReference> instances() {
        Set<SopReference> all = new LinkedHashSet<>();
        series.images().forEach(image -> all.add(SopReference.of(image.sopClassUid(), image.sopInstanceUid())));
        return List.copyOf(all);
    }

    /** All instances, with their place in the hierarchy. */
    public List<Evidence> evidence() {
        return instances().stream()
                .map(each ->
                        new Evidence(series.studyUid(), series.seriesUid(), each.sopClassUid(), each.sopInstanceUid()))
                .toList();
    }
}

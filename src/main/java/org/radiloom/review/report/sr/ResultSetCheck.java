package org.radiloom.review.report.sr;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.radiloom.dicom.DicomDataset;
import org.radiloom.dicom.DicomFile;
import org.radiloom.dicom.Tag;
import org.radiloom.dicom.parametric.ParametricMap;
import org.radiloom.dicom.parametric.ParametricMapReader;
import org.radiloom.dicom.sr.Algorithm;
import org.radiloom.dicom.sr.MeasurementGroup;
import org.radiloom.dicom.sr.MeasurementReport;
import org.radiloom.dicom.sr.NumericMeasurement;
import org.radiloom.dicom.sr.Region;
import org.radiloom.dicom.sr.SopReference;
import org.radiloom.dicom.sr.SrDocument;
import org.radiloom.dicom.sr.SrReader;
import org.radiloom.problem.Problem;

/**
 * Looks whether the objects of one result fit together: reports, segmentations, maps and key objects of one study, whose references
 * resolve, and which name one tracking identifier and one algorithm for one thing.
 */
public final class ResultSetCheck {
    private static final int REFERENCED_INSTANCE_SEQUENCE = 0x0008114A;

    /** What does not fit. */
    public enum Kind {
        /** Two objects are of different studies. */
        OTHER_STUDY,
        /** An object speaks of an instance that is neither one of the objects nor one of the images. */
        UNRESOLVED,
        /** A report speaks of a segment that the segmentation does not have. */
        NO_SEGMENT,
        /** A segment has another tracking identifier than the report's group. */
        OTHER_TRACKING,
        /** A segment or map names another algorithm than the report's group. */
        OTHER_ALGORITHM
    }

    /**
     * One thing that does not fit.
     *
     * @param file of the object that is at fault
     * @param what for people: a segment, an identifier, an algorithm
     */
    public record Fault(Kind kind, String file, String what) {}

    private final Map<String, DicomFile> objects = new LinkedHashMap<>();
    private final Set<String> images;
    private final List<Fault> faults = new ArrayList<>();

    private ResultSetCheck(List<DicomFile> files, Set<String> images) {
        files.forEach(
                file -> objects.put(file.dataset().string(Tag.SOP_INSTANCE_UID).orElse(""), file));
        this.images = Set.copyOf(images);
    }

    /**
     * Checks the objects of a result.
     *
     * @param files the objects
     * @param images SOP instance UIDs of the images that they were made from
     * @return nothing if all fits
     * @throws Problem if a report cannot be read
     */
    public static List<Fault> of(List<DicomFile> files, Set<String> images) throws Problem {
        var check = new ResultSetCheck(files, images);
        for (DicomFile file : files) {
            check.study(file, files.getFirst());
            if (SrReader.isReport(file.dataset())) {
                check.report(file);
            } else {
                check.sources(file);
            }
        }
        return List.copyOf(check.faults);
    }

    private void add(Kind kind, DicomFile file, String what) {
        Fault fault = new Fault(kind, String.valueOf(file.path().getFileName()), what);
        if (!faults.contains(fault)) {
            faults.add(fault);
        }
    }

    private void study(DicomFile file, DicomFile first) {
        String study = file.dataset().string(Tag.STUDY_INSTANCE_UID).orElse("");
        if (!study.equals(first.dataset().string(Tag.STUDY_INSTANCE_UID).orElse(""))) {
            add(Kind.OTHER_STUDY, file, study);
        }
    }

    private void resolve(DicomFile file, String uid) {
        if (!images.contains(uid) && !objects.containsKey(uid)) {
            add(Kind.UNRESOLVED, file, uid);
        }
    }

    /** Images that a segmentation or map says it was made from. */
    private void sources(DicomFile file) {
        for (DicomDataset series : file.dataset().items(Tag.REFERENCED_SERIES_SEQUENCE)) {
            for (DicomDataset instance : series.items(REFERENCED_INSTANCE_SEQUENCE)) {
                resolve(file, instance.string(Tag.REFERENCED_SOP_INSTANCE_UID).orElse(""));
            }
        }
    }

    private void report(DicomFile file) throws Problem {
        SrDocument document = SrReader.read(file);
        document.evidence().forEach(each -> resolve(file, each.sopInstanceUid()));
        document.unresolved().forEach(uid -> add(Kind.UNRESOLVED, file, uid));
        for (MeasurementGroup group : MeasurementReport.of(document.root()).groups()) {
            for (Region region : group.regions()) {
                if (region instanceof Region.Segment segment) {
                    segment(file, group, segment.segment());
                }
            }
            for (NumericMeasurement number : group.measurements()) {
                number.sources().forEach(source -> map(group, source));
            }
        }
    }

    private void segment(DicomFile report, MeasurementGroup group, SopReference reference) {
        DicomFile file = objects.get(reference.sopInstanceUid());
        if (file == null) {
            return;
        }
        for (int number : reference.segments()) {
            Optional<DicomDataset> segment = file.dataset().items(Tag.SEGMENT_SEQUENCE).stream()
                    .filter(item -> item.integer(Tag.SEGMENT_NUMBER).orElse(0) == number)
                    .findFirst();
            if (segment.isEmpty()) {
                add(Kind.NO_SEGMENT, report, "segment " + number);
                continue;
            }
            String tracking = segment.get().string(TrackedSegments.TRACKING_UID).orElse("");
            if (!tracking.equals(group.trackingUid())) {
                add(Kind.OTHER_TRACKING, file, "segment " + number);
            }
            algorithm(file, group, algorithm(segment.get()));
        }
    }

    private static Optional<Algorithm> algorithm(DicomDataset segment) {
        return segment.item(Tag.SEGMENTATION_ALGORITHM_IDENTIFICATION_SEQUENCE)
                .map(item -> new Algorithm(
                        item.string(Tag.ALGORITHM_NAME).orElse(""),
                        item.string(Tag.ALGORITHM_VERSION).orElse(""),
                        item.string(Tag.ALGORITHM_PARAMETERS)
                                .map(text -> List.of(text.split("; ", -1)))
                                .orElse(List.of())));
    }

    private void map(MeasurementGroup group, Region source) {
        if (source instanceof Region.WholeImage whole
                && whole.image().sopClassUid().equals(ParametricMap.SOP_CLASS)) {
            DicomFile file = objects.get(whole.image().sopInstanceUid());
            if (file != null) {
                algorithm(file, group, ParametricMapReader.algorithm(file.dataset()));
            }
        }
    }

    private void algorithm(DicomFile file, MeasurementGroup group, Optional<Algorithm> named) {
        if (!named.equals(group.algorithm())) {
            add(Kind.OTHER_ALGORITHM, file, named.map(Algorithm::name).orElse("no algorithm"));
        }
    }
}

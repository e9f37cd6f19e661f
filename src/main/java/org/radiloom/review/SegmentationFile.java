package org.radiloom.review;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.radiloom.dicom.DicomDataset;
import org.radiloom.dicom.DicomFile;
import org.radiloom.dicom.ReadOptions;
import org.radiloom.dicom.seg.CodedConcept;
import org.radiloom.dicom.seg.SegmentAlgorithm;
import org.radiloom.dicom.seg.SegmentDescription;
import org.radiloom.dicom.seg.SegmentationContent;
import org.radiloom.dicom.seg.SegmentationEncoding;
import org.radiloom.dicom.seg.SegmentationHeader;
import org.radiloom.dicom.seg.SegmentationWriter;
import org.radiloom.dicom.seg.SourceSeries;
import org.radiloom.dicom.seg.SourceSlice;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Mask;
import org.radiloom.infer.SegmentationFinding;
import org.radiloom.model.CodedTerm;
import org.radiloom.problem.Problem;
import org.radiloom.study.ImageRef;
import org.radiloom.study.Series;

/** A found mask as a DICOM segmentation object that refers to the images it was found in. */
public final class SegmentationFile {
    private static final int SERIES_NUMBER = 900;
    private static final int CORRECTED_SERIES_NUMBER = 901;

    private SegmentationFile() {}

    /** Whether there can be one: the images are DICOM and something was found. */
    public static boolean possible(Series series, Mask mask) {
        return series.source() == Series.Source.DICOM && mask.count() > 0;
    }

    /**
     * Writes the object.
     *
     * @throws Problem if the source images can no longer be read, or the file not written
     */
    public static void write(Path path, Series series, SegmentationFinding finding) throws Problem {
        var segment = new SegmentDescription(
                finding.label(),
                concept(finding.category()),
                concept(finding.segment()),
                new SegmentAlgorithm(
                        SegmentAlgorithm.Type.AUTOMATIC,
                        finding.provenance().modelId(),
                        finding.provenance().modelVersion()),
                SegmentDescription.MANDIBLE_RGB);
        var header = new SegmentationHeader(
                finding.label() + " by " + finding.provenance().modelId() + ", research use only",
                SERIES_NUMBER,
                "Radiloom^",
                version(),
                LocalDateTime.ofInstant(finding.provenance().startedAt(), ZoneId.systemDefault()));
        SegmentationWriter.write(
                path,
                SegmentationContent.of(finding.mask(), segment),
                source(series, finding.mask().geometry()),
                SegmentationEncoding.BINARY,
                header);
    }

    /**
     * What a segmentation of a series refers to, and is placed on.
     *
     * @param grid the voxels that are drawn on, one slice for each image of the series
     * @throws Problem if the first image can no longer be read
     */
    public static SourceSeries source(Series series, Geometry grid) throws Problem {
        boolean placed = series.geometry().isPresent();
        if (series.source() != Series.Source.DICOM) {
            return new SourceSeries(DicomDataset.empty(), grid, placed, List.of());
        }
        Path first = series.images().getFirst().file();
        return new SourceSeries(DicomFile.read(first, ReadOptions.HEADER).dataset(), grid, placed, sources(series));
    }

    /** What is said of segmentations that were drawn or corrected in this program, now. */
    public static SegmentationHeader corrected(String seriesDescription) {
        return new SegmentationHeader(
                seriesDescription,
                CORRECTED_SERIES_NUMBER,
                "Radiloom^",
                version(),
                LocalDateTime.now(ZoneId.systemDefault()));
    }

    private static CodedConcept concept(CodedTerm term) {
        return new CodedConcept(term.value(), term.scheme(), term.meaning());
    }

    /** Frames are counted from 1 where an instance has several, and not at all where it has one. */
    private static List<SourceSlice> sources(Series series) {
        Map<String, Integer> frames = new HashMap<>();
        series.images().forEach(image -> frames.merge(image.sopInstanceUid(), 1, Integer::sum));
        return series.images().stream()
                .map(image -> new SourceSlice(
                        image.sopClassUid(),
                        image.sopInstanceUid(),
                        severalFrames(image, frames) ? image.frame() + 1 : 0))
                .toList();
    }

    private static boolean severalFrames(ImageRef image, Map<String, Integer> frames) {
        return image.frame() > 0 || frames.getOrDefault(image.sopInstanceUid(), 1) > 1;
    }

    private static String version() {
        String version = SegmentationFile.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}

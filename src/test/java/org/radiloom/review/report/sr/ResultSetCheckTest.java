package org.radiloom.review.report.sr;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.dicom.DicomDataset;
import org.radiloom.dicom.DicomFile;
import org.radiloom.dicom.DicomWriter;
import org.radiloom.dicom.ReadOptions;
import org.radiloom.dicom.TransferSyntax;
import org.radiloom.dicom.keyobject.KeyObjectSelection;
import org.radiloom.dicom.parametric.ParametricMap;
import org.radiloom.dicom.parametric.ParametricMapReader;
import org.radiloom.dicom.parametric.ParametricMapWriter;
import org.radiloom.dicom.seg.SegmentDescription;
import org.radiloom.dicom.seg.SegmentationContent;
import org.radiloom.dicom.seg.SegmentationEncoding;
import org.radiloom.dicom.seg.SegmentationHeader;
import org.radiloom.dicom.seg.SegmentationWriter;
import org.radiloom.dicom.seg.SourceSeries;
import org.radiloom.dicom.seg.SourceSlice;
import org.radiloom.dicom.sr.Algorithm;
import org.radiloom.dicom.sr.Concepts;
import org.radiloom.dicom.sr.Evidence;
import org.radiloom.dicom.sr.MeasurementGroup;
import org.radiloom.dicom.sr.SopReference;
import org.radiloom.dicom.sr.SrDocument;
import org.radiloom.dicom.sr.SrWriter;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Mask;
import org.radiloom.infer.SliceAnomaly;
import org.radiloom.problem.Problem;

class ResultSetCheckTest {
    private static final Algorithm ALGORITHM = new Algorithm("mandible-ct", "1.1.0", List.of("weights=ab", "tta=true"));
    private static final Set<String> IMAGES = Set.of("2.25.400", "2.25.401", "2.25.402");

    @TempDir
    private Path folder;

    private DicomFile written(String name, DicomDataset dataset) throws Problem {
        Path path = folder.resolve(name);
        DicomWriter.write(path, dataset, TransferSyntax.EXPLICIT_LITTLE);
        return DicomFile.read(path, ReadOptions.STRICT);
    }

    /** A segmentation with one voxel in each of two slices, as it is made without a report. */
    private static DicomDataset segmentation() throws Problem {
        Geometry grid = Geometry.axial(20, 10, 3, 0.5, 0.25, 2);
        byte[] voxels = new byte[600];
        voxels[5] = 1;
        voxels[205] = 1;
        List<SourceSlice> slices = List.of(
                SourceSlice.of(ReportFixture.CT, "2.25.400"),
                SourceSlice.of(ReportFixture.CT, "2.25.401"),
                SourceSlice.of(ReportFixture.CT, "2.25.402"));
        DicomDataset source = ReportFixture.source().toBuilder()
                .string(org.radiloom.dicom.Tag.FRAME_OF_REFERENCE_UID, "2.25.60")
                .string(org.radiloom.dicom.Tag.SERIES_INSTANCE_UID, "2.25.2")
                .build();
        return SegmentationWriter.dataset(
                SegmentationContent.of(
                        Mask.of(grid, voxels), SegmentDescription.mandible(ALGORITHM.name(), ALGORITHM.version())),
                new SourceSeries(source, grid, true, slices),
                SegmentationEncoding.BINARY,
                new SegmentationHeader("Mandible 下颌", 900, "Radiloom^", "0.9.0", ReportFixture.WHEN));
    }

    private static String uid(DicomDataset dataset) {
        return dataset.string(org.radiloom.dicom.Tag.SOP_INSTANCE_UID).orElseThrow();
    }

    private static MeasurementGroup group(DicomDataset segmentation, int segment, Algorithm algorithm) {
        return new StructureVolume(
                        "mandible",
                        "Mandible 下颌",
                        Concepts.ANATOMICAL_STRUCTURE,
                        Concepts.MANDIBLE,
                        0.0005,
                        SopReference.segment(ReportFixture.SEGMENTATION, uid(segmentation), segment),
                        Optional.of(algorithm),
                        List.of())
                .group(ReportFixture.ct());
    }

    private DicomFile report(DicomDataset segmentation, MeasurementGroup group) throws Problem {
        var report = new StudyReport(
                ReportFixture.ct(),
                Optional.empty(),
                "en",
                "0.9.0",
                List.of(group),
                List.of(),
                List.of(new Evidence("2.25.1", "2.25.51", ReportFixture.SEGMENTATION, uid(segmentation))));
        SrDocument document = report.document(StudyReport.Version.draft("2.25.900", "2.25.901", ReportFixture.WHEN));
        return written("sr.dcm", SrWriter.dataset(document, ReportFixture.target()));
    }

    private DicomFile keyObjects(DicomDataset segmentation) throws Problem {
        List<Evidence> evidence = new ArrayList<>(ReportFixture.ct().evidence());
        evidence.add(new Evidence("2.25.1", "2.25.51", ReportFixture.SEGMENTATION, uid(segmentation)));
        evidence.add(new Evidence("2.25.1", "2.25.901", SrDocument.COMPREHENSIVE_3D, "2.25.900"));
        var selection = new KeyObjectSelection(
                KeyObjectSelection.OF_INTEREST,
                "Result",
                evidence.stream()
                        .map(each -> SopReference.of(each.sopClassUid(), each.sopInstanceUid()))
                        .toList());
        return written(
                "ko.dcm",
                SrWriter.dataset(
                        new SrDocument(
                                SrDocument.KEY_OBJECTS,
                                "2.25.910",
                                "2.25.1",
                                "2.25.911",
                                ReportFixture.WHEN,
                                false,
                                "",
                                List.of(),
                                List.of(),
                                evidence,
                                List.of(),
                                selection.tree()),
                        ReportFixture.target()));
    }

    private static List<ResultSetCheck.Kind> kinds(List<ResultSetCheck.Fault> faults) {
        return faults.stream().map(ResultSetCheck.Fault::kind).toList();
    }

    @Test
    void aWholeResultFitsTogether() throws Problem {
        DicomDataset plain = segmentation();
        MeasurementGroup group = group(plain, 1, ALGORITHM);
        DicomFile segments = written("seg.dcm", TrackedSegments.of(plain, Map.of(1, group)));
        List<DicomFile> all = List.of(report(plain, group), segments, keyObjects(plain));
        assertEquals(List.of(), ResultSetCheck.of(all, IMAGES));
        DicomDataset item =
                segments.dataset().item(org.radiloom.dicom.Tag.SEGMENT_SEQUENCE).orElseThrow();
        assertEquals("Mandible 下颌", item.string(TrackedSegments.TRACKING_ID).orElseThrow());
    }

    @Test
    void eachThingThatDoesNotFitIsNamed() throws Problem {
        DicomDataset plain = segmentation();
        MeasurementGroup group = group(plain, 1, ALGORITHM);
        DicomFile untracked = written("seg.dcm", plain);
        assertEquals(
                List.of(ResultSetCheck.Kind.OTHER_TRACKING, ResultSetCheck.Kind.OTHER_ALGORITHM),
                kinds(ResultSetCheck.of(List.of(report(plain, group), untracked), IMAGES)));
        DicomFile segments = written("seg.dcm", TrackedSegments.of(plain, Map.of(1, group)));
        assertEquals(
                List.of(ResultSetCheck.Kind.NO_SEGMENT),
                kinds(ResultSetCheck.of(List.of(report(plain, group(plain, 2, ALGORITHM)), segments), IMAGES)));
        MeasurementGroup newer = group(plain, 1, new Algorithm("mandible-ct", "2", ALGORITHM.parameters()));
        assertEquals(
                List.of(new ResultSetCheck.Fault(ResultSetCheck.Kind.OTHER_ALGORITHM, "seg.dcm", "mandible-ct")),
                ResultSetCheck.of(List.of(report(plain, newer), segments), IMAGES));
        assertEquals(
                List.of(
                        new ResultSetCheck.Fault(ResultSetCheck.Kind.UNRESOLVED, "sr.dcm", "2.25.402"),
                        new ResultSetCheck.Fault(ResultSetCheck.Kind.UNRESOLVED, "seg.dcm", "2.25.402")),
                ResultSetCheck.of(List.of(report(plain, group), segments), Set.of("2.25.400", "2.25.401")));
        DicomDataset elsewhere = TrackedSegments.of(plain, Map.of(1, group)).toBuilder()
                .string(org.radiloom.dicom.Tag.STUDY_INSTANCE_UID, "2.25.8")
                .build();
        assertEquals(
                List.of(ResultSetCheck.Kind.OTHER_STUDY),
                kinds(ResultSetCheck.of(List.of(report(plain, group), written("seg.dcm", elsewhere)), IMAGES)));
    }

    @Test
    void aScoreAndItsMapNameOneAlgorithm() throws Problem {
        ReportedSeries film = ReportFixture.film(
                ReportFixture.ANOMALY.suspect().map().orElseThrow().columns(),
                ReportFixture.ANOMALY.suspect().map().orElseThrow().rows());
        ParametricMap map =
                HeatMap.of(ReportFixture.ANOMALY, film, SliceAnomaly::scored).orElseThrow();
        assertEquals(Optional.empty(), HeatMap.of(ReportFixture.ANOMALY, film, slice -> false));
        DicomFile file = written(
                "map.dcm",
                ParametricMapWriter.dataset(
                        map,
                        HeatMap.header(
                                ReportFixture.ANOMALY,
                                film,
                                ReportFixture.source(),
                                Concepts.LIVER,
                                "2.25.70",
                                "2.25.71",
                                ReportFixture.WHEN,
                                "0.9.0")));
        SrDocument document = ReportFixture.ultrasoundReport()
                .document(StudyReport.Version.draft("2.25.900", "2.25.901", ReportFixture.WHEN));
        DicomFile report = written("sr.dcm", SrWriter.dataset(document, ReportFixture.target()));
        assertEquals(List.of(), ResultSetCheck.of(List.of(report, file), Set.of("2.25.30")));
        // the values of the model on the pixels of the picture, one frame for each slice
        ParametricMap back = ParametricMapReader.read(file);
        List<SliceAnomaly> slices = ReportFixture.ANOMALY.perSlice().stream()
                .filter(SliceAnomaly::scored)
                .toList();
        assertEquals(slices.size(), back.frames().size());
        float[] first = slices.getFirst().map().orElseThrow().onPicture();
        for (int at = 0; at < first.length; at += 97) {
            assertEquals(first[at], back.frames().getFirst().values()[at]);
        }
        assertEquals(
                List.of(SopReference.frame(ReportFixture.FILM, "2.25.30", 2)),
                back.frames().get(1).sources());
    }

    @Test
    @Tag("peers")
    void dciodvfyFindsNoErrorInTrackedSegmentsAndKeyObjects() throws Exception {
        DicomDataset plain = segmentation();
        written("seg.dcm", TrackedSegments.of(plain, Map.of(1, group(plain, 1, ALGORITHM))));
        keyObjects(plain);
        for (String name : List.of("seg.dcm", "ko.dcm")) {
            Process process = new ProcessBuilder(
                            "dciodvfy",
                            "-new",
                            "-filename",
                            folder.resolve(name).toString())
                    .redirectErrorStream(true)
                    .start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(0, process.waitFor(), text);
        }
    }
}

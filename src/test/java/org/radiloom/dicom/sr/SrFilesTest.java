package org.radiloom.dicom.sr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.radiloom.dicom.DicomFile;
import org.radiloom.dicom.ReadOptions;
import org.radiloom.fixtures.SharedData;
import org.radiloom.problem.Problem;

/** Reports by other programs. Expected values are those that dsrdump (dcmtk) prints. */
@Tag("realdata")
class SrFilesTest {
    private static SrDocument read(String name) throws Problem {
        return SrReader.read(DicomFile.read(SharedData.find("dicom-conformance/" + name), ReadOptions.HEADER));
    }

    @Test
    void everyReportOfTheTestSuitesIsRead() throws IOException {
        int reports = 0;
        try (Stream<Path> files = Files.walk(SharedData.find("dicom-conformance"))) {
            for (Path path : files.filter(Files::isRegularFile).toList()) {
                try {
                    DicomFile file = DicomFile.read(path, ReadOptions.HEADER);
                    if (SrReader.isReport(file.dataset())) {
                        MeasurementReport.of(SrReader.read(file).root());
                        reports++;
                    }
                } catch (Problem e) {
                    // not DICOM, or damaged on purpose
                    assertTrue(e.code().startsWith("dicom."), e.code());
                }
            }
        }
        assertEquals(6, reports);
    }

    @Test
    void aReportOfManyGroupsIsRead() throws Problem {
        SrDocument document = read("highdicom/sr_document_with_multiple_groups.dcm");
        MeasurementReport report = MeasurementReport.of(document.root());
        assertEquals(SrDocument.COMPREHENSIVE_3D, document.sopClassUid());
        assertEquals("en-US", report.language().value());
        assertEquals(new Observer.Person("Doe^John", ""), report.observers().getFirst());
        MeasurementGroup nodule = report.groups().get(1);
        assertEquals("LungNodule0001", nodule.trackingIdentifier());
        assertEquals("27925004", nodule.finding().orElseThrow().value());
        assertEquals("39607008", nodule.sites().getFirst().site().value());
        assertEquals(OptionalDouble.of(10), nodule.measurements().getFirst().value());
        assertEquals("Diameter", nodule.measurements().getFirst().name().meaning());
        assertEquals(
                "371928007",
                nodule.evaluations().getFirst().code().orElseThrow().value());
        assertTrue(nodule.regions().getFirst() instanceof Region.OnImage on
                && on.area().graphic() == ContentValue.Graphic.CIRCLE
                && on.area().points().getFirst().column() == 45);
        assertEquals(MeasurementGroup.Template.PLANAR, nodule.template());
        MeasurementGroup vertebra = report.groups().get(3);
        assertEquals(MeasurementGroup.Template.VOLUMETRIC, vertebra.template());
        assertEquals(
                Optional.of("mm3"), vertebra.measurements().getFirst().unit().map(Code::value));
        assertEquals(OptionalDouble.of(200), vertebra.measurements().getFirst().value());
    }

    @Test
    void aReportOfSegmentsIsRead() throws Problem {
        SrDocument document = read("dcmqi/sr-example/sr.dcm");
        MeasurementReport report = MeasurementReport.of(document.root());
        assertEquals(List.of(new Observer.Person("User2", "")), report.observers());
        assertEquals("US", report.country());
        assertEquals("PT", report.library().getFirst().modality().value());
        MeasurementGroup group = report.groups().getFirst();
        assertEquals(MeasurementGroup.Template.VOLUMETRIC, group.template());
        assertTrue(group.regions().stream().anyMatch(each -> each instanceof Region.Segment));
        assertTrue(group.measurements().size() > 5, "measurements");
    }

    @Test
    void itemsByReferenceTimesAndUnknownKindsAreRead() throws Problem {
        SrDocument document = read("pydicom/test-SR.dcm");
        assertTrue(document.complete());
        assertEquals("This document is completed!", document.completion());
        assertEquals(2, document.verifications().size());
        assertEquals("Riesmeier^Jörg", document.verifications().getFirst().observer());
        assertEquals(1, document.predecessors().size());
        List<List<Integer>> elsewhere = new ArrayList<>();
        document.root().walk(item -> {
            if (item.value() instanceof ContentValue.Elsewhere place) {
                elsewhere.add(place.path());
            }
        });
        assertEquals(List.of(List.of(1, 3, 2), List.of(1, 2, 2, 1)), elsewhere);
    }
}

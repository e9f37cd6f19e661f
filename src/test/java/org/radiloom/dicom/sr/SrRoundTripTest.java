package org.radiloom.dicom.sr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.dicom.DicomDataset;
import org.radiloom.dicom.DicomFile;
import org.radiloom.dicom.ReadOptions;
import org.radiloom.dicom.Tag;
import org.radiloom.problem.Problem;

class SrRoundTripTest {
    @TempDir
    private Path folder;

    private SrDocument again(SrDocument document) throws Problem {
        Path file = folder.resolve("sr.dcm");
        SrWriter.write(file, document, SrFixture.series());
        return SrReader.read(DicomFile.read(file, ReadOptions.STRICT));
    }

    @Test
    void anUltrasoundReportComesBackFieldByField() throws Problem {
        SrDocument back = again(SrFixture.ultrasoundDocument());
        assertEquals(SrFixture.ultrasoundDocument(), back);
        assertEquals(SrFixture.ultrasound(), MeasurementReport.of(back.root()));
    }

    @Test
    void aSignedReportOfCtComesBackFieldByField() throws Problem {
        SrDocument back = again(SrFixture.ctDocument());
        assertEquals(SrFixture.ctDocument(), back);
        assertEquals(SrFixture.ct(), MeasurementReport.of(back.root()));
        assertTrue(back.verified());
    }

    @Test
    void itemsAreFoundByTheirPath() throws Problem {
        ContentItem root = again(SrFixture.ctDocument()).root();
        ContentItem volume = root.first(Concepts.MEASUREMENTS, Concepts.MEASUREMENT_GROUP, Concepts.VOLUME)
                .orElseThrow();
        assertEquals(
                new ContentValue.Numeric(
                        OptionalDouble.of(61.5),
                        Optional.of(Code.of("cm3", "UCUM", "cubic centimeter")),
                        Optional.empty()),
                volume.value());
        List<ContentItem> derivations =
                root.find(Concepts.MEASUREMENTS, Concepts.MEASUREMENT_GROUP, Concepts.ATTENUATION, Concepts.DERIVATION);
        assertEquals(
                List.of(Optional.of(Concepts.MINIMUM), Optional.of(Concepts.STANDARD_DEVIATION)),
                derivations.stream().map(ContentItem::code).toList());
    }

    @Test
    void numbersThatSixteenLettersHoldAreWrittenAsTextAlone() {
        DicomDataset dataset = SrWriter.dataset(SrFixture.ctDocument(), SrFixture.series());
        // -1000.5 needs no more than the text, a third of 1e-7 does
        assertEquals(1, count(dataset, SrTags.FLOATING_POINT_VALUE));
        assertEquals(4, count(dataset, SrTags.NUMERIC_VALUE));
    }

    private static int count(DicomDataset dataset, int tag) {
        int here = dataset.contains(tag) ? 1 : 0;
        return here
                + dataset.elements().stream()
                        .flatMap(element -> dataset.items(element.tag()).stream())
                        .mapToInt(item -> count(item, tag))
                        .sum();
    }

    @Test
    void thePatientIsThatOfTheImagesInUtf8() {
        DicomDataset dataset = SrWriter.dataset(SrFixture.ultrasoundDocument(), SrFixture.series());
        assertEquals("ISO_IR 192", dataset.string(Tag.SPECIFIC_CHARACTER_SET).orElseThrow());
        assertEquals("Müller^Anna", dataset.string(Tag.PATIENT_NAME).orElseThrow());
        assertEquals("PRELIMINARY", dataset.string(SrTags.PRELIMINARY_FLAG).orElseThrow());
        assertEquals(
                "1500",
                dataset.item(SrTags.CONTENT_TEMPLATE)
                        .orElseThrow()
                        .string(SrTags.TEMPLATE_IDENTIFIER)
                        .orElseThrow());
    }

    @Test
    void aReportThatSpeaksOfWhatIsNotAmongItsEvidenceIsNotWritten() {
        SrDocument whole = SrFixture.ctDocument();
        SrDocument less = new SrDocument(
                whole.sopClassUid(),
                whole.sopInstanceUid(),
                whole.studyInstanceUid(),
                whole.seriesInstanceUid(),
                whole.created(),
                true,
                "",
                List.of(),
                List.of(),
                whole.evidence().subList(0, 3),
                List.of(),
                whole.root());
        assertEquals(List.of("2.25.50"), List.copyOf(less.unresolved()));
        assertThrows(IllegalArgumentException.class, () -> SrWriter.dataset(less, SrFixture.series()));
    }

    @Test
    void oneTermIsTheSameInOtherWordsAndAnotherInAnotherScheme() {
        assertTrue(Concepts.LIVER.same(Code.of("10200004", "SCT", "Leber")));
        assertFalse(Concepts.LIVER.same(Code.of("10200004", "99X", "Liver")));
    }

    @Test
    void longCodesAndUrnsComeBack() {
        for (Code code : List.of(
                new Code("20001000087104-and-more", "SCT", "2026", "Long"), new Code("urn:x:1", "", "", "Urn"))) {
            assertEquals(code, Code.read(code.item()).orElseThrow());
        }
    }

    @Test
    void aFileWithoutAReportIsRefusedByName() throws Problem {
        Path file = folder.resolve("image.dcm");
        org.radiloom.dicom.DicomWriter.write(
                file,
                DicomDataset.builder()
                        .string(Tag.SOP_CLASS_UID, SrFixture.CT)
                        .string(Tag.SOP_INSTANCE_UID, "2.25.5")
                        .build(),
                org.radiloom.dicom.TransferSyntax.EXPLICIT_LITTLE);
        DicomFile image = DicomFile.read(file, ReadOptions.STRICT);
        Problem problem = assertThrows(Problem.class, () -> SrReader.read(image));
        assertEquals("sr.none", problem.code());
        assertTrue(problem.getMessage().contains("image.dcm"), problem.getMessage());
    }

    @Test
    void nothingThatAPersonWroteIsInTheWordsOfALog() {
        assertFalse(SrFixture.ctDocument().toString().contains("2.25.2001"));
        assertFalse(SrFixture.ctDocument().verifications().toString().contains("Signer"));
        assertFalse(SrFixture.ultrasound().notes().toString().contains("Zeile"));
        assertFalse(SrFixture.ultrasound().observers().toString().contains("Rita"));
    }
}

package org.radiloom.dicom.deident;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.radiloom.dicom.ByteRange;
import org.radiloom.dicom.ConfidentialityOption;
import org.radiloom.dicom.ConfidentialityTable;
import org.radiloom.dicom.DicomDataset;
import org.radiloom.dicom.DicomDatasetBuilder;
import org.radiloom.dicom.DicomElement;
import org.radiloom.dicom.DicomFile;
import org.radiloom.dicom.DicomWriter;
import org.radiloom.dicom.ReadOptions;
import org.radiloom.dicom.Tag;
import org.radiloom.dicom.TransferSyntax;
import org.radiloom.dicom.Vr;
import org.radiloom.problem.Problem;

class DeidentifierTest {
    private static final String UID = "1.2.3.77.1";

    @TempDir
    private Path folder;

    private final DeidentificationKey key = DeidentificationKey.random();

    private Path out() {
        return folder.resolve("out");
    }

    private Deidentifier deidentifier(ConfidentialityOption... retained) {
        return new Deidentifier(
                new DeidentificationSettings(
                        Set.of(retained), key, Optional.empty(), new ScannerMasks(folder.resolve("data"))),
                out());
    }

    private Path file(DicomDatasetBuilder d) throws Problem {
        return file("in.dcm", d);
    }

    private Path file(String name, DicomDatasetBuilder d) throws Problem {
        Path file = folder.resolve(name);
        DicomWriter.write(file, d.build(), TransferSyntax.EXPLICIT_LITTLE);
        return file;
    }

    private DicomFile cleaned(Path file, ConfidentialityOption... retained) throws Problem {
        Path name = deidentifier(retained).deidentify(file).name();
        return DicomFile.read(out().resolve(name), ReadOptions.LENIENT);
    }

    private List<Path> left() throws IOException {
        if (!Files.exists(out())) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(out())) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    private static DicomDatasetBuilder plain() {
        return DicomDataset.builder()
                .string(Tag.SOP_CLASS_UID, Planted.CT)
                .string(Tag.SOP_INSTANCE_UID, UID)
                .string(Tag.STUDY_INSTANCE_UID, "1.2.3.77.2")
                .string(Tag.SERIES_INSTANCE_UID, "1.2.3.77.3")
                .string(Tag.PATIENT_NAME, "Winterbottom^Ada")
                .string(Tag.PATIENT_ID, "PID-4711-X")
                .string(Tag.STUDY_DATE, "20240229")
                .string(Tag.PATIENT_BIRTH_DATE, "19470311");
    }

    @ParameterizedTest
    @ValueSource(strings = {Planted.CT, Planted.US_FILM, Planted.SR})
    void nothingPlantedInAnyAttributeOfTheTableIsLeft(String sopClass) throws Exception {
        Path in = file(Planted.dataset(sopClass, UID));
        DicomFile after = cleaned(in);
        String bytes = Files.readString(after.path(), StandardCharsets.ISO_8859_1);
        assertTrue(Files.readString(in, StandardCharsets.ISO_8859_1).contains(Planted.TOKEN), "it was there");
        for (String gone : List.of(Planted.TOKEN, "ZQ00", Planted.UID_ROOT, Planted.DATE, Planted.TIME, "774413")) {
            assertFalse(bytes.contains(gone), gone);
        }
        assertFalse(bytes.toLowerCase(java.util.Locale.ROOT).contains("zq"), "in any letters");
        assertTrue(after.dataset().elements().stream().noneMatch(e -> Tag.isPrivate(e.tag())), "nothing private");
    }

    @Test
    void theFileSaysWhatWasDone() throws Exception {
        DicomDataset d = cleaned(file(plain()), ConfidentialityOption.PATIENT, ConfidentialityOption.SHIFTED_DATES)
                .dataset();
        assertEquals("YES", d.string(0x00120062).orElseThrow());
        assertEquals("MODIFIED", d.string(0x00280303).orElseThrow());
        assertEquals(
                List.of("113100", "113108", "113107"),
                d.items(0x00120064).stream()
                        .map(code -> code.string(Tag.CODE_VALUE).orElse(""))
                        .toList());
        assertTrue(d.strings(0x00120063).contains("Basic Application Confidentiality Profile"));
        assertTrue(d.strings(0x00120063).stream().allMatch(line -> line.length() <= 64), "LO");
        assertEquals(d.string(Tag.PATIENT_NAME), d.string(Tag.PATIENT_ID));
        assertTrue(d.string(Tag.PATIENT_ID).orElseThrow().matches("ANON-[0-9A-F]{12}"));
        assertEquals(
                "REMOVED", cleaned(file(plain())).dataset().string(0x00280303).orElseThrow());
    }

    @Test
    void theMetaHeaderNamesTheNewInstance() throws Exception {
        DicomFile after = cleaned(file(plain()));
        String uid = after.dataset().string(Tag.SOP_INSTANCE_UID).orElseThrow();
        assertEquals(
                uid, after.meta().string(Tag.MEDIA_STORAGE_SOP_INSTANCE_UID).orElseThrow());
        assertTrue(uid.matches("2\\.25\\.[1-9][0-9]{30,38}"), uid);
        assertNotEquals(UID, uid);
    }

    @ParameterizedTest
    @EnumSource(ConfidentialityOption.class)
    void anOptionRetainsWhatTheTableSaysAndNothingElse(ConfidentialityOption option) throws Exception {
        DicomFile before = DicomFile.read(file(Planted.dataset(Planted.CT, UID)), ReadOptions.LENIENT);
        // one name in all attributes would be missed wherever it is retained: other values here
        DicomDataset after = cleaned(unsearched(before), option).dataset();
        for (int tag : Planted.tags()) {
            ConfidentialityTable.Row row = ConfidentialityTable.row(tag).orElseThrow();
            if (row.vr() == Vr.SQ || Tag.SPECIFIC_CHARACTER_SET == tag) {
                continue;
            }
            List<String> was = before.dataset().strings(tag);
            boolean time = row.vr() == Vr.TM && row.cleaned().contains(option);
            if (row.kept().contains(option) || (time && option == ConfidentialityOption.SHIFTED_DATES)) {
                assertEquals(was, after.strings(tag), row.keyword());
            } else if (!was.isEmpty()) {
                assertNotEquals(was, after.strings(tag), row.keyword());
            }
        }
    }

    /** Without the values that the search looks for, which may stand in what is retained. */
    private Path unsearched(DicomFile before) throws Problem {
        DicomDatasetBuilder d = before.dataset().toBuilder();
        d.string(Tag.MANUFACTURER, "Maker");
        return file("unsearched.dcm", d);
    }

    @Test
    void oneKeyGivesOneUidAndReferencesStayTrue() throws Exception {
        DicomDatasetBuilder pointing = plain().string(Tag.SOP_INSTANCE_UID, "1.2.3.77.9")
                .items(
                        Tag.REFERENCED_IMAGE_SEQUENCE,
                        DicomDataset.builder()
                                .string(Tag.REFERENCED_SOP_CLASS_UID, Planted.CT)
                                .string(Tag.REFERENCED_SOP_INSTANCE_UID, UID)
                                .build());
        DicomDataset image = cleaned(file(plain())).dataset();
        DicomDataset other = cleaned(file("b.dcm", pointing)).dataset();
        DicomDataset reference = other.item(Tag.REFERENCED_IMAGE_SEQUENCE).orElseThrow();
        assertEquals(image.string(Tag.SOP_INSTANCE_UID), reference.string(Tag.REFERENCED_SOP_INSTANCE_UID));
        assertEquals(Optional.of(Planted.CT), reference.string(Tag.REFERENCED_SOP_CLASS_UID));
        assertEquals(image.string(Tag.STUDY_INSTANCE_UID), other.string(Tag.STUDY_INSTANCE_UID));
        assertEquals(image.string(Tag.PATIENT_ID), other.string(Tag.PATIENT_ID));
        DicomDataset again = cleaned(file(plain())).dataset();
        assertEquals(image.string(Tag.SOP_INSTANCE_UID), again.string(Tag.SOP_INSTANCE_UID));
    }

    @Test
    void theSecretOfAFileIsTheSameNextTimeAndAnotherOneIsAnother() throws Exception {
        Path secret = folder.resolve("secret");
        String first = DeidentificationKey.in(secret).uid(UID);
        assertEquals(first, DeidentificationKey.in(secret).uid(UID));
        assertNotEquals(first, key.uid(UID));
        assertEquals(
                "rw-------",
                java.nio.file.attribute.PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)));
        // HMAC-SHA-256 of "uid", 0 and "1.2.3" under 16 zeros by Python's hmac, with the marks of a version 8 UUID
        Files.writeString(secret, "00".repeat(16));
        assertEquals(PYTHON, DeidentificationKey.in(secret).uid("1.2.3"));
        Files.writeString(secret, "short");
        assertEquals(
                "deident.key",
                assertThrows(Problem.class, () -> DeidentificationKey.in(secret))
                        .code());
    }

    private static final String PYTHON = "2.25.234032717547690699644168155734605930849";

    @Test
    void datesOfOnePatientMoveTogether() throws Exception {
        DicomDatasetBuilder d = plain().string(Tag.SERIES_DATE, "20240301")
                .string(0x0008002A, Vr.DT, "20240229235959.5+0100")
                .string(Tag.STUDY_TIME, "101112");
        DicomDataset after =
                cleaned(file(d), ConfidentialityOption.SHIFTED_DATES).dataset();
        LocalDate study = date(after, Tag.STUDY_DATE);
        long days = ChronoUnit.DAYS.between(LocalDate.of(2024, 2, 29), study);
        assertEquals(key.shiftDays("PID-4711-X\0"), days);
        assertTrue(days <= -365 && days >= -3650, days + " days");
        assertEquals(study.plusDays(1), date(after, Tag.SERIES_DATE));
        assertEquals(
                study.format(DateTimeFormatter.BASIC_ISO_DATE) + "235959.5+0100",
                after.string(0x0008002A).orElseThrow());
        assertEquals("101112", after.string(Tag.STUDY_TIME).orElseThrow());
        assertEquals(Optional.empty(), after.string(Tag.PATIENT_BIRTH_DATE));
        DicomDataset full = cleaned(file(d), ConfidentialityOption.DATES).dataset();
        assertEquals("20240229", full.string(Tag.STUDY_DATE).orElseThrow());
        assertEquals(Optional.empty(), full.string(Tag.PATIENT_BIRTH_DATE));
    }

    private static LocalDate date(DicomDataset d, int tag) {
        return LocalDate.parse(d.string(tag).orElseThrow(), DateTimeFormatter.BASIC_ISO_DATE);
    }

    @Test
    void aDateThatIsNoneIsReplaced() {
        var shift = new DateShift(-31);
        assertEquals(Optional.of("20240131"), shift.moved("20240302"));
        assertEquals(Optional.of("20231231"), shift.moved("2024.01.31"));
        assertEquals(Optional.empty(), shift.moved("2024"));
        assertEquals(Optional.empty(), shift.moved("20241399"));
        assertEquals(Optional.empty(), shift.moved("20240101 Winterbottom"));
    }

    @Test
    void namesInAnyCharacterSetAreGone() throws Exception {
        for (String name : List.of("王^小东", "Müller^Jörg", "Yamada^Tarou=山田^太郎=やまだ^たろう")) {
            DicomFile after = cleaned(file(plain().string(Tag.SPECIFIC_CHARACTER_SET, "ISO_IR 192")
                    .string(Tag.PATIENT_NAME, name)
                    .string(Tag.MANUFACTURER, "of 小东 and Müller and 山田")));
            String bytes = Files.readString(after.path(), StandardCharsets.ISO_8859_1);
            for (String part : name.split("[=^]", -1)) {
                String coded = new String(part.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
                assertFalse(bytes.contains(coded), part);
            }
        }
    }

    @Test
    void anIdentifierWhereNoneBelongsMakesTheFileFailAndLeavesNothing() throws Exception {
        DicomDatasetBuilder coded = plain().items(
                        0x00082218,
                        DicomDataset.builder()
                                .string(Tag.CODE_VALUE, "T-1")
                                .string(Tag.CODING_SCHEME_DESIGNATOR, "SRT")
                                .string(Tag.CODE_MEANING, "Winterbottom Ada's liver")
                                .build());
        DicomDatasetBuilder enumerated = plain().string(Tag.IMAGE_TYPE, "ORIGINAL", "PID-4711-X");
        DicomDatasetBuilder table =
                plain().bytes(0x00281201, Vr.OW, "....pid-4711-x..".getBytes(StandardCharsets.US_ASCII));
        for (DicomDatasetBuilder d : List.of(coded, enumerated, table)) {
            Path in = file(d);
            Problem problem = assertThrows(Problem.class, () -> deidentifier().deidentify(in));
            assertEquals("deident.residual", problem.code());
            assertTrue(problem.getMessage().contains(in.toString()), problem.getMessage());
            assertFalse(problem.getMessage().contains("4711"), "the value itself is not told");
            assertEquals(List.of(), left());
        }
    }

    @Test
    void anIdentifierInACodedPictureMakesTheFileFail() throws Exception {
        byte[] jpeg = "\u00ff\u00d8\u00ff\u00fe..WINTERBOTTOM^ADA..".getBytes(StandardCharsets.ISO_8859_1);
        DicomDatasetBuilder d = Planted.grey(plain(), 4, 4, new byte[16])
                .element(new DicomElement.Fragments(
                        Tag.PIXEL_DATA, Vr.OB, ByteRange.of(new byte[0]), List.of(ByteRange.of(jpeg))));
        Path in = folder.resolve("coded.dcm");
        DicomWriter.write(in, d.build(), TransferSyntax.JPEG_BASELINE);
        Problem problem = assertThrows(Problem.class, () -> deidentifier().deidentify(in));
        assertEquals("deident.residual", problem.code());
        assertTrue(problem.getMessage().contains("PixelData"), problem.getMessage());
        assertEquals(List.of(), left());
    }

    @Test
    void freeTextThatTheTableDoesNotKnowLosesAnIdentifier() throws Exception {
        DicomDataset after = cleaned(file(plain().string(Tag.MANUFACTURER, "bought by Ada")
                        .string(Tag.MANUFACTURER_MODEL_NAME, "Adagio")))
                .dataset();
        assertEquals("REMOVED", after.string(Tag.MANUFACTURER).orElseThrow());
        assertEquals("Adagio", after.string(Tag.MANUFACTURER_MODEL_NAME).orElseThrow());
    }

    @Test
    void whatCannotBeCleanedIsRefused() throws Exception {
        assertRefused(
                "deident.burned-in", Planted.grey(plain(), 2, 2, new byte[4]).string(Tag.BURNED_IN_ANNOTATION, "YES"));
        assertRefused("deident.document", plain().string(Tag.SOP_CLASS_UID, "1.2.840.10008.5.1.4.1.1.104.1"));
        assertRefused("deident.directory", plain().string(Tag.SOP_CLASS_UID, "1.2.840.10008.1.3.10"));
        Path cut = file(Planted.grey(plain(), 64, 64, new byte[4096]));
        byte[] bytes = Files.readAllBytes(cut);
        Files.write(cut, java.util.Arrays.copyOf(bytes, bytes.length - 9));
        assertEquals(
                "deident.truncated",
                assertThrows(Problem.class, () -> deidentifier().deidentify(cut))
                        .code());
        assertEquals(List.of(), left());
    }

    private void assertRefused(String code, DicomDatasetBuilder d) throws Problem {
        Path in = file(d);
        assertEquals(
                code,
                assertThrows(Problem.class, () -> deidentifier().deidentify(in)).code());
    }

    @Test
    void namesOfFilesAndFoldersTellNothing() throws Exception {
        Path name = deidentifier().deidentify(file("Winterbottom.dcm", plain())).name();
        assertTrue(
                name.toString()
                        .replace('\\', '/')
                        .matches("ANON-[0-9A-F]{12}/study-[0-9a-f]{8}/series-[0-9a-f]{8}/[0-9a-f]{16}\\.dcm"),
                name.toString());
        assertEquals(List.of(out().resolve(name)), left());
    }

    @Test
    void filesThatClaimToBeTheSameObjectAreAllKept() throws Exception {
        Deidentifier one = deidentifier();
        Path first = one.deidentify(file(plain())).name();
        Path second = one.deidentify(file("copy.dcm", plain().string(Tag.MODALITY, "CT")))
                .name();
        assertEquals(2, left().size());
        assertTrue(second.toString().endsWith("-2.dcm"), second.toString());
        assertEquals(first.getParent(), second.getParent());
    }

    @Test
    void preambleAndMetaHeaderOfTheOriginalAreNotCopied() throws Exception {
        Path in = file(plain());
        byte[] bytes = Files.readAllBytes(in);
        byte[] name = "WINTERBOTTOM".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(name, 0, bytes, 10, name.length);
        // the name of the program that wrote it (0002,0013), of eight letters
        int program = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("RADILOOM");
        System.arraycopy(name, 0, bytes, program, 8);
        Files.write(in, bytes);
        assertEquals(
                "WINTERBO",
                DicomFile.read(in, ReadOptions.LENIENT)
                        .meta()
                        .string(0x00020013)
                        .orElseThrow());
        DicomFile after = cleaned(in);
        assertFalse(Files.readString(after.path(), StandardCharsets.ISO_8859_1).contains("WINTERBO"));
    }

    @Test
    void wordsAreFoundAsWordsAndNumbersAsNumbers() {
        assertTrue(IdentifierSearch.holds("a scan of lee", "lee"));
        assertFalse(IdentifierSearch.holds("sleeping", "lee"));
        assertTrue(IdentifierSearch.holds("thewinterbottoms", "winterbottom"));
        assertTrue(IdentifierSearch.holds("id 123456.", "123456"));
        assertFalse(IdentifierSearch.holds("91234567", "123456"));
        assertTrue(IdentifierSearch.holds("uid=1.2.3.4", "1.2.3.4"));
        assertFalse(IdentifierSearch.holds("1.2.3.4.5", "1.2.3.4"));
    }
}

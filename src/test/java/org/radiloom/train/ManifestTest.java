package org.radiloom.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.radiloom.fixtures.SharedData;
import org.radiloom.problem.Problem;

class ManifestTest {
    private static final String FULL = """
            {"sample_id":"a","patient_id":"p","study_uid":"1.2","series_uid":"1.3","instance":7,"path":"a.png","frame":2,\
            "modality":"US","organ":"liver","label":1,"abnormal":1,"mask_path":"m.png","region_path":"regions/a.png",\
            "boxes":[[1,2,3.5,4],[0,0,9,9]],"box_source":"manual","pixel_spacing":[0.5,0.5],"slice_thickness":2.5,\
            "split":"val","fold":3,"site":"here","sha256":"00ff","extra":{"a":[1,2]}}""";

    @TempDir
    private Path folder;

    @Test
    void knownKeysAreReadAndOthersKept() throws Problem {
        Manifest m = parse(
                "{\"header\":{\"task\":\"segmentation\"}}",
                "",
                "{\"sample_id\":\"a\",\"patient_id\":\"p\",\"path\":\"a/ct.nii.gz\",\"mask_path\":\"a/m.nii.gz\",\"modality\":\"CT\",\"label\":null,\"pixel_spacing\":[1.5,2]}");
        assertEquals("segmentation", m.header().path("task").asText());
        ManifestEntry e = m.entries().getFirst();
        assertEquals(3, e.line());
        assertEquals("a/m.nii.gz", e.maskPath());
        assertEquals(new ManifestEntry.Spacing(1.5, 2), e.pixelSpacing());
        assertEquals(Path.of("/data/a/ct.nii.gz"), m.resolve(e.path()));
    }

    @Test
    void everyKeyHasItsType() throws Problem {
        ManifestEntry e = parse(FULL).entries().getFirst();
        assertEquals(7, e.instance());
        assertEquals(2, e.frame());
        assertEquals(true, e.abnormal());
        assertEquals("regions/a.png", e.regionPath());
        assertEquals(List.of(new ManifestEntry.Box(1, 2, 3.5, 4), new ManifestEntry.Box(0, 0, 9, 9)), e.boxes());
        assertEquals("manual", e.boxSource());
        assertEquals(2.5, e.sliceThickness());
        assertEquals(3, e.fold());
        assertEquals("here", e.site());
        assertEquals("{\"a\":[1,2]}", String.valueOf(e.other().get("extra")));
    }

    @Test
    void jsonAndCsvSayTheSame() throws Problem, java.io.IOException {
        Manifest m = parse(
                "{\"header\":{\"classes\":[\"a, b\",\"c\"],\"note\":\"says \\\"x\\\"\"}}",
                FULL,
                "{\"sample_id\":\"007\",\"patient_id\":\"1e3\",\"path\":\"a, \\\"b\\\"/c.png\",\"number\":5,\"text\":\"5\",\"word\":\"two\\nlines\",\"flag\":true}");
        for (String name : List.of("m.csv", "m.jsonl")) {
            Path file = folder.resolve(name);
            m.write(file);
            Manifest again = Manifest.read(file);
            assertEquals(m.header(), again.header());
            assertEquals(m.root(), again.root(), "the paths still start from there");
            assertEquals(json(m), json(again));
            assertEquals(List.of(), again.warnings());
        }
        assertTrue(
                java.nio.file.Files.readString(folder.resolve("m.csv")).contains("\nsample_id,patient_id,study_uid,"));
    }

    @Test
    void aCsvFromASpreadsheetIsUnderstood() throws Problem, java.io.IOException {
        Path file = folder.resolve("m.csv");
        java.nio.file.Files.writeString(
                file, "\uFEFFsample_id,patient_id,path,label,grade\r\na,p,x.png,1,high\r\n\r\nb,q,y.png,,2\r\n");
        Manifest m = Manifest.read(file);
        assertEquals(1, m.entries().get(0).label());
        assertEquals(null, m.entries().get(1).label());
        assertEquals("\"high\"", String.valueOf(m.entries().get(0).other().get("grade")));
        assertEquals(4, m.entries().get(1).line());
        java.nio.file.Files.writeString(file, "sample_id,path\na,b,c\n");
        assertTrue(assertThrows(Problem.class, () -> Manifest.read(file))
                .sentence()
                .contains("3 cells under 2 columns"));
    }

    @Test
    void withoutAPatientTheStudyOrElseTheSampleStandsForIt() throws Problem {
        Manifest m = parse(
                "{\"sample_id\":\"a\",\"study_uid\":\"1.2\",\"path\":\"a\"}", "{\"sample_id\":\"b\",\"path\":\"b\"}");
        assertEquals("1.2", m.entries().get(0).patientId());
        assertEquals("b", m.entries().get(1).patientId());
        assertEquals(2, m.warnings().size());
    }

    @Test
    void everyFaultNamesItsLine() {
        String good = "{\"sample_id\":\"a\",\"patient_id\":\"p\",\"path\":\"a\"}";
        assertFault("Line 2", good, "not json");
        assertFault("Line 2", good, "[1]");
        assertFault("no path", good, "{\"sample_id\":\"b\"}");
        assertFault("a second time", good, good);
        assertFault("label that is not a whole number", "{\"sample_id\":\"a\",\"path\":\"a\",\"label\":1.5}");
        assertFault("outside the data set", "{\"sample_id\":\"a\",\"path\":\"../../etc/passwd\"}");
        assertFault("none of train, val, test", "{\"sample_id\":\"a\",\"path\":\"a\",\"split\":\"holdout\"}");
        assertFault("box", "{\"sample_id\":\"a\",\"path\":\"a\",\"boxes\":[[3,0,1,1]]}");
        assertFault("not [row, column]", "{\"sample_id\":\"a\",\"path\":\"a\",\"pixel_spacing\":[0,1]}");
        assertFault("none of manual", "{\"sample_id\":\"a\",\"path\":\"a\",\"box_source\":\"guess\"}");
        assertFault("neither 0 nor 1", "{\"sample_id\":\"a\",\"path\":\"a\",\"abnormal\":2}");
        assertFault("names no sample", "{\"header\":{}}");
    }

    @Test
    @Tag("realdata")
    void theSharedMandibleSetIsUnderstood() throws Problem {
        Manifest m = Manifest.read(SharedData.find("mandible-ct-openkbp/manifest.jsonl"));
        assertEquals(50, m.entries().size());
        assertEquals(List.of(), m.warnings());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "chest-xray-nih",
                "fatty-liver-us-byra",
                "liver-us-aul",
                "lung-ct-luna",
                "mandible-ct-openkbp",
                "pneumoniamnist"
            })
    @Tag("realdata")
    void everySharedSetIsTheSameAfterCsv(String set) throws Problem {
        Manifest m = Manifest.read(SharedData.find(set + "/manifest.jsonl"));
        Path csv = folder.resolve("m.csv");
        m.write(csv);
        assertEquals(json(m), json(Manifest.read(csv)));
        assertEquals(List.of(), m.warnings());
    }

    private static List<String> json(Manifest m) {
        return m.entries().stream().map(e -> Json.line(e.toJson())).toList();
    }

    private static Manifest parse(String... lines) throws Problem {
        return Manifest.parse(List.of(lines), Path.of("/data"), "m.jsonl");
    }

    private static void assertFault(String expected, String... lines) {
        Problem problem = assertThrows(Problem.class, () -> parse(lines));
        assertTrue(problem.sentence().contains(expected), problem.sentence());
    }
}

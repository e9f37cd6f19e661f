package org.radiloom.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.radiloom.fixtures.SharedData;
import org.radiloom.problem.Problem;

class ManifestTest {
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
        assertEquals("[1.5,2]", String.valueOf(e.other().get("pixel_spacing")));
        assertEquals(Path.of("/data/a/ct.nii.gz"), m.resolve(e.path()));
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
        assertFault("names no sample", "{\"header\":{}}");
    }

    @Test
    @Tag("realdata")
    void theSharedMandibleSetIsUnderstood() throws Problem {
        Manifest m = Manifest.read(SharedData.find("mandible-ct-openkbp/manifest.jsonl"));
        assertEquals(50, m.entries().size());
        assertEquals(List.of(), m.warnings());
    }

    private static Manifest parse(String... lines) throws Problem {
        return Manifest.parse(List.of(lines), Path.of("/data"), "m.jsonl");
    }

    private static void assertFault(String expected, String... lines) {
        Problem problem = assertThrows(Problem.class, () -> parse(lines));
        assertTrue(problem.sentence().contains(expected), problem.sentence());
    }
}

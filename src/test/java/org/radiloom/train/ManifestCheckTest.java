package org.radiloom.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.radiloom.fixtures.JawPhantom;
import org.radiloom.fixtures.JawSources;
import org.radiloom.fixtures.SharedData;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Mask;
import org.radiloom.imaging.Nifti;
import org.radiloom.job.Progress;
import org.radiloom.problem.Problem;

class ManifestCheckTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(JawSources.Kind.class)
    void aSoundDataSetHasNoFault(JawSources.Kind kind) throws IOException, Problem {
        ManifestCheck.Report report = ManifestCheck.run(JawSources.write(folder, kind), Progress.NONE);
        assertEquals(List.of(), report.faults());
        assertEquals(kind == JawSources.Kind.PICTURES ? 32 : 4, report.samples());
        assertEquals(4, report.patients());
    }

    @Test
    void allFaultsAreToldAtOnce() throws IOException, Problem {
        JawPhantom one = JawPhantom.of(4, 1);
        Geometry g = one.mask().geometry();
        Nifti.write(folder.resolve("ct.nii.gz"), one.stack());
        Nifti.write(folder.resolve("ct2.nii.gz"), JawPhantom.of(4, 2).stack());
        Nifti.write(folder.resolve("good.nii.gz"), one.mask());
        Nifti.write(folder.resolve("longer.nii.gz"), JawPhantom.of(5, 1).mask());
        Nifti.write(folder.resolve("empty.nii.gz"), Mask.of(g, new byte[(int) g.voxels()]));
        byte[] full = new byte[(int) g.voxels()];
        java.util.Arrays.fill(full, (byte) 1);
        Nifti.write(folder.resolve("full.nii.gz"), Mask.of(g, full));
        Files.writeString(folder.resolve("broken.nii.gz"), "no volume");
        List<String> lines = new ArrayList<>(List.of(
                "{\"header\":{\"classes\":[\"a\",\"b\",\"c\"]}}",
                line("a", "p", "ct.nii.gz", "good.nii.gz", 0, "train"),
                line("b", "p", "ct2.nii.gz", "longer.nii.gz", 1, "test"),
                line("c", "q", "ct.nii.gz", "empty.nii.gz", 9, "test"),
                line("d", "r", "broken.nii.gz", "nowhere.nii.gz", 0, "train"),
                line("e", "s", "nowhere.nii.gz", "full.nii.gz", 0, "train"),
                line("f", "t", "ct2.nii.gz", "full.nii.gz", 1, "test").replace("\"label\":1", "\"label\":\"x\""),
                "not json",
                line("a", "u", "ct.nii.gz", "good.nii.gz", 0, "train"),
                line("g", "v", "ct2.nii.gz", "full.nii.gz", 1, "test")));
        Path manifest = folder.resolve("manifest.jsonl");
        Files.write(manifest, lines);
        ManifestCheck.Report report = ManifestCheck.run(manifest, Progress.NONE);
        List<String> found = report.faults().stream()
                .map(f -> f.line() + " " + f.code())
                .sorted()
                .toList();
        assertEquals(
                List.of(
                        "0 data.class.empty",
                        "0 split.class",
                        "0 split.class",
                        "10 data.duplicate",
                        "10 data.mask.full",
                        "3 data.mask.grid",
                        "3 split.leak",
                        "4 data.duplicate",
                        "4 data.label",
                        "4 data.mask.empty",
                        "5 data.file.missing",
                        "5 nifti.truncated",
                        "6 data.file.missing",
                        "7 manifest.line",
                        "8 manifest.line",
                        "9 manifest.duplicate"),
                found);
        assertEquals(6, report.samples());
        report.faults().forEach(f -> assertTrue(f.next().endsWith("."), f.sentence()));
        assertEquals(report.errors(), report.toJson().path("errors").asLong());
        assertEquals(16, report.toJson().path("problems").size());
    }

    @Test
    void equalAndAlmostEqualImagesOfTwoPatientsAreNamed() throws IOException, Problem {
        JawPhantom one = JawPhantom.of(4, 1);
        JawSources.writePicture(folder.resolve("a.png"), one.stack(), 0, -500, 2000);
        JawSources.writePicture(folder.resolve("same.png"), one.stack(), 0, -500, 2000);
        // a little brighter: other pixels, same picture
        JawSources.writePicture(folder.resolve("like.png"), one.stack(), 0, -520, 2000);
        JawSources.writePicture(folder.resolve("other.png"), JawPhantom.of(4, 7).stack(), 3, -500, 2000);
        Path manifest = folder.resolve("manifest.jsonl");
        Files.write(
                manifest,
                List.of(
                        "{\"sample_id\":\"a\",\"patient_id\":\"p\",\"path\":\"a.png\"}",
                        "{\"sample_id\":\"b\",\"patient_id\":\"q\",\"path\":\"same.png\"}",
                        "{\"sample_id\":\"c\",\"patient_id\":\"r\",\"path\":\"like.png\"}",
                        "{\"sample_id\":\"d\",\"patient_id\":\"s\",\"path\":\"other.png\"}"));
        assertEquals(
                List.of("2 data.duplicate", "3 data.near-duplicate"),
                ManifestCheck.run(manifest, Progress.NONE).faults().stream()
                        .map(f -> f.line() + " " + f.code())
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"chest-xray-nih", "fatty-liver-us-byra", "liver-us-aul", "lung-ct-luna"})
    @Tag("realdata")
    void theHashIsTheOneThatSharedSetsUse(String set) throws Problem {
        Manifest manifest = Manifest.read(SharedData.find(set + "/manifest.jsonl"));
        ManifestEntry e = manifest.entries().getFirst();
        Path file = manifest.resolve(e.path());
        // pictures with transparency are hashed in colour here and with their fourth channel there
        if (!set.equals("lung-ct-luna")) {
            assertEquals(
                    e.sha256(), PixelFacts.of(file, SampleFiles.image(file, e)).sha256());
        }
    }

    private static String line(String id, String patient, String path, String mask, int label, String split) {
        return ("{\"sample_id\":\"%s\",\"patient_id\":\"%s\",\"path\":\"%s\",\"mask_path\":\"%s\",\"label\":%d,"
                        + "\"split\":\"%s\",\"modality\":\"CT\"}")
                .formatted(id, patient, path, mask, label, split);
    }
}

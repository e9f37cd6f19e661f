package org.radiloom.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.radiloom.fixtures.JawPhantom;
import org.radiloom.fixtures.JawSources;
import org.radiloom.fixtures.SharedData;
import org.radiloom.fixtures.SmallStudies;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Mask;
import org.radiloom.imaging.Nifti;
import org.radiloom.imaging.Nrrd;
import org.radiloom.imaging.ValueUnit;
import org.radiloom.imaging.Vec3;
import org.radiloom.imaging.VolumeStack;
import org.radiloom.infer.Frame;
import org.radiloom.job.Progress;
import org.radiloom.nn.EngineCompat;
import org.radiloom.problem.Problem;
import org.radiloom.train.loop.TrainEnd;

class SampleFilesTest {
    @TempDir
    private Path folder;

    @Test
    void framesOfUltrasoundFilmsAreSamples() throws IOException, Problem {
        Path file = SmallStudies.ultrasound(folder.resolve("film"), 3).resolve("us.dcm");
        Frame third = SampleFiles.frame(file, entry(",\"frame\":2"));
        assertEquals(255, third.white());
        for (int at = 0; at < 256; at++) {
            assertEquals((512 + at) * 37 + 2 & 255, third.greys()[at]);
        }
        assertEquals(
                "data.frame",
                assertThrows(Problem.class, () -> SampleFiles.frame(file, entry("")))
                        .code());
        Path single = SmallStudies.ultrasound(folder.resolve("single")).resolve("us.dcm");
        assertEquals(16, SampleFiles.frame(single, entry("")).columns());
    }

    @ParameterizedTest
    @EnumSource(
            value = JawSources.Kind.class,
            names = {"NIFTI", "NRRD", "DICOM"})
    void aVolumeIsTheSameFromEveryKindOfFile(JawSources.Kind kind) throws IOException, Problem {
        Manifest manifest = Manifest.read(JawSources.write(folder, kind));
        ManifestEntry entry = manifest.entries().get(1);
        JawPhantom phantom = JawPhantom.of(8, 1);
        VolumeStack image = SampleFiles.image(manifest.resolve(entry.path()), entry);
        assertEquals(ValueUnit.HOUNSFIELD, image.unit());
        assertArrayEquals(phantom.stack().toFloats(), image.toFloats());
        assertEquals(
                phantom.stack().geometry().orElseThrow().toPatient(63, 63, 7),
                image.geometry().orElseThrow().toPatient(63, 63, 7));
        Mask mask = SampleFiles.mask(manifest.resolve(String.valueOf(entry.maskPath())), entry, image);
        assertArrayEquals(phantom.mask().toArray(), mask.toArray());
        assertEquals(
                PixelFacts.of(manifest.resolve(entry.path()), phantom.stack()).sha256(),
                PixelFacts.of(manifest.resolve(entry.path()), image).sha256());
    }

    @ParameterizedTest
    @EnumSource(JawSources.Kind.class)
    @Tag("engine")
    void aTinyTrainingRunsOnEveryKindOfFile(JawSources.Kind kind) throws IOException, Problem {
        EngineCompat.start();
        Path manifest = JawSources.write(folder, kind);
        RunConfig config = RunConfig.of("mandi/micro", Map.of());
        TrainEnd end = Trainer.train(
                new Trainer.Task(config, manifest, folder.resolve("run"), "radiloom train", false),
                TrainEvents.NONE,
                Progress.NONE);
        assertEquals(2, end.state().epoch());
        assertTrue(
                Objects.requireNonNull(end.state().best()) > 0.1,
                "Dice " + end.state().best());
        assertTrue(Files.exists(folder.resolve("run/checkpoints/best/weights.safetensors")));
    }

    @Test
    void aMaskWhoseRowsAreReversedStillLiesOnItsImage() throws Problem {
        JawPhantom phantom = JawPhantom.of(4, 1);
        Geometry g = phantom.mask().geometry();
        byte[] voxels = phantom.mask().toArray();
        byte[] turned = new byte[voxels.length];
        for (int at = 0; at < voxels.length; at++) {
            int row = at / g.columns() % g.rows();
            turned[at + (g.rows() - 1 - 2 * row) * g.columns()] = voxels[at];
        }
        Geometry reversed = new Geometry(
                g.columns(),
                g.rows(),
                g.slices(),
                g.toPatient(0, g.rows() - 1, 0),
                g.columnStep(),
                g.rowStep().times(-1),
                g.sliceStep());
        Nifti.write(folder.resolve("m.nii.gz"), Mask.of(reversed, turned));
        Mask read = SampleFiles.mask(folder.resolve("m.nii.gz"), entry(""), phantom.stack());
        Vec3 bone = new Vec3(64, 2 * 24, 0);
        for (int dy = -20; dy < 20; dy++) {
            Vec3 p = bone.plus(new Vec3(0, 2 * dy, 0));
            Vec3 a = g.toIndex(p);
            Vec3 b = read.geometry().toIndex(p);
            assertEquals(
                    phantom.mask().contains((int) Math.round(a.x()), (int) Math.round(a.y()), 0),
                    read.contains((int) Math.round(b.x()), (int) Math.round(b.y()), 0));
        }
    }

    @Test
    void aMaskOfAnotherSizeOrPlaceIsRefused() throws Problem {
        VolumeStack image = JawPhantom.of(4, 1).stack();
        Nifti.write(folder.resolve("longer.nii.gz"), JawPhantom.of(5, 1).mask());
        assertProblem("data.mask.grid", "longer.nii.gz", image);
        Geometry g = image.geometry().orElseThrow();
        Mask moved =
                Mask.of(g.crop(10, 0, 0, 64, 64, 4), JawPhantom.of(4, 1).mask().toArray());
        Nifti.write(folder.resolve("moved.nii.gz"), moved);
        assertProblem("data.mask.place", "moved.nii.gz", image);
        JawSources.writePicture(folder.resolve("slice.png"), image, 0, 0, 1000);
        assertProblem("data.mask.grid", "slice.png", image);
    }

    @Test
    void aFrameOfAVolumeIsOneSlice() throws Problem {
        JawPhantom phantom = JawPhantom.of(4, 1);
        Nifti.write(folder.resolve("ct.nii.gz"), phantom.stack());
        VolumeStack one = SampleFiles.image(folder.resolve("ct.nii.gz"), entry(",\"frame\":2"));
        assertEquals(1, one.slices());
        assertEquals(phantom.stack().valueAt(5, 6, 2), one.valueAt(5, 6, 0));
        assertEquals(6, one.geometry().orElseThrow().origin().z(), 1e-9);
        Problem problem = assertThrows(
                Problem.class, () -> SampleFiles.image(folder.resolve("ct.nii.gz"), entry(",\"frame\":4")));
        assertEquals("data.frame", problem.code());
    }

    @Test
    void aFolderWithTwoSeriesNeedsToSayWhich() throws IOException, Problem {
        VolumeStack stack = JawPhantom.of(3, 1).stack();
        var second = org.radiloom.fixtures.DicomSeriesFixture.ct(stack).series(2);
        org.radiloom.fixtures.DicomSeriesFixture.ct(JawPhantom.of(4, 1).stack())
                .series(1)
                .writeTo(folder.resolve("both"));
        second.writeTo(folder.resolve("both"));
        Problem problem = assertThrows(Problem.class, () -> SampleFiles.image(folder.resolve("both"), entry("")));
        assertEquals("data.series", problem.code());
        ManifestEntry chosen = entry(",\"series_uid\":\"" + second.seriesUid() + "\"");
        assertEquals(3, SampleFiles.image(folder.resolve("both"), chosen).slices());
    }

    @Test
    void aPictureIsLetterboxedAndSkipsTheWindow() throws Problem {
        // 8 x 4 grey 51 = 0.2, scaled to half: 4 x 2 pixels in the middle of a 4 x 4 square
        Geometry grid = Geometry.axial(8, 4, 1, 1, 1, 1);
        float[] values = new float[32];
        java.util.Arrays.fill(values, 51);
        byte[] left = new byte[32];
        for (int at = 0; at < 32; at++) {
            left[at] = (byte) (at % 8 < 3 ? 1 : 0);
        }
        LabelledPicture picture = LabelledPicture.of(
                "s",
                "p",
                VolumeStack.ofFloats(grid, values, ValueUnit.RAW),
                Mask.of(grid, left),
                255,
                4,
                org.radiloom.model.SegmentationInput.mandible());
        float[] input = new float[5 * 16];
        picture.copyInput(0, input, 0);
        float[] expected = {0, 0, 0, 0, 0.2f, 0.2f, 0.2f, 0.2f, 0.2f, 0.2f, 0.2f, 0.2f, 0, 0, 0, 0};
        for (int at = 0; at < input.length; at++) {
            assertEquals(expected[at % 16], input[at], 1e-4);
        }
        float[] target = new float[16];
        picture.copyTarget(0, target, 0);
        // the triangle of half-width 2 around 0.5 and 2.5: 1, and 1/8 of the weight beyond column 2
        assertEquals(List.of(0f, 1f), List.of(target[0], target[4]));
        assertTrue(target[5] > 0.5 && target[5] < 0.8, "share " + target[5]);
        assertTrue(picture.shows(0));
    }

    @Test
    @Tag("realdata")
    void theSharedExpertMasksAreRead() throws Problem, IOException {
        try (var files = Files.walk(SharedData.find("mandible-masks-deepmind/nrrds"))) {
            Path file = files.filter(f -> f.toString().endsWith(".nrrd"))
                    .sorted()
                    .findFirst()
                    .orElseThrow();
            Mask mask = Nrrd.readMask(file);
            assertEquals(512, mask.geometry().columns());
            assertEquals(65, mask.volumeCm3(), 35);
        }
    }

    private void assertProblem(String code, String file, VolumeStack image) {
        Problem problem = assertThrows(Problem.class, () -> SampleFiles.mask(folder.resolve(file), entry(""), image));
        assertEquals(code, problem.code());
    }

    private ManifestEntry entry(String more) throws Problem {
        return Manifest.parse(
                        List.of("{\"sample_id\":\"a\",\"patient_id\":\"p\",\"path\":\"a\",\"modality\":\"CT\"" + more
                                + "}"),
                        folder,
                        "m.jsonl")
                .entries()
                .getFirst();
    }
}

package org.radiloom.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.fixtures.TinyModel;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Mask;
import org.radiloom.imaging.Nifti;
import org.radiloom.imaging.ValueUnit;
import org.radiloom.imaging.VolumeStack;
import org.radiloom.problem.Problem;

/** A model that outlines everything, on 16 x 16 x 12 voxels of 4 x 4 x 3 mm of which the left half is right. */
@Tag("engine")
class EvaluateCorrectionTest {
    @TempDir
    private Path folder;

    private String manifest() throws IOException, Problem {
        Geometry grid = Geometry.axial(16, 16, 12, 4, 4, 3);
        byte[] half = new byte[16 * 16 * 12];
        short[] image = new short[half.length];
        for (int at = 0; at < half.length; at++) {
            half[at] = (byte) (at % 16 < 8 ? 1 : 0);
            image[at] = 300;
        }
        Nifti.write(folder.resolve("mask.nii.gz"), Mask.of(grid, half));
        Nifti.write(folder.resolve("ct.nii.gz"), VolumeStack.ofShorts(grid, image, ValueUnit.HOUNSFIELD));
        return Files.write(
                        folder.resolve("manifest.jsonl"),
                        List.of(
                                "{\"header\": {\"task\": \"segmentation\", \"classes\": [\"background\", \"jaw\"]}}",
                                "{\"sample_id\": \"s\", \"patient_id\": \"p\", \"path\": \"ct.nii.gz\", \"modality\":"
                                        + " \"CT\", \"mask_path\": \"mask.nii.gz\"}"))
                .toString();
    }

    @Test
    void theErrorsOfEverySliceAndWhatFindsThemAreWritten() throws Exception {
        String model =
                TinyModel.write(folder.resolve("models"), "tiny", 0.6f).folder().toString();
        String data = manifest();
        CommandLineRun table =
                CommandLineRun.of("evaluate", "--model", model, "--data", data, "--correction", "-", "--split", "all");
        assertEquals(ExitCode.DONE, table.code(), table.err());
        assertTrue(table.out().contains("Patients: 1."), table.out());
        // every slice holds the same error: after the first two of twelve a sixth is found, whatever the order
        assertTrue(table.out().contains("| expected error | 0.167 ["), table.out());
        assertTrue(table.out().contains("| one slice in 2 |"), table.out());

        Path csv = folder.resolve("slices.csv");
        CommandLineRun.of(
                "evaluate", "--model", model, "--data", data, "--correction", csv.toString(), "--split", "all");
        List<String> lines = Files.readAllLines(csv);
        assertEquals(13, lines.size());
        // half of 16 x 16 voxels of 16 mm2
        assertTrue(lines.get(1).startsWith("p,0,") && lines.get(1).endsWith(",2048.000"), lines.get(1));
    }

    @Test
    void itNeedsAModelAndData() {
        assertEquals(
                ExitCode.USAGE,
                CommandLineRun.of("evaluate", "--correction", "-", "x.json").code());
    }
}

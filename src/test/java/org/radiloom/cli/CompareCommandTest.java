package org.radiloom.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.annotate.Segmentation;
import org.radiloom.annotate.file.DicomSegFile;
import org.radiloom.annotate.file.NiftiLabels;
import org.radiloom.annotate.file.NrrdLabels;
import org.radiloom.annotate.file.PngStack;
import org.radiloom.annotate.file.RoiZip;
import org.radiloom.dicom.DicomDataset;
import org.radiloom.dicom.Tag;
import org.radiloom.dicom.seg.SegmentAlgorithm;
import org.radiloom.dicom.seg.SegmentationEncoding;
import org.radiloom.dicom.seg.SegmentationHeader;
import org.radiloom.dicom.seg.SourceSeries;
import org.radiloom.dicom.seg.SourceSlice;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Mask;
import org.radiloom.imaging.Nifti;
import org.radiloom.problem.Problem;

class CompareCommandTest {
    private static final Geometry GRID = Geometry.axial(20, 10, 6, 1, 2, 3);

    @TempDir
    private Path folder;

    /** A rod of voxels in row 4 of slice 2, and one more voxel in slice 5 if asked for. */
    private Path rod(String name, int from, int to, boolean more) throws Problem {
        byte[] voxels = new byte[(int) GRID.voxels()];
        for (int i = from; i <= to; i++) {
            voxels[i + 20 * (4 + 10 * 2)] = 1;
        }
        voxels[20 * 10 * 5] = (byte) (more ? 1 : 0);
        Path file = folder.resolve(name);
        file.toFile().getParentFile().mkdirs();
        Nifti.write(file, Mask.of(GRID, voxels));
        return file;
    }

    @Test
    void twoFilesAreComparedAndSlicesComeByDisagreement() throws Exception {
        Path a = rod("a.nii.gz", 2, 11, false);
        Path b = rod("b.nii", 4, 11, true);
        CommandLineRun run = CommandLineRun.of("compare", a.toString(), b.toString(), "--json");
        assertEquals(0, run.code(), run.err());
        JsonNode found = run.json().at("/cases/0/structures/0");
        assertEquals(16 / 19.0, found.path("dice").asDouble(), 1e-9);
        assertEquals(8 / 11.0, found.path("iou").asDouble(), 1e-9);
        assertEquals(-10, found.path("volumeDifferencePercent").asDouble(), 1e-9);
        assertEquals(0.06, found.at("/volumeCm3/a").asDouble(), 1e-9);
        assertEquals("both", found.path("presence").asText());
        assertEquals(3, found.at("/slices/0/slice").asInt());
        assertEquals(2, found.at("/slices/0/onlyA").asInt());
        assertEquals(6, found.at("/slices/1/slice").asInt());
        assertEquals(1, found.at("/slices/1/onlyB").asInt());
        assertEquals(2, found.path("slices").size());
        CommandLineRun text = CommandLineRun.of("compare", a.toString(), b.toString());
        assertTrue(text.out().contains("0.8421"), text.out());
        assertTrue(text.out().contains("2 slices differ, most of all 3 (2 only in A, 0 only in B), 6"), text.out());
    }

    @Test
    void anEmptyMaskIsSaidAndNoNumberIsMadeUp() throws Exception {
        Path a = rod("a.nii", 2, 11, false);
        Path b = rod("b.nii", 5, 4, false);
        CommandLineRun run = CommandLineRun.of("compare", a.toString(), b.toString(), "--json");
        JsonNode found = run.json().at("/cases/0/structures/0");
        assertEquals("onlyA", found.path("presence").asText());
        assertEquals(0, found.path("dice").asDouble());
        assertTrue(found.path("hd95Mm").isNull());
        assertFalse(run.out().contains("NaN"));
        assertTrue(
                CommandLineRun.of("compare", a.toString(), b.toString()).out().contains("B is empty"));
    }

    @Test
    void foldersAreComparedFileByFileWithMeansAndWhatHasNoCounterpartIsPartly() throws Exception {
        rod("one/p1/m.nii", 2, 11, false);
        rod("one/p2/m.nii", 2, 11, false);
        rod("one/p3/m.nii", 2, 11, false);
        rod("two/p1/m.nii", 2, 11, false);
        rod("two/p2/m.nii", 7, 11, false);
        CommandLineRun run = CommandLineRun.of(
                "compare",
                folder.resolve("one").toString(),
                folder.resolve("two").toString(),
                "--json");
        assertEquals(ExitCode.PARTLY, run.code());
        assertTrue(run.err().contains("p3"), run.err());
        assertEquals(2, run.json().path("cases").size());
        assertEquals((1 + 10 / 15.0) / 2, run.json().at("/mean/dice/value").asDouble(), 1e-9);
        assertEquals(2, run.json().at("/mean/dice/n").asInt());
    }

    @Test
    void aBlindedComparisonNamesNobodyUntilItIsRevealed() throws Exception {
        for (int patient = 1; patient <= 6; patient++) {
            rod("anna/p" + patient + ".nii", 2, 11, false);
            rod("ben/p" + patient + ".nii", 2, 11 - patient % 5, false);
        }
        String records = folder.resolve("records").toString();
        String anna = folder.resolve("anna").toString();
        String ben = folder.resolve("ben").toString();
        CommandLineRun run = CommandLineRun.of("compare", anna, ben, "--blinded", "31", "--records", records, "--json");
        assertEquals(0, run.code(), run.err());
        assertFalse((run.out() + run.err()).matches("(?s).*(anna|ben|p[1-6]).*"), run.out());
        CommandLineRun again =
                CommandLineRun.of("compare", anna, ben, "--blinded", "31", "--records", records, "--json");
        assertEquals(run.json().path("cases"), again.json().path("cases"));
        String name = run.json().path("blinded").asText();
        assertTrue(Files.readString(Path.of(records, name + ".json")).contains("\"revealed\" : null"));

        CommandLineRun revealed = CommandLineRun.of("compare", "--reveal", name, "--records", records, "--json");
        assertEquals(0, revealed.code(), revealed.err());
        assertFalse(Files.readString(Path.of(records, name + ".json")).contains("\"revealed\" : null"));
        // the reader of a case with fewer voxels is ben
        for (int at = 0; at < 6; at++) {
            JsonNode volumes = run.json().at("/cases/" + at + "/structures/0/volumeCm3");
            JsonNode who = revealed.json().at("/cases/" + at);
            if (volumes.path("a").asDouble() != volumes.path("b").asDouble()) {
                boolean ofAnna =
                        volumes.path("a").asDouble() > volumes.path("b").asDouble();
                assertEquals(ofAnna, who.path("a").asText().startsWith(anna), who.toString());
            }
        }
        long distinct = StreamSupport.stream(revealed.json().path("cases").spliterator(), false)
                .map(each -> each.path("name").asText())
                .distinct()
                .count();
        assertEquals(6, distinct);
    }

    @Test
    void theSameMaskIsTheSameInEveryFormat() throws Exception {
        Path nifti = rod("a.nii.gz", 2, 11, true);
        Segmentation same = NiftiLabels.read(nifti, GRID).segmentation();
        NrrdLabels.write(folder.resolve("a.seg.nrrd"), same);
        PngStack.write(folder.resolve("a.png"), same);
        RoiZip.write(folder.resolve("a.zip"), same);
        List<SourceSlice> slices = new ArrayList<>();
        for (int k = 0; k < GRID.slices(); k++) {
            slices.add(SourceSlice.of("1.2.840.10008.5.1.4.1.1.2", "2.25.9100" + k));
        }
        DicomDataset header = DicomDataset.builder()
                .string(Tag.STUDY_INSTANCE_UID, "2.25.93")
                .string(Tag.FRAME_OF_REFERENCE_UID, "2.25.91")
                .build();
        // any name will do
        DicomSegFile.write(
                folder.resolve("a.seg"),
                same,
                new SourceSeries(header, GRID, true, slices),
                SegmentationEncoding.BINARY,
                SegmentAlgorithm.BY_HAND,
                new SegmentationHeader("Rod", 901, "Radiloom", "1", LocalDateTime.of(2026, 12, 1, 18, 0)));
        for (String other : List.of("a.seg.nrrd", "a.png", "a.zip", "a.seg")) {
            for (boolean first : new boolean[] {true, false}) {
                String file = folder.resolve(other).toString();
                CommandLineRun run = CommandLineRun.of(
                        "compare", first ? file : nifti.toString(), first ? nifti.toString() : file, "--json");
                assertEquals(0, run.code(), other + run.err());
                assertEquals(1, run.json().at("/cases/0/structures/0/dice").asDouble(), other);
                assertEquals(
                        11, run.json().at("/cases/0/structures/0/voxels/both").asInt(), other);
            }
        }
    }

    @Test
    void whatCannotBeComparedEndsWithTheRightCode() throws Exception {
        Path a = rod("a.nii", 2, 11, false);
        Path text = Files.writeString(folder.resolve("notes.txt"), "nothing");
        assertEquals(ExitCode.USAGE, CommandLineRun.of("compare", a.toString()).code());
        assertEquals(
                ExitCode.INPUT,
                CommandLineRun.of("compare", a.toString(), folder.toString()).code());
        assertEquals(
                ExitCode.INPUT,
                CommandLineRun.of("compare", a.toString(), text.toString()).code());
        assertEquals(
                ExitCode.INPUT,
                CommandLineRun.of(
                                "compare",
                                a.toString(),
                                folder.resolve("gone.nii").toString())
                        .code());
        assertEquals(
                ExitCode.USAGE,
                CommandLineRun.of("compare", a.toString(), a.toString(), "--label", "9")
                        .code());
        assertEquals(
                ExitCode.USAGE,
                CommandLineRun.of("compare", "--reveal", "nobody", "--records", folder.toString())
                        .code());
    }
}

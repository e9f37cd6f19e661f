package org.radiloom.dicom.seg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.radiloom.dicom.DicomDataset;
import org.radiloom.dicom.DicomFile;
import org.radiloom.dicom.ReadOptions;
import org.radiloom.dicom.Tag;
import org.radiloom.imaging.Geometry;
import org.radiloom.problem.Problem;

/** Damaged segmentations end in voxels or in a reason. */
class HostileSegmentationTest {
    private static final Geometry GRID = Geometry.axial(9, 5, 4, 0.5, 0.5, 2);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void filesDamagedAtRandomEndInVoxelsOrInAReason(SegmentationEncoding encoding) throws Exception {
        Path file = folder.resolve("seg.dcm");
        SegmentationWriter.write(
                file,
                SegPhantom.content(GRID, SegPhantom.labels(GRID)),
                SegPhantom.ct(GRID),
                encoding,
                SegFixture.HEADER);
        byte[] whole = Files.readAllBytes(file);
        var random = new Random(20_261_201);
        int read = 0;
        int refused = 0;
        for (int round = 0; round < 400; round++) {
            byte[] damaged = whole.clone();
            for (int n = 1 + random.nextInt(3); n > 0; n--) {
                // digits and lengths of what stands behind the preamble
                int at = 132 + random.nextInt(damaged.length - 132);
                damaged[at] = random.nextBoolean()
                        ? (byte) random.nextInt(256)
                        : (byte) (damaged[at] ^ 1 << random.nextInt(8));
            }
            try {
                SegmentationObject object = SegmentationObject.of(DicomFile.parse(file, damaged, ReadOptions.LENIENT));
                for (SourceSeries target : List.of(SegPhantom.ct(GRID), SegPhantom.film(GRID))) {
                    try {
                        SegmentationReader.readAsItFits(object, target);
                        read++;
                    } catch (Problem reason) {
                        refused++;
                    }
                }
                SegmentationReader.read(object);
            } catch (Problem reason) {
                refused++;
            }
        }
        assertTrue(read > 80, read + " read");
        assertTrue(refused > 80, refused + " refused");
    }

    @Test
    void framesThatNobodyDescribesAreRefusedBeforeAnythingIsMade() throws Exception {
        DicomDataset dataset = SegmentationWriter.dataset(
                        SegPhantom.content(GRID, SegPhantom.labels(GRID)),
                        SegPhantom.ct(GRID),
                        SegmentationEncoding.BINARY,
                        SegFixture.HEADER)
                .toBuilder()
                .integer(Tag.NUMBER_OF_FRAMES, 16_000_000)
                .build();
        assertEquals(
                "seg.frames",
                assertThrows(Problem.class, () -> SegPhantom.object(dataset)).code());
    }
}

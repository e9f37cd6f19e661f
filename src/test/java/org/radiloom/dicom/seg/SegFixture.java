package org.radiloom.dicom.seg;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.radiloom.dicom.DicomDataset;
import org.radiloom.dicom.DicomFile;
import org.radiloom.dicom.ReadOptions;
import org.radiloom.dicom.Tag;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Mask;
import org.radiloom.imaging.ValueUnit;
import org.radiloom.imaging.Vec3;
import org.radiloom.imaging.VolumeStack;
import org.radiloom.problem.Problem;

/** A small CT series on an oblique grid, 13 x 9 x 5 voxels, and a mask on three of its slices. */
final class SegFixture {
    static final LocalDateTime WHEN = LocalDateTime.of(2026, 11, 20, 9, 30);
    /** Columns run along 0.6 x + 0.8 y: a size that is no multiple of eight, and slices that are not axial. */
    static final Geometry GRID = new Geometry(
            13,
            9,
            5,
            new Vec3(-20, 31.5, 112.25),
            new Vec3(0.6 * 0.75, 0.8 * 0.75, 0),
            new Vec3(0, 0, -1.25),
            new Vec3(-0.8 * 2.5, 0.6 * 2.5, 0));

    static final SegmentationHeader HEADER = new SegmentationHeader("Mandible", 900, "Radiloom", "0.1.0", WHEN);

    private SegFixture() {}

    /** Voxel (i, j, k) has 10 i + j - 1000 k HU. */
    static VolumeStack ct() {
        short[] voxels = new short[(int) GRID.voxels()];
        int at = 0;
        for (int k = 0; k < GRID.slices(); k++) {
            for (int j = 0; j < GRID.rows(); j++) {
                for (int i = 0; i < GRID.columns(); i++) {
                    voxels[at++] = (short) (10 * i + j - 1000 * k);
                }
            }
        }
        return VolumeStack.ofShorts(GRID, voxels, ValueUnit.HOUNSFIELD);
    }

    /** Slices 1, 2 and 4 hold voxels with (i * j + k) divisible by 3; slices 0 and 3 are empty. */
    static Mask mask() {
        byte[] voxels = new byte[(int) GRID.voxels()];
        int at = 0;
        for (int k = 0; k < GRID.slices(); k++) {
            for (int j = 0; j < GRID.rows(); j++) {
                for (int i = 0; i < GRID.columns(); i++, at++) {
                    boolean drawn = k == 1 || k == 2 || k == 4;
                    voxels[at] = (byte) (drawn && (i * j + k) % 3 == 0 ? 1 : 0);
                }
            }
        }
        return Mask.of(GRID, voxels);
    }

    static List<Path> writeCt(Path folder) throws Problem, IOException {
        Files.createDirectories(folder);
        return CtSeriesWriter.write(
                ct(),
                folder,
                new CtSeriesHeader(
                        "Phantom^Oblique",
                        "PHANTOM-1",
                        "Test phantom",
                        "Oblique ramp",
                        "HEAD",
                        "Numbers made by a test, no patient.",
                        "Never had an identity",
                        "0.1.0",
                        WHEN));
    }

    static Path writeSeg(Path file, List<Path> ct) throws Problem {
        SegmentationWriter.write(
                file,
                SegmentationContent.of(mask(), SegmentDescription.mandible("mandible-ct", "1.0.0")),
                source(ct),
                SegmentationEncoding.BINARY,
                HEADER);
        return file;
    }

    /** The series as what is drawn on. */
    static SourceSeries source(List<Path> ct) throws Problem {
        List<SourceSlice> slices = new ArrayList<>();
        for (Path slice : ct) {
            DicomDataset header = DicomFile.read(slice, ReadOptions.HEADER).dataset();
            slices.add(SourceSlice.of(
                    header.string(Tag.SOP_CLASS_UID).orElseThrow(),
                    header.string(Tag.SOP_INSTANCE_UID).orElseThrow()));
        }
        return new SourceSeries(
                DicomFile.read(ct.getFirst(), ReadOptions.HEADER).dataset(), GRID, true, slices);
    }
}

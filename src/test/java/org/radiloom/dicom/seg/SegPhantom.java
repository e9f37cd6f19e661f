package org.radiloom.dicom.seg;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.radiloom.dicom.DicomDataset;
import org.radiloom.dicom.DicomDatasetBuilder;
import org.radiloom.dicom.DicomFile;
import org.radiloom.dicom.ReadOptions;
import org.radiloom.dicom.Tag;
import org.radiloom.dicom.TransferSyntax;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Vec3;
import org.radiloom.problem.Problem;

/** Labels that look different from every side, on grids that lie in the patient in every way. */
final class SegPhantom {
    static final Map<Integer, SegmentDescription> SEGMENTS = new TreeMap<>(Map.of(
            1, segment("Mandible", "91609006", "Mandible", 0x35C2C7, SegmentAlgorithm.BY_HAND),
            2,
                    segment(
                            "左下颌管",
                            "20001000087104",
                            "Left mandibular canal",
                            0xE0A020,
                            new SegmentAlgorithm(SegmentAlgorithm.Type.SEMIAUTOMATIC, "mandible-ct", "1.1.0")),
            3,
                    segment(
                            "Tooth",
                            "38199008",
                            "Tooth",
                            0xFF0000,
                            new SegmentAlgorithm(SegmentAlgorithm.Type.AUTOMATIC, "teeth", "2"))));

    private SegPhantom() {}

    private static SegmentDescription segment(
            String name, String code, String meaning, int rgb, SegmentAlgorithm algorithm) {
        return new SegmentDescription(
                name, SegmentDescription.ANATOMY, new CodedConcept(code, "SCT", meaning), algorithm, rgb);
    }

    /** Label of the voxel of the axial grid, 0 to 3; plane r = 2 is empty. */
    static int label(int p, int q, int r) {
        return r == 2 ? 0 : (p * p + 3 * q + 5 * r * q + p * r) % 5 % 4;
    }

    /** Labels of an axial grid. */
    static byte[][] labels(Geometry g) {
        byte[][] slices = new byte[g.slices()][g.columns() * g.rows()];
        for (int k = 0; k < g.slices(); k++) {
            for (int j = 0; j < g.rows(); j++) {
                for (int i = 0; i < g.columns(); i++) {
                    slices[k][i + g.columns() * j] = (byte) label(i, j, k);
                }
            }
        }
        return slices;
    }

    static SegmentationContent content(Geometry g, byte[][] slices) {
        return new SegmentationContent(
                g,
                new TreeMap<>(SEGMENTS),
                (k, into) -> System.arraycopy(slices[k], 0, into, 0, into.length),
                Map.of());
    }

    static SourceSeries ct(Geometry g) {
        List<SourceSlice> slices = new ArrayList<>();
        for (int k = 0; k < g.slices(); k++) {
            slices.add(SourceSlice.of("1.2.840.10008.5.1.4.1.1.2", "2.25.9100" + k));
        }
        return new SourceSeries(
                patient().string(Tag.FRAME_OF_REFERENCE_UID, "2.25.91").build(), g, true, slices);
    }

    /** A film: frames 1 upwards of one image that has no place in the patient. */
    static SourceSeries film(Geometry g) {
        List<SourceSlice> slices = new ArrayList<>();
        for (int k = 0; k < g.slices(); k++) {
            slices.add(new SourceSlice("1.2.840.10008.5.1.4.1.1.3.1", "2.25.92", k + 1));
        }
        return new SourceSeries(patient().build(), g, false, slices);
    }

    private static DicomDatasetBuilder patient() {
        return DicomDataset.builder()
                .string(Tag.SPECIFIC_CHARACTER_SET, "ISO_IR 100")
                .string(Tag.PATIENT_NAME, "Müller^Anna")
                .string(Tag.PATIENT_ID, "SEG-1")
                .string(Tag.PATIENT_SEX, "F")
                .string(Tag.STUDY_INSTANCE_UID, "2.25.93")
                .string(Tag.SERIES_INSTANCE_UID, "2.25.94");
    }

    static SegmentationObject object(DicomDataset dataset) throws Problem {
        return SegmentationObject.of(new DicomFile(
                java.nio.file.Path.of("seg.dcm"), DicomDataset.empty(), dataset, TransferSyntax.EXPLICIT_LITTLE));
    }

    static SegmentationObject open(java.nio.file.Path file) throws Problem {
        return SegmentationObject.of(DicomFile.read(file, ReadOptions.STRICT));
    }

    /** The axes of a grid in all 24 turns of a cube: each grid covers the voxels of {@code axial}, whose middle stays. */
    static List<Geometry> turned(Geometry axial) {
        Vec3[] steps = {axial.columnStep(), axial.rowStep(), axial.sliceStep()};
        int[] sizes = {axial.columns(), axial.rows(), axial.slices()};
        List<Geometry> all = new ArrayList<>();
        for (int a = 0; a < 3; a++) {
            for (int b = 0; b < 3; b++) {
                for (int mirrored = 0; mirrored < 8 && a != b; mirrored++) {
                    int c = 3 - a - b;
                    int[] axes = {a, b, c};
                    Vec3 origin = axial.origin();
                    Vec3[] turned = new Vec3[3];
                    for (int n = 0; n < 3; n++) {
                        boolean back = (mirrored >> n & 1) == 1;
                        turned[n] = steps[axes[n]].times(back ? -1 : 1);
                        origin = back ? origin.plus(steps[axes[n]].times(sizes[axes[n]] - 1)) : origin;
                    }
                    var g = new Geometry(sizes[a], sizes[b], sizes[c], origin, turned[0], turned[1], turned[2]);
                    if (turned[0].cross(turned[1]).dot(turned[2]) > 0) {
                        all.add(g);
                    }
                }
            }
        }
        return all;
    }

    /** The labels of the axial grid on another one that covers the same voxels. */
    static byte[][] labelsOn(Geometry g, Geometry axial) {
        byte[][] slices = new byte[g.slices()][g.columns() * g.rows()];
        for (int k = 0; k < g.slices(); k++) {
            for (int j = 0; j < g.rows(); j++) {
                for (int i = 0; i < g.columns(); i++) {
                    Vec3 at = axial.toIndex(g.toPatient(i, j, k));
                    slices[k][i + g.columns() * j] =
                            (byte) label((int) Math.rint(at.x()), (int) Math.rint(at.y()), (int) Math.rint(at.z()));
                }
            }
        }
        return slices;
    }
}

package org.radiloom.annotate.file;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.radiloom.annotate.Segment;
import org.radiloom.annotate.Segmentation;
import org.radiloom.dicom.DicomDataset;
import org.radiloom.dicom.seg.SegmentationHeader;
import org.radiloom.dicom.seg.SourceSlice;
import org.radiloom.dicom.seg.StructureContours;
import org.radiloom.dicom.seg.StructureSetWriter;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.PlaneRegion;
import org.radiloom.problem.Problem;

/**
 * DICOM structure sets (RTSTRUCT), written only: a contour for each part of a segment in each slice, along the edges of its
 * pixels, so that the contour encloses exactly their centres. Holes are cut out by keyholes.
 */
public final class StructureSetFile {
    private StructureSetFile() {}

    /**
     * Writes a structure set.
     *
     * @param source data set of one of the images
     * @param slices the images, one for each slice of the segmentation, in its order
     * @throws Problem {@code segmentation.empty} if no segment has a voxel, {@code structures.place} if the images do not say where
     *     they lie, or if the file cannot be written
     */
    public static void write(
            Path file,
            Segmentation segmentation,
            DicomDataset source,
            List<SourceSlice> slices,
            SegmentationHeader header)
            throws Problem {
        Geometry g = segmentation.map().geometry();
        if (slices.size() != g.slices()) {
            throw new IllegalArgumentException(slices.size() + " source images for " + g.slices() + " slices");
        }
        List<StructureContours> structures = new ArrayList<>();
        for (Segment segment : segmentation.segments()) {
            structures.add(new StructureContours(
                    segment.label(),
                    segment.name(),
                    segment.rgb(),
                    segment.code(),
                    contours(segmentation, segment.label())));
        }
        if (structures.stream().allMatch(s -> s.contours().isEmpty())) {
            throw Problem.input("segmentation.empty", "No segment has a voxel.", "There is nothing to write.");
        }
        StructureSetWriter.write(file, structures, source, slices, header);
    }

    private static List<StructureContours.PlanarContour> contours(Segmentation segmentation, int label) {
        Geometry g = segmentation.map().geometry();
        List<StructureContours.PlanarContour> contours = new ArrayList<>();
        byte[] inside = new byte[g.columns() * g.rows()];
        for (int k = 0; k < g.slices(); k++) {
            int slice = k;
            segmentation.map().copySlice(k, inside);
            for (int at = 0; at < inside.length; at++) {
                inside[at] = (byte) ((inside[at] & 0xFF) == label ? 1 : 0);
            }
            for (PlaneRegion region : PlaneRegion.of(inside, g.columns(), g.rows())) {
                contours.add(new StructureContours.PlanarContour(
                        k,
                        region.keyholed().points().stream()
                                .map(p -> g.toPatient(p.column(), p.row(), slice))
                                .toList()));
            }
        }
        return contours;
    }
}

package org.radiloom.annotate.file;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.radiloom.annotate.LabelMap;
import org.radiloom.annotate.Segment;
import org.radiloom.annotate.Segmentation;
import org.radiloom.dicom.DicomDataset;
import org.radiloom.dicom.DicomFile;
import org.radiloom.dicom.ReadOptions;
import org.radiloom.dicom.seg.SegmentationHeader;
import org.radiloom.dicom.seg.SourceSeries;
import org.radiloom.dicom.seg.SourceSlice;
import org.radiloom.dicom.seg.StructureContours;
import org.radiloom.dicom.seg.StructureSetWriter;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.PlaneRegion;
import org.radiloom.imaging.Polygon;
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
     * @param source the series that was drawn on
     * @throws Problem {@code segmentation.empty} if no segment has a voxel, {@code structures.source} and {@code structures.place}
     *     if the images are not DICOM or do not say where they lie, or if the file cannot be written
     */
    public static void write(Path file, Segmentation segmentation, SourceSeries source, SegmentationHeader header)
            throws Problem {
        if (source.slices().isEmpty()) {
            throw Problem.input(
                    "structures.source",
                    "The series does not come from DICOM files, so a structure set has nothing to refer to.",
                    "Save the segmentation as NIfTI or NRRD.");
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
        StructureSetWriter.write(file, structures, source, header);
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

    /**
     * Fills the contours of a structure set again: a pixel belongs to a structure if an odd number of its contours enclose the
     * pixel's centre.
     *
     * @param source the series that it refers to
     */
    static LabelMap drawn(Path file, SourceSeries source) throws Problem {
        Geometry g = source.grid();
        Map<String, Integer> places = new HashMap<>();
        for (int k = 0; k < g.slices(); k++) {
            SourceSlice slice = source.slices().get(k);
            places.put(slice.sopInstanceUid() + "/" + slice.frame(), k);
        }
        byte[][] slices = new byte[g.slices()][g.columns() * g.rows()];
        DicomDataset set = DicomFile.read(file, ReadOptions.LENIENT).dataset();
        for (StructureContours structure : StructureSetWriter.contours(set, places)) {
            for (StructureContours.PlanarContour contour : structure.contours()) {
                byte[] inside = new Polygon(contour.points().stream()
                                .map(g::toIndex)
                                .map(p -> new Polygon.Point(p.x(), p.y()))
                                .toList())
                        .rasterised(g.columns(), g.rows());
                byte[] slice = slices[contour.slice()];
                for (int at = 0; at < inside.length; at++) {
                    slice[at] ^= (byte) (inside[at] * structure.number());
                }
            }
        }
        return LabelMap.of(g, slices);
    }
}

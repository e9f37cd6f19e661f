package org.radiloom.annotate.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.radiloom.annotate.LabelMap;
import org.radiloom.annotate.Segment;
import org.radiloom.annotate.Segmentation;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.LabelPng;
import org.radiloom.imaging.PlaneRegion;
import org.radiloom.imaging.Polygon;
import org.radiloom.problem.Problem;

/**
 * A folder with one labelme file (JSON) a slice.
 *
 * <p>Labelme's coordinates begin at the upper left corner of the first pixel, whose centre is (0.5, 0.5). What labelme has no
 * room for (which slice, the grid, colours, codes) stands under a key of its own, which labelme keeps. Source: the files that
 * labelme 5 writes (labelme/_label_file.py).
 */
public final class LabelmeFolder {
    static final String OWN = "radiloom";
    private static final String VERSION = "5.5.0";
    private static final double CORNER = 0.5;

    private LabelmeFolder() {}

    /** How labels become shapes. */
    public enum Shapes {
        /** One picture of pixels a label and slice: nothing is lost. */
        MASKS,
        /** One polygon a part, to be moved point by point in labelme; holes are filled. */
        POLYGONS
    }

    /**
     * Reads a folder.
     *
     * @throws Problem if a file is damaged, or if it is not clear which slices the files belong to
     */
    public static Imported read(Path folder, Geometry grid) throws Problem {
        return new LabelmeReader(folder, grid).read();
    }

    /**
     * Writes a folder; files of these names that are in it are replaced.
     *
     * @param pictures the images, which labelme wants beside its files
     * @return what of the segmentation the shapes cannot keep, in sentences; empty when nothing is lost
     */
    public static List<String> write(Path folder, Segmentation segmentation, Shapes shapes, SlicePictures pictures)
            throws Problem {
        FolderFiles.create(folder);
        Geometry g = segmentation.map().geometry();
        byte[] labels = new byte[g.columns() * g.rows()];
        for (int k = 0; k < g.slices(); k++) {
            segmentation.map().copySlice(k, labels);
            ObjectNode json = GridJson.MAPPER.createObjectNode();
            json.put("version", VERSION);
            json.putObject("flags");
            ArrayNode array = json.putArray("shapes");
            if (shapes == Shapes.MASKS) {
                for (Segment segment : segmentation.segments()) {
                    mask(array, segment, inside(labels, segment.label()), g);
                }
            } else {
                outlines(labels, segmentation.segments(), g).forEach(outline -> polygon(array, outline));
            }
            json.put("imagePath", FolderFiles.name(k, "png")).putNull("imageData");
            json.put("imageHeight", g.rows()).put("imageWidth", g.columns());
            json.set(OWN, GridJson.write(segmentation).put("slice", k + 1));
            FolderFiles.write(folder.resolve(FolderFiles.name(k, "json")), GridJson.bytes(json));
            pictures.write(folder.resolve(FolderFiles.name(k, "png")), k);
        }
        return shapes == Shapes.MASKS ? List.of() : lost(segmentation);
    }

    // ---- polygons ----

    /** The line around a part of a segment. */
    private record Outline(Segment segment, Polygon line) {}

    /** The outlines of a slice, the largest first: what lies in a hole of another comes after it and stays. */
    private static List<Outline> outlines(byte[] labels, List<Segment> segments, Geometry g) {
        List<Outline> all = new ArrayList<>();
        for (Segment segment : segments) {
            PlaneRegion.of(inside(labels, segment.label()), g.columns(), g.rows())
                    .forEach(region -> all.add(new Outline(segment, region.outer())));
        }
        all.sort(Comparator.comparingDouble((Outline o) -> -o.line.area()));
        return all;
    }

    private static void polygon(ArrayNode into, Outline outline) {
        ArrayNode points = shape(into, outline.segment, "polygon").putArray("points");
        for (Polygon.Point p : outline.line.points()) {
            points.addArray().add(p.column() + CORNER).add(p.row() + CORNER);
        }
    }

    /** What polygons make of a segmentation: the same, with holes filled. */
    static LabelMap filled(Segmentation segmentation) {
        Geometry g = segmentation.map().geometry();
        byte[] labels = new byte[g.columns() * g.rows()];
        byte[][] slices = new byte[g.slices()][labels.length];
        for (int k = 0; k < g.slices(); k++) {
            segmentation.map().copySlice(k, labels);
            for (Outline outline : outlines(labels, segmentation.segments(), g)) {
                byte[] inside = outline.line.rasterised(g.columns(), g.rows());
                for (int at = 0; at < inside.length; at++) {
                    slices[k][at] = inside[at] != 0 ? (byte) outline.segment.label() : slices[k][at];
                }
            }
        }
        return LabelMap.of(g, slices);
    }

    private static List<String> lost(Segmentation segmentation) {
        LabelMap filled = filled(segmentation);
        long[] more = new long[LabelMap.MOST_LABELS + 1];
        byte[] before = new byte[filled.sliceSize()];
        byte[] after = new byte[filled.sliceSize()];
        for (int k = 0; k < filled.geometry().slices(); k++) {
            segmentation.map().copySlice(k, before);
            filled.copySlice(k, after);
            for (int at = 0; at < before.length; at++) {
                more[after[at] & 0xFF] += before[at] == after[at] ? 0 : 1;
            }
        }
        List<String> warnings = new ArrayList<>();
        for (Segment segment : segmentation.segments()) {
            long count = more[segment.label()];
            if (count > 0) {
                warnings.add(
                        "Polygons have no holes: " + count + " voxels inside of " + segment.name() + " were filled.");
            }
        }
        return warnings;
    }

    // ---- masks ----

    private static byte[] inside(byte[] labels, int label) {
        byte[] inside = new byte[labels.length];
        for (int at = 0; at < labels.length; at++) {
            inside[at] = (byte) ((labels[at] & 0xFF) == label ? 1 : 0);
        }
        return inside;
    }

    private static ObjectNode shape(ArrayNode into, Segment segment, String type) {
        ObjectNode shape = into.addObject();
        shape.put("label", segment.name());
        shape.put("group_id", segment.label()).put("description", "");
        shape.put("shape_type", type).putObject("flags");
        return shape;
    }

    private static void mask(ArrayNode into, Segment segment, byte[] inside, Geometry g) {
        Optional<int[]> found = box(inside, g.columns());
        if (found.isEmpty()) {
            return;
        }
        int[] box = found.get();
        int width = box[2] - box[0] + 1;
        int height = box[3] - box[1] + 1;
        byte[] cut = new byte[width * height];
        for (int at = 0; at < cut.length; at++) {
            cut[at] = inside[box[0] + at % width + g.columns() * (box[1] + at / width)];
        }
        ObjectNode shape = shape(into, segment, "mask");
        ArrayNode points = shape.putArray("points");
        // the last pixel, not the one after it
        points.addArray().add((double) box[0]).add((double) box[1]);
        points.addArray().add((double) box[2]).add((double) box[3]);
        shape.put("mask", Base64.getEncoder().encodeToString(LabelPng.encode(cut, width, height)));
    }

    /** First and last column and row: left, top, right, bottom. */
    private static Optional<int[]> box(byte[] inside, int columns) {
        int[] box = {columns, inside.length, -1, -1};
        for (int at = 0; at < inside.length; at++) {
            if (inside[at] != 0) {
                box[0] = Math.min(box[0], at % columns);
                box[1] = Math.min(box[1], at / columns);
                box[2] = Math.max(box[2], at % columns);
                box[3] = Math.max(box[3], at / columns);
            }
        }
        return box[2] < 0 ? Optional.empty() : Optional.of(box);
    }

    /** The part of a labelme file that only this program writes, if it is there. */
    static Optional<JsonNode> own(JsonNode json) {
        JsonNode own = json.path(OWN);
        return own.isObject() ? Optional.of(own) : Optional.empty();
    }
}

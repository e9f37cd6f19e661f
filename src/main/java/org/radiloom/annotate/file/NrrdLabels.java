package org.radiloom.annotate.file;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.radiloom.annotate.LabelMap;
import org.radiloom.annotate.Segment;
import org.radiloom.annotate.Segmentation;
import org.radiloom.dicom.seg.CodedConcept;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Nrrd;
import org.radiloom.imaging.VolumeStack;
import org.radiloom.problem.Problem;

/**
 * Labels in NRRD files with the words that 3D Slicer puts beside them (.seg.nrrd): name, colour, code and state of each
 * segment.
 *
 * <p>Source: 3D Slicer, vtkMRMLSegmentationStorageNode. Slicer puts segments that overlap into several layers; here a voxel
 * has one label, so later segments win and a warning counts what earlier ones lost.
 */
public final class NrrdLabels {
    private static final int MOST_SEGMENTS = 4096;
    private static final String CONTEXT = "Segmentation category and type - 3D Slicer General Anatomy list";
    private static final String CATEGORY = "SCT^123037004^Anatomical Structure";

    private NrrdLabels() {}

    /** A segment as the file describes it. */
    private record Described(int layer, int value, Segment segment) {}

    /**
     * Reads labels; without Slicer's words, segments are named after their numbers.
     *
     * @throws Problem if the file is damaged, holds no labels, or lies elsewhere
     */
    public static Imported read(Path file, Geometry grid) throws Problem {
        String name = String.valueOf(file.getFileName());
        Nrrd.Layers read = Nrrd.readLayers(file);
        Geometry own = read.stacks()
                .get(0)
                .geometry()
                .orElseThrow(() -> Problem.input(
                        "nrrd.place",
                        name + " has no voxel sizes, so the mask lies nowhere.",
                        "Write the mask again with space directions and a space origin."));
        List<Described> described = described(read.keys());
        if (read.stacks().size() == 1 && distinct(described)) {
            Imported plain = LabelValues.of(read.stacks().get(0), own, name);
            return OntoGrid.bring(named(plain, described), grid, name);
        }
        return OntoGrid.bring(flattened(read.stacks(), described, own, name), grid, name);
    }

    private static boolean distinct(List<Described> described) {
        return described.stream().allMatch(d -> d.layer == 0 && d.value == d.segment.label());
    }

    /** The segments of the file in place of those that only have a number. */
    private static Imported named(Imported plain, List<Described> described) {
        LabelMap map = plain.segmentation().map();
        List<Segment> segments = new ArrayList<>();
        described.forEach(d -> segments.add(d.segment));
        for (Segment segment : plain.segmentation().segments()) {
            if (segments.stream().noneMatch(s -> s.label() == segment.label())) {
                segments.add(segment);
            }
        }
        return new Imported(new Segmentation(map, segments), plain.warnings());
    }

    /** One label a voxel from several layers. */
    private static Imported flattened(List<VolumeStack> stacks, List<Described> described, Geometry own, String name)
            throws Problem {
        byte[] @Nullable [] slices = new byte[own.slices()][own.columns() * own.rows()];
        long[] lost = new long[LabelMap.MOST_LABELS + 1];
        List<Described> all = described.isEmpty() ? numbered(stacks, own, name) : described;
        for (Described each : all) {
            if (each.layer < 0 || each.layer >= stacks.size()) {
                throw Problem.input(
                        "nrrd.damaged",
                        name + " is damaged: a segment lies in a layer that is not there.",
                        "Get the file again from its source.");
            }
            VolumeStack stack = stacks.get(each.layer);
            for (int k = 0; k < own.slices(); k++) {
                byte[] slice = slices[k];
                for (int at = 0; slice != null && at < slice.length; at++) {
                    if (stack.valueAt(at % own.columns(), at / own.columns(), k) == each.value) {
                        lost[slice[at] & 0xFF]++;
                        slice[at] = (byte) each.segment.label();
                    }
                }
            }
        }
        List<String> warnings = new ArrayList<>();
        for (Described each : all) {
            long count = lost[each.segment.label()];
            if (count > 0) {
                warnings.add("Segments of " + name + " overlap: " + count + " voxels of " + each.segment.name()
                        + " went to segments that come after it.");
            }
        }
        return new Imported(
                new Segmentation(
                        LabelMap.of(own, slices),
                        all.stream().map(d -> d.segment).toList()),
                warnings);
    }

    /** Layers of which nothing is said: every label of each layer is a segment. */
    private static List<Described> numbered(List<VolumeStack> stacks, Geometry own, String name) throws Problem {
        List<Described> all = new ArrayList<>();
        for (int layer = 0; layer < stacks.size(); layer++) {
            for (int value : PlainSegments.labels(
                    LabelValues.of(stacks.get(layer), own, name).segmentation().map())) {
                add(all, layer, value, PlainSegments.of(1, "Label " + value + (layer == 0 ? "" : "." + layer)));
            }
        }
        return all;
    }

    /** Slicer's segments, in their order; numbers that are taken are replaced by free ones. */
    private static List<Described> described(Map<String, String> keys) {
        List<Described> all = new ArrayList<>();
        for (int n = 0; n < MOST_SEGMENTS && keys.containsKey("Segment" + n + "_ID"); n++) {
            String prefix = "Segment" + n + "_";
            // files of Slicer before 4.11 have no values: their layers hold 1
            int value = number(keys.get(prefix + "LabelValue")).orElse(1);
            int layer = number(keys.get(prefix + "Layer")).orElse(keys.containsKey(prefix + "LabelValue") ? 0 : n);
            String name = keys.getOrDefault(prefix + "Name", keys.getOrDefault(prefix + "ID", ""));
            String tags = keys.getOrDefault(prefix + "Tags", "");
            int label = value >= 1 && value <= LabelMap.MOST_LABELS ? value : 1;
            Segment plain = PlainSegments.of(label, name.isBlank() ? PlainSegments.name(label) : name);
            int rgb = colour(keys.get(prefix + "Color"), plain.rgb());
            add(all, layer, value, PlainSegments.of(label, plain.name(), rgb, code(tags), state(tags)));
            if (all.size() == LabelMap.MOST_LABELS) {
                break;
            }
        }
        return all;
    }

    private static void add(List<Described> all, int layer, int value, Segment wanted) {
        int label = value;
        while (label < 1 || label > LabelMap.MOST_LABELS || taken(all, label)) {
            label = label < 1 || label >= LabelMap.MOST_LABELS ? 1 : label + 1;
        }
        all.add(new Described(
                layer, value, PlainSegments.of(label, wanted.name(), wanted.rgb(), wanted.code(), wanted.state())));
    }

    private static boolean taken(List<Described> all, int label) {
        return all.stream().anyMatch(d -> d.segment.label() == label);
    }

    private static OptionalInt number(@Nullable String text) {
        try {
            return text == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(text.trim()));
        } catch (NumberFormatException none) {
            return OptionalInt.empty();
        }
    }

    /** Three parts from 0 to 1, red first. */
    private static int colour(@Nullable String text, int otherwise) {
        String[] parts = text == null ? new String[0] : text.trim().split("\\s+", -1);
        if (parts.length != 3) {
            return otherwise;
        }
        int rgb = 0;
        try {
            for (String part : parts) {
                rgb = rgb << 8 | (int) Math.clamp(Math.round(255 * Double.parseDouble(part)), 0L, 255L);
            }
        } catch (NumberFormatException none) {
            return otherwise;
        }
        return rgb;
    }

    private static String tag(String tags, String key) {
        for (String each : tags.split("\\|", -1)) {
            if (each.startsWith(key + ":")) {
                return each.substring(key.length() + 1);
            }
        }
        return "";
    }

    /** The type in an entry like {@code context~category~type~modifier~…}, each a {@code scheme^value^meaning}. */
    private static CodedConcept code(String tags) {
        String[] entry = tag(tags, "TerminologyEntry").split("~", -1);
        String[] type = entry.length > 2 ? entry[2].split("\\^", -1) : new String[0];
        if (type.length != 3) {
            return PlainSegments.TISSUE;
        }
        try {
            return new CodedConcept(type[1], type[0], type[2]);
        } catch (IllegalArgumentException none) {
            return PlainSegments.TISSUE;
        }
    }

    private static Segment.State state(String tags) {
        return switch (tag(tags, "Segmentation.Status")) {
            case "completed" -> Segment.State.DONE;
            case "flagged" -> Segment.State.FLAGGED;
            default -> Segment.State.STARTED;
        };
    }

    /** Writes labels with Slicer's words beside them. */
    public static void write(Path file, Segmentation segmentation) throws Problem {
        Geometry g = segmentation.map().geometry();
        Map<String, String> keys = new LinkedHashMap<>();
        String extent = "0 " + (g.columns() - 1) + " 0 " + (g.rows() - 1) + " 0 " + (g.slices() - 1);
        int n = 0;
        for (Segment segment : segmentation.segments()) {
            String prefix = "Segment" + n++ + "_";
            keys.put(prefix + "Color", colour(segment.rgb()));
            keys.put(prefix + "ColorAutoGenerated", "0");
            keys.put(prefix + "Extent", extent);
            keys.put(prefix + "ID", "Segment_" + segment.label());
            keys.put(prefix + "LabelValue", String.valueOf(segment.label()));
            keys.put(prefix + "Layer", "0");
            keys.put(prefix + "Name", segment.name());
            keys.put(prefix + "NameAutoGenerated", "0");
            keys.put(prefix + "Tags", tags(segment));
        }
        keys.put("Segmentation_ContainedRepresentationNames", "Binary labelmap|");
        keys.put("Segmentation_MasterRepresentation", "Binary labelmap");
        keys.put("Segmentation_ReferenceImageExtentOffset", "0 0 0");
        Nrrd.write(file, g, keys, segmentation.map()::copySlice);
    }

    private static String colour(int rgb) {
        return String.format(
                Locale.ROOT,
                "%.6f %.6f %.6f",
                (rgb >> 16 & 255) / 255.0,
                (rgb >> 8 & 255) / 255.0,
                (rgb & 255) / 255.0);
    }

    private static String tags(Segment segment) {
        String status =
                switch (segment.state()) {
                    case STARTED -> "inprogress";
                    case DONE -> "completed";
                    case FLAGGED -> "flagged";
                };
        CodedConcept code = segment.code();
        return "Segmentation.Status:" + status + "|TerminologyEntry:" + CONTEXT + "~" + CATEGORY + "~" + code.scheme()
                + "^" + code.value() + "^" + code.meaning() + "~^^~Anatomic codes - DICOM master list~^^~^^|";
    }
}

package org.radiloom.annotate.file;

import ij.gui.Roi;
import ij.io.RoiDecoder;
import ij.io.RoiEncoder;
import ij.plugin.filter.ThresholdToSelection;
import ij.process.ByteProcessor;
import ij.process.ImageProcessor;
import java.awt.Color;
import java.awt.Rectangle;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.radiloom.annotate.Segment;
import org.radiloom.annotate.Segmentation;
import org.radiloom.dicom.seg.CodedConcept;
import org.radiloom.imaging.Geometry;
import org.radiloom.problem.Problem;

/**
 * Regions of interest in a zip file, as ImageJ's ROI Manager keeps them: one region a segment and slice, composite where it has
 * holes or several parts, with the slice as its position and the segment as its name, group and colour.
 *
 * <p>ImageJ itself encodes and decodes each region. Entries are read where they lie in the archive; their names are never
 * taken for paths.
 */
public final class RoiZip {
    private static final int MOST_ENTRIES = 100_000;
    private static final int LARGEST_ENTRY = 1 << 24;
    private static final long MOST_PIXELS = 1L << 20;
    private static final String SEGMENT = "radiloom.segment";
    /** Name and slice of a region, as written here and often by hand. */
    private static final Pattern NUMBERED = Pattern.compile("(.*?)[-_ ]*\\d+");
    /** What ImageJ calls regions on its own: slice, row, column; without a slice on single images. */
    private static final Pattern GIVEN = Pattern.compile("(\\d{1,9})-(\\d+)(-\\d+)?(-\\d+)?");

    private RoiZip() {}

    /**
     * Reads a zip file of regions, or a single region (.roi).
     *
     * @throws Problem if the file is damaged, or a region lies on a slice that is not there
     */
    public static Imported read(Path file, Geometry grid) throws Problem {
        String name = String.valueOf(file.getFileName());
        var drawn = new NamedShapes(grid, name);
        List<Region> regions = name.toLowerCase(Locale.ROOT).endsWith(".roi")
                ? single(FolderFiles.read(file), name)
                : unpacked(file, name);
        if (regions.isEmpty()) {
            throw Problem.input(
                    "roi.none", name + " holds no regions.", "Choose a file that ImageJ's ROI Manager saved.");
        }
        for (Region region : regions) {
            Segment written = written(region.roi);
            if (written != null) {
                drawn.know(written);
            }
        }
        int leftOut = 0;
        for (Region region : regions) {
            Roi roi = region.roi;
            if (roi.isArea()) {
                Segment written = written(roi);
                int label = written != null
                        ? drawn.label(written.name(), written.label())
                        : drawn.label(segmentName(region), region.group);
                drawn.paint(slice(roi, grid, name), pixels(roi, grid, name), label);
            } else {
                leftOut++;
            }
        }
        List<String> warnings = leftOut == 0
                ? List.of()
                : List.of(leftOut + " regions of " + name + " enclose nothing (lines, points) and were left out.");
        return OntoGrid.bring(drawn.done(warnings), grid, name);
    }

    /** A region, and its group, which ImageJ is not told of. */
    private record Region(Roi roi, int group) {}

    private static List<Region> single(byte[] bytes, String name) throws Problem {
        Region region = decoded(bytes, name, name);
        return region == null ? List.of() : List.of(region);
    }

    private static List<Region> unpacked(Path file, String name) throws Problem {
        List<Region> regions = new ArrayList<>();
        // names of old archives are in any letters; they are only shown
        try (var zip = new ZipFile(file.toFile(), StandardCharsets.ISO_8859_1)) {
            if (zip.size() > MOST_ENTRIES) {
                throw damaged(name, null);
            }
            for (ZipEntry entry : zip.stream().toList()) {
                if (entry.isDirectory()
                        || !entry.getName().toLowerCase(Locale.ROOT).endsWith(".roi")) {
                    continue;
                }
                byte[] bytes;
                try (var in = zip.getInputStream(entry)) {
                    bytes = in.readNBytes(LARGEST_ENTRY + 1);
                }
                if (bytes.length > LARGEST_ENTRY) {
                    throw damaged(name, null);
                }
                Region region = decoded(bytes, entry.getName(), name);
                if (region != null) {
                    regions.add(region);
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            throw damaged(name, e);
        }
        return regions;
    }

    /** The region; null for what ImageJ keeps in such files beside regions: texts and pictures. */
    private static @Nullable Region decoded(byte[] bytes, String entry, String file) throws Problem {
        if (!RoiCheck.plausible(bytes)) {
            throw damaged(file, null);
        }
        if (RoiCheck.textOrPicture(bytes)) {
            return null;
        }
        try {
            String plain = entry.substring(entry.lastIndexOf('/') + 1).replaceFirst("(?i)\\.roi$", "");
            Roi roi = new RoiDecoder(RoiCheck.withGroup(bytes, 0), plain).getRoi();
            return roi == null ? null : new Region(roi, RoiCheck.group(bytes));
        } catch (IOException | RuntimeException e) {
            // the decoder answers damaged files with many kinds of unchecked exceptions
            throw damaged(file, e);
        }
    }

    private static Problem damaged(String name, @Nullable Exception cause) {
        String what = name + " is damaged or no file of ImageJ's ROI Manager.";
        String remedy = "Save the regions again with ImageJ.";
        return cause == null
                ? Problem.input("roi.damaged", what, remedy)
                : Problem.input("roi.damaged", what, remedy, cause);
    }

    private static int slice(Roi roi, Geometry grid, String file) throws Problem {
        String name = String.valueOf(roi.getName());
        int position = roi.getPosition() > 0 ? roi.getPosition() : roi.getZPosition();
        Matcher given = GIVEN.matcher(name);
        if (position < 1 && given.matches() && given.group(3) != null) {
            position = Integer.parseInt(given.group(1));
        }
        if (position < 1 && grid.slices() == 1) {
            position = 1;
        }
        if (position < 1 || position > grid.slices()) {
            throw Problem.input(
                    "roi.slice",
                    position < 1
                            ? file + " does not say on which slice " + name + " lies."
                            : file + " has a region on slice " + position + "; the images have " + grid.slices()
                                    + " slices.",
                    "Choose the file that belongs to these images, with a position for each region.");
        }
        return position - 1;
    }

    private static byte[] pixels(Roi roi, Geometry grid, String file) throws Problem {
        Rectangle box = roi.getBounds();
        if ((long) box.width * box.height > MOST_PIXELS + 16L * grid.columns() * grid.rows()) {
            throw damaged(file, null);
        }
        ImageProcessor mask;
        try {
            mask = roi.getMask();
        } catch (RuntimeException e) {
            throw damaged(file, e);
        }
        byte[] inside = new byte[grid.columns() * grid.rows()];
        for (int y = 0; y < box.height; y++) {
            for (int x = 0; x < box.width; x++) {
                int i = box.x + x;
                int j = box.y + y;
                if (i >= 0
                        && j >= 0
                        && i < grid.columns()
                        && j < grid.rows()
                        && (mask == null || mask.get(x, y) != 0)) {
                    inside[i + grid.columns() * j] = 1;
                }
            }
        }
        return inside;
    }

    /** The name of a region without the number that tells it from others; those that ImageJ named itself are one. */
    private static String segmentName(Region region) {
        String name = String.valueOf(region.roi.getName());
        if (GIVEN.matcher(name).matches() || region.roi.getName() == null) {
            return PlainSegments.name(Math.max(1, region.group));
        }
        Matcher numbered = NUMBERED.matcher(name);
        return numbered.matches() && !numbered.group(1).isBlank() ? numbered.group(1) : name;
    }

    /** The segment that stands beside a region that was written here. */
    private static @Nullable Segment written(Roi roi) {
        String text = roi.getProperty(SEGMENT);
        String[] parts = text == null ? new String[0] : text.split("/", -1);
        if (parts.length != 7) {
            return null;
        }
        try {
            var code = new CodedConcept(decode(parts[3]), decode(parts[4]), decode(parts[5]));
            return PlainSegments.of(
                    Integer.parseInt(parts[0]),
                    decode(parts[1]),
                    Integer.parseInt(parts[2], 16),
                    code,
                    Segment.State.valueOf(parts[6]));
        } catch (IllegalArgumentException damaged) {
            return null;
        }
    }

    private static String property(Segment s) {
        return String.join(
                "/",
                String.valueOf(s.label()),
                encode(s.name()),
                Integer.toHexString(s.rgb()),
                encode(s.code().value()),
                encode(s.code().scheme()),
                encode(s.code().meaning()),
                s.state().name());
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** Writes one region for each segment and slice. */
    public static void write(Path file, Segmentation segmentation) throws Problem {
        Geometry g = segmentation.map().geometry();
        byte[] labels = new byte[g.columns() * g.rows()];
        try (OutputStream out = Files.newOutputStream(file);
                var zip = new ZipOutputStream(out)) {
            for (int k = 0; k < g.slices(); k++) {
                segmentation.map().copySlice(k, labels);
                for (Segment segment : segmentation.segments()) {
                    Roi roi = region(labels, segment, k, g);
                    if (roi != null) {
                        zip.putNextEntry(
                                new ZipEntry(String.format(Locale.ROOT, "%04d-%03d.roi", k + 1, segment.label())));
                        var bytes = new ByteArrayOutputStream();
                        new RoiEncoder(bytes).write(roi);
                        zip.write(RoiCheck.withGroup(bytes.toByteArray(), segment.label()));
                        zip.closeEntry();
                    }
                }
            }
        } catch (IOException e) {
            throw Problem.input(
                    "file.unwritable", file.getFileName() + " cannot be written.", "Choose another folder.", e);
        }
    }

    private static @Nullable Roi region(byte[] labels, Segment segment, int k, Geometry g) {
        var plane = new ByteProcessor(g.columns(), g.rows());
        boolean empty = true;
        for (int at = 0; at < labels.length; at++) {
            if ((labels[at] & 0xFF) == segment.label()) {
                plane.set(at, 255);
                empty = false;
            }
        }
        if (empty) {
            return null;
        }
        plane.setThreshold(255, 255, ImageProcessor.NO_LUT_UPDATE);
        Roi roi = new ThresholdToSelection().convert(plane);
        roi.setName(String.format(Locale.ROOT, "%s-%04d", segment.name(), k + 1));
        roi.setPosition(k + 1);
        roi.setStrokeColor(new Color(segment.rgb()));
        roi.setProperty(SEGMENT, property(segment));
        return roi;
    }
}

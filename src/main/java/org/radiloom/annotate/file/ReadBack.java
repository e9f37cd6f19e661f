package org.radiloom.annotate.file;

import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.radiloom.annotate.LabelMap;
import org.radiloom.annotate.Segment;
import org.radiloom.annotate.Segmentation;
import org.radiloom.problem.Problem;

/** Looks at a file that has just been written: whether it says what it was meant to. */
final class ReadBack {
    private static final int STL_HEADER = 80;
    private static final int STL_TRIANGLE = 50;

    private ReadBack() {}

    /** Whether a file holds what was written into it. */
    static boolean same(Path file, SegmentationFormat format, SegmentationFiles.Content content) throws Problem {
        Segmentation written = content.segmentation();
        return switch (format) {
            case DICOM_SEG, DICOM_FRACTIONAL, DICOM_LABELMAP ->
                sameSegments(DicomSegFile.read(file, content.source()), written);
            case NIFTI -> sameLabels(NiftiLabels.read(file, written.map().geometry()), written);
            case NRRD -> sameLabels(NrrdLabels.read(file, written.map().geometry()), written);
            case PNG -> sameLabels(PngStack.read(file, written.map().geometry()), written);
            case LABELME -> sameLabels(LabelmeFolder.read(file, written.map().geometry()), written);
            case LABELME_POLYGONS ->
                SegmentationFiles.same(
                        LabelmeFolder.read(file, written.map().geometry())
                                .segmentation()
                                .map(),
                        LabelmeFolder.filled(written));
            case IMAGEJ -> sameLabels(RoiZip.read(file, written.map().geometry()), written);
            case RTSTRUCT -> SegmentationFiles.same(StructureSetFile.drawn(file, content.source()), written.map());
            case STL -> stl(file, SurfaceFiles.surface(written, content.label()).triangles());
            case OBJ -> obj(file, written);
        };
    }

    private static boolean sameLabels(Imported read, Segmentation written) {
        return read.warnings().isEmpty()
                && SegmentationFiles.same(read.segmentation().map(), written.map());
    }

    /** Segments may have other numbers: then each has the place of its own in the order of those that have voxels. */
    private static boolean sameSegments(Imported read, Segmentation written) {
        LabelMap map = written.map();
        List<Integer> mine = PlainSegments.labels(map);
        List<Integer> theirs = PlainSegments.labels(read.segmentation().map());
        if (!read.warnings().isEmpty() || mine.size() != theirs.size()) {
            return false;
        }
        byte[] number = new byte[LabelMap.MOST_LABELS + 1];
        for (int n = 0; n < mine.size(); n++) {
            number[mine.get(n)] = theirs.get(n).byteValue();
            String name = written.segment(mine.get(n)).map(Segment::name).orElse("");
            String readName = read.segmentation()
                    .segment(theirs.get(n))
                    .map(Segment::name)
                    .orElse("");
            if (!readName.isEmpty() && !plain(name).startsWith(plain(readName))) {
                return false;
            }
        }
        byte[] expected = new byte[map.sliceSize()];
        byte[] actual = new byte[map.sliceSize()];
        for (int k = 0; k < map.geometry().slices(); k++) {
            map.copySlice(k, expected);
            read.segmentation().map().copySlice(k, actual);
            for (int at = 0; at < expected.length; at++) {
                if (number[expected[at] & 0xFF] != actual[at]) {
                    return false;
                }
            }
        }
        return true;
    }

    /** A name without what a file may write otherwise: spaces at the ends, signs that separate values. */
    private static String plain(String name) {
        return name.replaceAll("[\\p{Cntrl}\\\\]", "?").strip();
    }

    private static boolean stl(Path file, int triangles) throws Problem {
        try (var in = new DataInputStream(Files.newInputStream(file))) {
            in.skipNBytes(STL_HEADER);
            return Integer.reverseBytes(in.readInt()) == triangles
                    && Files.size(file) == STL_HEADER + 4 + (long) STL_TRIANGLE * triangles;
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static boolean obj(Path file, Segmentation written) throws Problem {
        long points = 0;
        long triangles = 0;
        for (int label : PlainSegments.labels(written.map())) {
            var mesh = SurfaceFiles.surface(written, label);
            points += mesh.points();
            triangles += mesh.triangles();
        }
        try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                points -= line.startsWith("v ") ? 1 : 0;
                triangles -= line.startsWith("f ") ? 1 : 0;
            }
        } catch (IOException e) {
            throw unreadable(file, e);
        }
        return points == 0 && triangles == 0;
    }

    private static Problem unreadable(Path file, IOException e) {
        return Problem.input(
                "file.unreadable", file.getFileName() + " cannot be read.", "Check the path and its rights.", e);
    }
}

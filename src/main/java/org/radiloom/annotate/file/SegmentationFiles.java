package org.radiloom.annotate.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.radiloom.annotate.LabelMap;
import org.radiloom.annotate.Segment;
import org.radiloom.annotate.Segmentation;
import org.radiloom.dicom.seg.SegmentAlgorithm;
import org.radiloom.dicom.seg.SegmentationEncoding;
import org.radiloom.dicom.seg.SegmentationHeader;
import org.radiloom.dicom.seg.SourceSeries;
import org.radiloom.problem.Problem;

/** Reads a segmentation from a file of whatever format, and writes one so that what is there under its name can be trusted. */
public final class SegmentationFiles {
    private static final int PREAMBLE = 128;

    private SegmentationFiles() {}

    /**
     * What is written.
     *
     * @param label the segment whose surface is written where a file holds one
     * @param source the series that was drawn on
     * @param algorithm how the segments were found, for DICOM
     * @param header what a DICOM object says about itself
     * @param pictures the images, for formats that want them
     */
    public record Content(
            Segmentation segmentation,
            int label,
            SourceSeries source,
            SegmentAlgorithm algorithm,
            SegmentationHeader header,
            SlicePictures pictures) {}

    // ---- reading ----

    /**
     * Reads a file onto the grid of a series; its format is seen from its name and its first bytes. Of formats that are folders,
     * the folder or a file in it.
     *
     * @throws Problem if the format is not read, or the file is damaged, lies elsewhere or holds no labels
     */
    public static Imported read(Path file, SourceSeries target) throws Problem {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        if (Files.isDirectory(file)) {
            boolean labelme = !Files.exists(file.resolve(PngStack.BESIDE))
                    && !FolderFiles.list(file, "json").isEmpty();
            return labelme ? LabelmeFolder.read(file, target.grid()) : PngStack.read(file, target.grid());
        }
        if (!place(file).equals(file)) {
            return read(place(file), target);
        }
        if (name.endsWith(".nii") || name.endsWith(".nii.gz")) {
            return NiftiLabels.read(file, target.grid());
        }
        if (name.endsWith(".nrrd")) {
            return NrrdLabels.read(file, target.grid());
        }
        if (name.endsWith(".zip") || name.endsWith(".roi")) {
            return RoiZip.read(file, target.grid());
        }
        if (name.endsWith(".dcm") || dicom(file)) {
            return DicomSegFile.read(file, target);
        }
        throw Problem.input(
                "segmentation.format",
                file.getFileName() + " is of no format that segmentations are read from.",
                "Choose a DICOM segmentation, NIfTI, NRRD, PNG, labelme or ImageJ file.");
    }

    /**
     * The same for work to go on with: a single label without a name in a NIfTI or NRRD file takes the name of the file, because masks
     * often come as one file a structure.
     */
    public static Imported readNamed(Path file, SourceSeries target) throws Problem {
        Imported read = read(file, target);
        String name = String.valueOf(file.getFileName());
        String plain = name.replaceFirst("(?i)(\\.nii(\\.gz)?|\\.seg\\.nrrd|\\.nrrd)$", "");
        List<Segment> segments = read.segmentation().segments();
        if (plain.equals(name)
                || segments.size() != 1
                || !segments.getFirst()
                        .name()
                        .equals(PlainSegments.name(segments.getFirst().label()))) {
            return read;
        }
        List<Segment> named = List.of(segments.getFirst().named(plain));
        return new Imported(new Segmentation(read.segmentation().map(), named), read.warnings());
    }

    /** What a file stands for: itself, or the folder in which it is one of several. */
    public static Path place(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        boolean one = name.endsWith(".png") || name.endsWith(".json");
        return one && !Files.isDirectory(file)
                ? Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file lies in a folder")
                : file;
    }

    private static boolean dicom(Path file) throws Problem {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] start = in.readNBytes(PREAMBLE + 4);
            return start.length == PREAMBLE + 4
                    && Arrays.equals(start, PREAMBLE, PREAMBLE + 4, new byte[] {'D', 'I', 'C', 'M'}, 0, 4);
        } catch (IOException e) {
            throw Problem.input(
                    "file.unreadable", file.getFileName() + " cannot be read.", "Check the path and its rights.", e);
        }
    }

    // ---- writing ----

    /**
     * Writes a file or folder beside its place, reads it back, compares it, and only then moves it there. An existing file is
     * replaced, a folder with something in it is not.
     *
     * @return what the format cannot keep, in sentences; empty when nothing is lost
     * @throws Problem if it cannot be written, {@code segmentation.readback} if it does not come back as it was
     */
    public static List<String> save(Path place, SegmentationFormat format, Content content) throws Problem {
        Path target = place.toAbsolutePath();
        Path folder = target.getParent();
        if (folder == null || (format.folder() && filled(target)) || (!format.folder() && Files.isDirectory(target))) {
            throw Problem.input(
                    "segmentation.exists",
                    place.getFileName() + " is there already and is not replaced.",
                    "Choose another name.");
        }
        Path work = null;
        try {
            work = Files.createTempDirectory(folder, ".radiloom-");
            Path fresh = work.resolve(Objects.requireNonNull(target.getFileName()));
            List<String> warnings = write(fresh, format, content);
            if (!ReadBack.same(fresh, format, content)) {
                throw Problem.input(
                        "segmentation.readback",
                        place.getFileName() + " was not saved: it did not come back as it was written.",
                        "Check the disk, or choose another folder or format.");
            }
            move(fresh, target);
            return warnings;
        } catch (IOException e) {
            throw Problem.input("file.unwritable", place + " cannot be written.", "Choose another folder.", e);
        } finally {
            remove(work);
        }
    }

    private static boolean filled(Path folder) throws Problem {
        if (!Files.exists(folder)) {
            return false;
        }
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.findAny().isPresent();
        } catch (IOException notAFolder) {
            return true;
        }
    }

    private static List<String> write(Path fresh, SegmentationFormat format, Content c) throws Problem {
        Segmentation all = c.segmentation();
        switch (format) {
            case DICOM_SEG -> dicom(fresh, c, SegmentationEncoding.BINARY);
            case DICOM_FRACTIONAL -> dicom(fresh, c, SegmentationEncoding.OCCUPANCY);
            case DICOM_LABELMAP -> dicom(fresh, c, SegmentationEncoding.LABELMAP);
            case NIFTI -> NiftiLabels.write(fresh, all);
            case NRRD -> NrrdLabels.write(fresh, all);
            case PNG -> PngStack.write(fresh, all);
            case LABELME -> {
                return LabelmeFolder.write(fresh, all, LabelmeFolder.Shapes.MASKS, c.pictures());
            }
            case LABELME_POLYGONS -> {
                return LabelmeFolder.write(fresh, all, LabelmeFolder.Shapes.POLYGONS, c.pictures());
            }
            case IMAGEJ -> RoiZip.write(fresh, all);
            case RTSTRUCT -> StructureSetFile.write(fresh, all, c.source(), c.header());
            case STL -> SurfaceFiles.writeStl(fresh, all, c.label());
            case OBJ -> SurfaceFiles.writeObj(fresh, all);
        }
        return List.of();
    }

    private static void dicom(Path fresh, Content c, SegmentationEncoding encoding) throws Problem {
        DicomSegFile.write(fresh, c.segmentation(), c.source(), encoding, c.algorithm(), c.header());
    }

    private static void move(Path fresh, Path target) throws IOException {
        if (Files.isDirectory(target)) {
            // empty, as has been seen
            Files.delete(target);
        }
        Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void remove(@org.jspecify.annotations.Nullable Path work) throws Problem {
        if (work == null) {
            return;
        }
        try (Stream<Path> inside = Files.walk(work)) {
            for (Path each : inside.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (IOException e) {
            throw Problem.input("file.unwritable", work + " cannot be removed.", "Remove it by hand.", e);
        }
    }

    /** Whether two maps of one size hold the same labels. */
    static boolean same(LabelMap a, LabelMap b) {
        byte[] mine = new byte[a.sliceSize()];
        byte[] other = new byte[b.sliceSize()];
        boolean same = a.geometry().slices() == b.geometry().slices() && mine.length == other.length;
        for (int k = 0; same && k < a.geometry().slices(); k++) {
            if (!a.isEmpty(k) || !b.isEmpty(k)) {
                a.copySlice(k, mine);
                b.copySlice(k, other);
                same = Arrays.equals(mine, other);
            }
        }
        return same;
    }
}

package org.radiloom.dicom.seg;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;
import org.radiloom.dicom.DicomDataset;
import org.radiloom.dicom.DicomFile;
import org.radiloom.dicom.DicomImage;
import org.radiloom.dicom.FunctionalGroups;
import org.radiloom.dicom.Tag;
import org.radiloom.dicom.codec.FrameDescriptor;
import org.radiloom.dicom.codec.RawFrame;
import org.radiloom.problem.Problem;

/**
 * A segmentation object as it lies in its file: its segments, and its frames in their order. Source: DICOM PS3.3, A.51 and C.8.20.
 */
public final class SegmentationObject {
    /** Segmentation Storage. */
    static final String BITS_CLASS = "1.2.840.10008.5.1.4.1.1.66.4";
    /** Label Map Segmentation Storage. */
    static final String LABELMAP_CLASS = "1.2.840.10008.5.1.4.1.1.66.7";

    /** Largest number of a segment. */
    static final int LARGEST = 0xFFFF;

    /** Tiles of a slide that are looked at. */
    private static final int MOST_TILES = 1 << 20;

    private final DicomFile file;
    private final DicomImage image;
    private final SegmentationEncoding encoding;
    private final SortedMap<Integer, SegmentDescription> segments = new TreeMap<>();
    private final List<SegmentFrame> frames = new ArrayList<>();

    private SegmentationObject(DicomFile file, DicomImage image, SegmentationEncoding encoding) throws Problem {
        this.file = file;
        this.image = image;
        this.encoding = encoding;
        Optional<IntUnaryOperator> palette = image.palette();
        for (DicomDataset item : file.dataset().items(Tag.SEGMENT_SEQUENCE)) {
            OptionalInt number = item.integer(Tag.SEGMENT_NUMBER);
            int n = number.orElse(-1);
            if (n >= 0 && n <= LARGEST) {
                SegmentDescription segment = SegmentDescription.of(item);
                segments.put(
                        n, palette.map(p -> segment.coloured(p.applyAsInt(n))).orElse(segment));
            }
        }
        int described =
                file.dataset().items(Tag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE).size();
        if (image.frames() > (tiled() ? MOST_TILES : described)) {
            throw SegProblems.notDescribed(name(), image.frames(), described);
        }
        FunctionalGroups groups = image.functionalGroups();
        for (int f = 0; f < image.frames(); f++) {
            frames.add(SegmentFrame.of(groups, f));
        }
    }

    /** Whether a data set is a segmentation object, of whatever kind. */
    public static boolean is(DicomDataset dataset) {
        String sopClass = dataset.string(Tag.SOP_CLASS_UID).orElse("");
        return sopClass.equals(BITS_CLASS) || sopClass.equals(LABELMAP_CLASS);
    }

    /**
     * Looks at a file.
     *
     * @throws Problem {@code seg.type} if it is no segmentation object or of a kind that is not known, {@code dicom...} if its
     *     pixels are not there
     */
    public static SegmentationObject of(DicomFile file) throws Problem {
        DicomDataset dataset = file.dataset();
        if (!is(dataset)) {
            throw Problem.input("seg.type", file.path() + " is not a DICOM segmentation.", "Choose a DICOM SEG file.");
        }
        String type = dataset.string(Tag.SEGMENTATION_TYPE).orElse("none");
        String fractional = dataset.string(Tag.SEGMENTATION_FRACTIONAL_TYPE).orElse("");
        SegmentationEncoding encoding =
                switch (type) {
                    case "BINARY" -> SegmentationEncoding.BINARY;
                    case "FRACTIONAL" ->
                        fractional.equals("OCCUPANCY")
                                ? SegmentationEncoding.OCCUPANCY
                                : SegmentationEncoding.PROBABILITY;
                    case "LABELMAP" -> SegmentationEncoding.LABELMAP;
                    default ->
                        throw Problem.input(
                                "seg.type",
                                file.path() + " is a segmentation of type " + type + ", which is not known.",
                                "Export it as BINARY, FRACTIONAL or LABELMAP.");
                };
        DicomImage image = file.image();
        FrameDescriptor pixels = image.descriptor();
        if (image.real() || pixels.samples() != 1 || pixels.bitsAllocated() > 16 || pixels.signed()) {
            throw notSegments(file);
        }
        return new SegmentationObject(file, image, encoding);
    }

    private static Problem notSegments(DicomFile file) {
        return Problem.input(
                "seg.pixels", file.path() + " has pixels that are no segments.", "Export the segmentation again.");
    }

    public SegmentationEncoding encoding() {
        return encoding;
    }

    /** What the numbers of the segments stand for, by number; label maps may describe their background too. */
    public SortedMap<Integer, SegmentDescription> segments() {
        return Collections.unmodifiableSortedMap(segments);
    }

    /** The value that means wholly, in fractional objects; at least 1. */
    public int maximum() {
        int most = (1 << Math.min(16, image.descriptor().bitsStored())) - 1;
        return Math.max(1, file.dataset().integer(Tag.MAXIMUM_FRACTIONAL_VALUE).orElse(most));
    }

    /**
     * Whether voxels of a label map with this value belong to nothing: the pixel padding value, a segment that is described as
     * background, and 0 where no segment has that number.
     */
    boolean background(int value) {
        SegmentDescription described = segments.get(value);
        return file.dataset().integer(Tag.PIXEL_PADDING_VALUE).orElse(-1) == value
                || (described == null ? value == 0 : described.background());
    }

    public Optional<String> frameOfReferenceUid() {
        return file.dataset().string(Tag.FRAME_OF_REFERENCE_UID);
    }

    /** All frames, in the order of the file. */
    public List<SegmentFrame> frames() {
        return Collections.unmodifiableList(frames);
    }

    public int columns() {
        return image.descriptor().columns();
    }

    public int rows() {
        return image.descriptor().rows();
    }

    /** Largest number that a voxel can hold. */
    int largestValue() {
        return (1 << Math.min(16, image.descriptor().bitsStored())) - 1;
    }

    /** Whether the frames are tiles of a slide. */
    boolean tiled() {
        return file.dataset().contains(Tag.TOTAL_PIXEL_MATRIX_ROWS);
    }

    /**
     * The voxels of a frame: 0 and 1 (binary), 0 to {@link #maximum} (fractional), numbers of segments (label map).
     *
     * @param frame 0-based
     * @throws Problem if they are not there or their coding is not known
     */
    public RawFrame pixels(int frame) throws Problem {
        RawFrame raw = image.rawFrame(frame);
        if (raw.columns() != columns() || raw.rows() != rows() || raw.samples() != 1 || raw.signed()) {
            throw notSegments(file);
        }
        return raw;
    }

    /** Between the middles of neighbouring slices, also where there is no frame between; empty if the object does not say. */
    Optional<Double> spacingBetweenSlicesMm() {
        return measure(Tag.SPACING_BETWEEN_SLICES);
    }

    Optional<Double> sliceThicknessMm() {
        return measure(Tag.SLICE_THICKNESS);
    }

    private Optional<Double> measure(int tag) {
        double mm = image.functionalGroups()
                .group(0, Tag.PIXEL_MEASURES_SEQUENCE)
                .map(m -> Math.abs(m.decimal(tag).orElse(0)))
                .orElse(0.0);
        return mm > 0 ? Optional.of(mm) : Optional.empty();
    }

    /** What people call it. */
    String name() {
        return file.path().toString();
    }
}

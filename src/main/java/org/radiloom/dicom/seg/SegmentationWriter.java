package org.radiloom.dicom.seg;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.radiloom.dicom.DicomDataset;
import org.radiloom.dicom.DicomDatasetBuilder;
import org.radiloom.dicom.DicomWriter;
import org.radiloom.dicom.PatientAndStudy;
import org.radiloom.dicom.Tag;
import org.radiloom.dicom.TransferSyntax;
import org.radiloom.dicom.Vr;
import org.radiloom.problem.Problem;

/**
 * Makes DICOM segmentation objects of all kinds, for series with and without a place in the patient.
 *
 * <p>Only slices that hold part of a segment become frames; patient and study are those of the source. Segments are numbered from 1 in
 * the order of their labels, as the standard asks; in label maps they keep their labels. Source: DICOM PS3.3, A.51 and C.8.20.
 */
public final class SegmentationWriter {
    private SegmentationWriter() {}

    /**
     * Writes a segmentation object to {@code path}.
     *
     * @param source the series that the content is drawn on, of the same size
     * @throws Problem {@code seg.empty} if no segment has a voxel, {@code seg.source} if the series is not DICOM, {@code seg.twins} if
     *     its images have no place and cannot be told apart, {@code seg.large} if there are more than 2 GiB of pixels, or if the
     *     file cannot be written
     */
    public static void write(
            Path path,
            SegmentationContent content,
            SourceSeries source,
            SegmentationEncoding encoding,
            SegmentationHeader header)
            throws Problem {
        DicomWriter.write(path, dataset(content, source, encoding, header), TransferSyntax.EXPLICIT_LITTLE);
    }

    /** The data set that {@link #write} writes. */
    public static DicomDataset dataset(
            SegmentationContent content, SourceSeries source, SegmentationEncoding encoding, SegmentationHeader header)
            throws Problem {
        if (source.slices().isEmpty()) {
            throw Problem.input(
                    "seg.source",
                    "The series does not come from DICOM files, so a DICOM segmentation has nothing to refer to.",
                    "Save the segmentation as NIfTI or NRRD.");
        }
        if (!source.placed()
                && new HashSet<>(source.slices()).size() < source.slices().size()) {
            throw Problem.input(
                    "seg.twins",
                    "The series holds images with one and the same identifier, so a DICOM segmentation could not tell them apart.",
                    "Save the segmentation as NIfTI or NRRD.");
        }
        if (source.slices().size() != content.grid().slices()) {
            throw new IllegalArgumentException(source.slices().size() + " source images for "
                    + content.grid().slices() + " slices");
        }
        var drawn = new DrawnFrames(content, encoding);
        if (drawn.frames().isEmpty()) {
            throw Problem.input("seg.empty", "No segment has a voxel.", "There is nothing to write.");
        }
        boolean map = encoding == SegmentationEncoding.LABELMAP;
        Map<Integer, Integer> numbers = new HashMap<>();
        List<DicomDataset> items = new ArrayList<>();
        content.segments().forEach((label, segment) -> {
            int number = map ? label : items.size() + 1;
            if (!map) {
                numbers.put(label, number);
            }
            items.add(segment.item(number));
        });
        DicomDatasetBuilder out = DicomDataset.builder();
        patientAndStudy(content, source, header, out);
        series(content, source.header(), header, out);
        image(content, encoding, drawn.frames().size(), out);
        references(source, out);
        var frames = new SegmentationFrames(source, drawn, numbers);
        frames.dimensions(DicomWriter.newUid(), out);
        frames.groups(out);
        return out.items(Tag.SEGMENT_SEQUENCE, items)
                .bytes(Tag.PIXEL_DATA, Vr.OB, drawn.pixels())
                .build();
    }

    /** Texts keep the character set of the source, unless ours need more: then all become UTF-8. */
    private static void patientAndStudy(
            SegmentationContent content, SourceSeries series, SegmentationHeader header, DicomDatasetBuilder out) {
        DicomDataset source = series.header();
        boolean ascii = content.segments().values().stream().allMatch(SegmentDescription::ascii)
                && SegTags.ascii(header.seriesDescription() + header.creator());
        List<String> characterSet = ascii ? source.strings(Tag.SPECIFIC_CHARACTER_SET) : List.of("ISO_IR 192");
        if (!characterSet.isEmpty()) {
            out.string(Tag.SPECIFIC_CHARACTER_SET, characterSet.toArray(String[]::new));
        }
        for (int tag : PatientAndStudy.REQUIRED) {
            out.string(tag);
            copy(source, out, ascii, tag);
        }
        copy(
                source,
                out,
                ascii,
                Tag.PATIENT_AGE,
                Tag.STUDY_DESCRIPTION,
                SegTags.DEIDENTIFICATION_METHOD,
                SegTags.DEIDENTIFICATION_METHOD_CODES);
        // that the identity was removed may only be said together with how
        if (source.string(SegTags.DEIDENTIFICATION_METHOD).isPresent()
                || !source.items(SegTags.DEIDENTIFICATION_METHOD_CODES).isEmpty()) {
            copy(source, out, ascii, SegTags.PATIENT_IDENTITY_REMOVED);
        }
        out.string(Tag.STUDY_INSTANCE_UID, source.string(Tag.STUDY_INSTANCE_UID).orElseGet(DicomWriter::newUid));
        if (series.placed()) {
            out.string(
                    Tag.FRAME_OF_REFERENCE_UID,
                    source.string(Tag.FRAME_OF_REFERENCE_UID).orElseGet(DicomWriter::newUid));
            out.string(Tag.POSITION_REFERENCE_INDICATOR);
            copy(source, out, ascii, Tag.POSITION_REFERENCE_INDICATOR);
        } else {
            // images without a place in the patient say where their rows and columns go, or that nobody knows
            out.string(Tag.PATIENT_ORIENTATION);
            copy(source, out, ascii, Tag.PATIENT_ORIENTATION);
        }
    }

    private static void copy(DicomDataset source, DicomDatasetBuilder out, boolean asTheyAre, int... tags) {
        if (asTheyAre) {
            SegTags.copy(source, out, tags);
        } else {
            out.copy(source, tags);
        }
    }

    private static void series(
            SegmentationContent content, DicomDataset source, SegmentationHeader header, DicomDatasetBuilder out) {
        List<SegmentDescription> segments = List.copyOf(content.segments().values());
        String what = segments.size() == 1 ? segments.getFirst().label() : "";
        out.string(Tag.SOP_INSTANCE_UID, DicomWriter.newUid())
                .string(Tag.SERIES_INSTANCE_UID, DicomWriter.newUid())
                .string(Tag.MODALITY, "SEG")
                .integer(Tag.SERIES_NUMBER, header.seriesNumber())
                .string(Tag.SERIES_DESCRIPTION, SegTags.text(header.seriesDescription(), 64))
                .string(Tag.SERIES_DATE, SegTags.date(header.created()))
                .string(Tag.SERIES_TIME, SegTags.time(header.created()))
                .integer(Tag.INSTANCE_NUMBER, 1)
                .string(Tag.CONTENT_DATE, SegTags.date(header.created()))
                .string(Tag.CONTENT_TIME, SegTags.time(header.created()))
                .string(Tag.CONTENT_LABEL, what.isEmpty() ? "SEGMENTATION" : code(what))
                .string(
                        Tag.CONTENT_DESCRIPTION,
                        what.isEmpty()
                                ? "Segmentation of " + segments.size() + " structures"
                                : SegTags.text(what + " segmentation", 64))
                .string(Tag.CONTENT_CREATOR_NAME, SegTags.text(header.creator(), 64));
        SegTags.equipment(out, header.softwareVersion());
        boolean lossy = source.string(Tag.LOSSY_IMAGE_COMPRESSION).orElse("00").equals("01");
        out.string(Tag.LOSSY_IMAGE_COMPRESSION, lossy ? "01" : "00");
        if (lossy) {
            SegTags.copy(source, out, SegTags.LOSSY_COMPRESSION_RATIO, SegTags.LOSSY_COMPRESSION_METHOD);
        }
    }

    /** A label in the letters that a code string allows. */
    private static String code(String text) {
        String code = text.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9_]", "_");
        return code.substring(0, Math.min(16, code.length()));
    }

    private static void image(
            SegmentationContent content, SegmentationEncoding encoding, int frames, DicomDatasetBuilder out) {
        boolean map = encoding == SegmentationEncoding.LABELMAP;
        int bits = encoding == SegmentationEncoding.BINARY ? 1 : 8;
        boolean mayOverlap = !content.fractions().isEmpty() && encoding.fractional();
        out.string(Tag.SOP_CLASS_UID, map ? SegmentationObject.LABELMAP_CLASS : SegmentationObject.BITS_CLASS)
                .string(Tag.IMAGE_TYPE, "DERIVED", "PRIMARY")
                .integer(Tag.SAMPLES_PER_PIXEL, 1)
                .string(Tag.PHOTOMETRIC_INTERPRETATION, "MONOCHROME2")
                .integer(Tag.NUMBER_OF_FRAMES, frames)
                .integer(Tag.ROWS, content.grid().rows())
                .integer(Tag.COLUMNS, content.grid().columns())
                .integer(Tag.BITS_ALLOCATED, bits)
                .integer(Tag.BITS_STORED, bits)
                .integer(Tag.HIGH_BIT, bits - 1)
                .integer(Tag.PIXEL_REPRESENTATION, 0)
                .string(Tag.SEGMENTS_OVERLAP, mayOverlap ? "UNDEFINED" : "NO")
                .string(Tag.SEGMENTATION_TYPE, encoding.fractional() ? "FRACTIONAL" : encoding.name());
        if (encoding.fractional()) {
            out.string(Tag.SEGMENTATION_FRACTIONAL_TYPE, encoding.name())
                    .integer(Tag.MAXIMUM_FRACTIONAL_VALUE, DrawnFrames.WHOLLY);
        }
        if (map) {
            out.integer(Tag.PIXEL_PADDING_VALUE, Vr.US, 0);
        }
    }

    private static void references(SourceSeries source, DicomDatasetBuilder out) {
        Set<String> known = new HashSet<>();
        List<DicomDataset> instances = source.slices().stream()
                .filter(s -> known.add(s.sopInstanceUid()))
                .map(s -> DicomDataset.builder()
                        .string(Tag.REFERENCED_SOP_CLASS_UID, s.sopClassUid())
                        .string(Tag.REFERENCED_SOP_INSTANCE_UID, s.sopInstanceUid())
                        .build())
                .toList();
        out.items(
                Tag.REFERENCED_SERIES_SEQUENCE,
                DicomDataset.builder()
                        .string(
                                Tag.SERIES_INSTANCE_UID,
                                source.header().string(Tag.SERIES_INSTANCE_UID).orElseGet(DicomWriter::newUid))
                        .items(SegTags.REFERENCED_INSTANCE_SEQUENCE, instances)
                        .build());
    }
}

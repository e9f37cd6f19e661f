package org.radiloom.dicom.seg;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.radiloom.dicom.DicomDataset;
import org.radiloom.dicom.DicomDatasetBuilder;
import org.radiloom.dicom.DicomWriter;
import org.radiloom.dicom.Tag;
import org.radiloom.dicom.TransferSyntax;
import org.radiloom.dicom.Vr;
import org.radiloom.imaging.Mask;
import org.radiloom.problem.Problem;

/**
 * Makes binary DICOM segmentation objects of one segment.
 *
 * <p>One frame for each slice that holds part of the mask, in order of the slices; patient and study are those of the
 * source. Source: DICOM PS3.3, A.51 and C.8.20.
 */
public final class SegmentationWriter {
    static final String SOP_CLASS = "1.2.840.10008.5.1.4.1.1.66.4";

    private SegmentationWriter() {}

    /**
     * Writes a segmentation object to {@code path}.
     *
     * @param source data set of one of the source images
     * @param slices the source images, one for each slice of the mask, in its order
     * @throws Problem {@code seg.empty} if the mask is empty, or if the file cannot be written
     */
    public static void write(
            Path path,
            Mask mask,
            DicomDataset source,
            List<SourceSlice> slices,
            SegmentDescription segment,
            SegmentationHeader header)
            throws Problem {
        DicomWriter.write(path, dataset(mask, source, slices, segment, header), TransferSyntax.EXPLICIT_LITTLE);
    }

    /** The data set that {@link #write} writes. */
    public static DicomDataset dataset(
            Mask mask,
            DicomDataset source,
            List<SourceSlice> slices,
            SegmentDescription segment,
            SegmentationHeader header)
            throws Problem {
        if (slices.size() != mask.geometry().slices()) {
            throw new IllegalArgumentException(
                    slices.size() + " source images for " + mask.geometry().slices() + " slices");
        }
        List<Integer> drawn = new ArrayList<>();
        for (int k = 0; k < slices.size(); k++) {
            if (mask.countInSlice(k) > 0) {
                drawn.add(k);
            }
        }
        if (drawn.isEmpty()) {
            throw Problem.input(
                    "seg.empty", "The mask of " + segment.label() + " is empty.", "There is nothing to write.");
        }
        DicomDatasetBuilder out = DicomDataset.builder();
        patientAndStudy(source, out);
        series(source, segment, header, out);
        image(mask, drawn.size(), out);
        references(source, slices, out);
        String organization = DicomWriter.newUid();
        SegmentationFrames.dimensions(organization, out);
        out.items(Tag.SEGMENT_SEQUENCE, segment(segment));
        SegmentationFrames.groups(mask.geometry(), drawn, slices, out);
        out.bytes(Tag.PIXEL_DATA, Vr.OB, packed(mask, drawn));
        return out.build();
    }

    private static void patientAndStudy(DicomDataset source, DicomDatasetBuilder out) {
        List<String> characterSet = source.strings(Tag.SPECIFIC_CHARACTER_SET);
        if (!characterSet.isEmpty()) {
            out.string(Tag.SPECIFIC_CHARACTER_SET, characterSet.toArray(String[]::new));
        }
        SegTags.copyOrEmpty(
                source,
                out,
                Tag.PATIENT_NAME,
                Tag.PATIENT_ID,
                Tag.PATIENT_BIRTH_DATE,
                Tag.PATIENT_SEX,
                Tag.STUDY_DATE,
                Tag.STUDY_TIME,
                Tag.ACCESSION_NUMBER,
                Tag.REFERRING_PHYSICIAN_NAME,
                Tag.STUDY_ID,
                Tag.POSITION_REFERENCE_INDICATOR);
        SegTags.copy(
                source,
                out,
                Tag.PATIENT_AGE,
                Tag.STUDY_DESCRIPTION,
                SegTags.PATIENT_IDENTITY_REMOVED,
                SegTags.DEIDENTIFICATION_METHOD,
                SegTags.DEIDENTIFICATION_METHOD_CODES);
        out.string(Tag.STUDY_INSTANCE_UID, source.string(Tag.STUDY_INSTANCE_UID).orElseGet(DicomWriter::newUid));
        out.string(
                Tag.FRAME_OF_REFERENCE_UID,
                source.string(Tag.FRAME_OF_REFERENCE_UID).orElseGet(DicomWriter::newUid));
    }

    private static void series(
            DicomDataset source, SegmentDescription segment, SegmentationHeader header, DicomDatasetBuilder out) {
        out.string(Tag.SOP_CLASS_UID, SOP_CLASS)
                .string(Tag.SOP_INSTANCE_UID, DicomWriter.newUid())
                .string(Tag.SERIES_INSTANCE_UID, DicomWriter.newUid())
                .string(Tag.MODALITY, "SEG")
                .integer(Tag.SERIES_NUMBER, header.seriesNumber())
                .string(Tag.SERIES_DESCRIPTION, SegTags.plain(header.seriesDescription(), 64))
                .string(Tag.SERIES_DATE, SegTags.date(header.created()))
                .string(Tag.SERIES_TIME, SegTags.time(header.created()))
                .integer(Tag.INSTANCE_NUMBER, 1)
                .string(Tag.CONTENT_DATE, SegTags.date(header.created()))
                .string(Tag.CONTENT_TIME, SegTags.time(header.created()))
                .string(Tag.CONTENT_LABEL, label(segment.label()))
                .string(Tag.CONTENT_DESCRIPTION, SegTags.plain(segment.label() + " segmentation", 64))
                .string(Tag.CONTENT_CREATOR_NAME, SegTags.plain(header.creator(), 64));
        SegTags.equipment(out, header.softwareVersion());
        boolean lossy = source.string(Tag.LOSSY_IMAGE_COMPRESSION).orElse("00").equals("01");
        out.string(Tag.LOSSY_IMAGE_COMPRESSION, lossy ? "01" : "00");
        if (lossy) {
            SegTags.copy(source, out, SegTags.LOSSY_COMPRESSION_RATIO, SegTags.LOSSY_COMPRESSION_METHOD);
        }
    }

    /** A label in the letters that a code string allows. */
    private static String label(String text) {
        String code = text.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9_]", "_");
        return code.substring(0, Math.min(16, code.length()));
    }

    private static void image(Mask mask, int frames, DicomDatasetBuilder out) {
        out.string(Tag.IMAGE_TYPE, "DERIVED", "PRIMARY")
                .integer(Tag.SAMPLES_PER_PIXEL, 1)
                .string(Tag.PHOTOMETRIC_INTERPRETATION, "MONOCHROME2")
                .integer(Tag.NUMBER_OF_FRAMES, frames)
                .integer(Tag.ROWS, mask.geometry().rows())
                .integer(Tag.COLUMNS, mask.geometry().columns())
                .integer(Tag.BITS_ALLOCATED, 1)
                .integer(Tag.BITS_STORED, 1)
                .integer(Tag.HIGH_BIT, 0)
                .integer(Tag.PIXEL_REPRESENTATION, 0)
                .string(Tag.SEGMENTATION_TYPE, "BINARY")
                .string(Tag.SEGMENTS_OVERLAP, "NO");
    }

    private static void references(DicomDataset source, List<SourceSlice> slices, DicomDatasetBuilder out) {
        List<DicomDataset> instances = slices.stream()
                .map(s -> DicomDataset.builder()
                        .string(Tag.REFERENCED_SOP_CLASS_UID, s.sopClassUid())
                        .string(Tag.REFERENCED_SOP_INSTANCE_UID, s.sopInstanceUid()))
                .map(DicomDatasetBuilder::build)
                .toList();
        List<DicomDataset> distinct = new ArrayList<>();
        for (int k = 0; k < instances.size(); k++) {
            if (k == 0
                    || !slices.get(k).sopInstanceUid().equals(slices.get(k - 1).sopInstanceUid())) {
                distinct.add(instances.get(k));
            }
        }
        out.items(
                Tag.REFERENCED_SERIES_SEQUENCE,
                DicomDataset.builder()
                        .string(
                                Tag.SERIES_INSTANCE_UID,
                                source.string(Tag.SERIES_INSTANCE_UID).orElseGet(DicomWriter::newUid))
                        .items(SegTags.REFERENCED_INSTANCE_SEQUENCE, distinct)
                        .build());
    }

    private static DicomDataset segment(SegmentDescription segment) {
        String name = SegTags.plain(segment.algorithmName(), 64);
        return DicomDataset.builder()
                .integer(Tag.SEGMENT_NUMBER, 1)
                .string(Tag.SEGMENT_LABEL, SegTags.plain(segment.label(), 64))
                .string(Tag.SEGMENT_ALGORITHM_TYPE, "AUTOMATIC")
                .string(Tag.SEGMENT_ALGORITHM_NAME, name)
                .items(
                        Tag.SEGMENTATION_ALGORITHM_IDENTIFICATION_SEQUENCE,
                        DicomDataset.builder()
                                .string(Tag.ALGORITHM_NAME, name)
                                .string(Tag.ALGORITHM_VERSION, SegTags.plain(segment.algorithmVersion(), 64))
                                .items(Tag.ALGORITHM_FAMILY_CODE_SEQUENCE, SegmentDescription.FAMILY.item())
                                .build())
                .items(
                        Tag.SEGMENTED_PROPERTY_CATEGORY_CODE_SEQUENCE,
                        segment.category().item())
                .items(Tag.SEGMENTED_PROPERTY_TYPE_CODE_SEQUENCE, segment.type().item())
                .integer(Tag.RECOMMENDED_DISPLAY_CIE_LAB_VALUE, DisplayColour.lab(segment.rgb()))
                .build();
    }

    /** The drawn slices as bits, least significant first, running on from frame to frame; an even number of bytes. */
    private static byte[] packed(Mask mask, List<Integer> drawn) {
        int size = mask.geometry().columns() * mask.geometry().rows();
        long bits = (long) size * drawn.size();
        byte[] out = new byte[Math.toIntExact((bits + 15) / 16 * 2)];
        byte[] slice = new byte[size];
        long at = 0;
        for (int k : drawn) {
            mask.copySlice(k, slice);
            for (byte voxel : slice) {
                out[(int) (at >> 3)] |= (byte) (voxel << (at & 7));
                at++;
            }
        }
        return out;
    }
}

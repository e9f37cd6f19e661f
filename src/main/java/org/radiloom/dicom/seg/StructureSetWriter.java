package org.radiloom.dicom.seg;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.radiloom.dicom.DicomDataset;
import org.radiloom.dicom.DicomDatasetBuilder;
import org.radiloom.dicom.DicomWriter;
import org.radiloom.dicom.Tag;
import org.radiloom.dicom.TransferSyntax;
import org.radiloom.imaging.Vec3;
import org.radiloom.problem.Problem;

/**
 * Makes DICOM structure sets (RTSTRUCT); patient, study and frame of reference are those of the source.
 *
 * <p>Written in implicit little endian, because long contours have no room in 16 bits of length. Source: DICOM PS3.3, A.19
 * and C.8.8.5 to C.8.8.8.
 */
public final class StructureSetWriter {
    private static final String SOP_CLASS = "1.2.840.10008.5.1.4.1.1.481.3";
    private static final String STUDY_CLASS = "1.2.840.10008.3.1.2.3.1";
    private static final CodedConcept NO_CODE = new CodedConcept("85756007", "SCT", "Tissue");
    private static final String UTF_8 = "ISO_IR 192";
    /** Ten thousandths of a millimetre are kept of each coordinate. */
    private static final double STEPS_PER_MM = 1e4;

    private static final int STRUCTURE_SET_LABEL = 0x30060002;
    private static final int STRUCTURE_SET_DATE = 0x30060008;
    private static final int STRUCTURE_SET_TIME = 0x30060009;
    private static final int REFERENCED_FRAME_OF_REFERENCE_SEQUENCE = 0x30060010;
    private static final int RT_REFERENCED_STUDY_SEQUENCE = 0x30060012;
    private static final int RT_REFERENCED_SERIES_SEQUENCE = 0x30060014;
    private static final int CONTOUR_IMAGE_SEQUENCE = 0x30060016;
    private static final int STRUCTURE_SET_ROI_SEQUENCE = 0x30060020;
    private static final int ROI_NUMBER = 0x30060022;
    private static final int REFERENCED_FRAME_OF_REFERENCE_UID = 0x30060024;
    private static final int ROI_NAME = 0x30060026;
    private static final int ROI_DISPLAY_COLOR = 0x3006002A;
    private static final int ROI_GENERATION_ALGORITHM = 0x30060036;
    private static final int ROI_CONTOUR_SEQUENCE = 0x30060039;
    private static final int CONTOUR_SEQUENCE = 0x30060040;
    private static final int CONTOUR_GEOMETRIC_TYPE = 0x30060042;
    private static final int NUMBER_OF_CONTOUR_POINTS = 0x30060046;
    private static final int CONTOUR_DATA = 0x30060050;
    private static final int OBSERVATIONS_SEQUENCE = 0x30060080;
    private static final int OBSERVATION_NUMBER = 0x30060082;
    private static final int REFERENCED_ROI_NUMBER = 0x30060084;
    private static final int IDENTIFICATION_CODE_SEQUENCE = 0x30060086;
    private static final int INTERPRETED_TYPE = 0x300600A4;
    private static final int INTERPRETER = 0x300600A6;
    private static final int APPROVAL_STATUS = 0x300E0002;
    private static final int OPERATORS_NAME = 0x00081070;

    private final DicomDataset source;
    private final List<SourceSlice> slices;
    private final String frameOfReference;

    private StructureSetWriter(DicomDataset source, List<SourceSlice> slices, String frameOfReference) {
        this.source = source;
        this.slices = slices;
        this.frameOfReference = frameOfReference;
    }

    /**
     * Writes a structure set.
     *
     * @param source the series that the contours were drawn on
     * @throws Problem {@code structures.place} if the images do not say where they lie in the patient, or if the file cannot be
     *     written
     */
    public static void write(
            Path path, List<StructureContours> structures, SourceSeries source, SegmentationHeader header)
            throws Problem {
        String frame = source.frameOfReferenceUid()
                .orElseThrow(() -> Problem.input(
                        "structures.place",
                        "The images do not say where they lie in the patient, so no structure set can refer to them.",
                        "Save the segmentation in another format."));
        var writer = new StructureSetWriter(source.header(), source.slices(), frame);
        DicomWriter.write(path, writer.dataset(structures, header), TransferSyntax.IMPLICIT_LITTLE);
    }

    private DicomDataset dataset(List<StructureContours> structures, SegmentationHeader header) {
        DicomDatasetBuilder out = DicomDataset.builder().string(Tag.SPECIFIC_CHARACTER_SET, UTF_8);
        for (int tag : new int[] {
            Tag.PATIENT_NAME,
            Tag.PATIENT_ID,
            Tag.PATIENT_BIRTH_DATE,
            Tag.PATIENT_SEX,
            Tag.STUDY_DATE,
            Tag.STUDY_TIME,
            Tag.ACCESSION_NUMBER,
            Tag.REFERRING_PHYSICIAN_NAME,
            Tag.STUDY_ID,
            Tag.POSITION_REFERENCE_INDICATOR
        }) {
            if (!source.contains(tag)) {
                out.string(tag);
            }
            out.copy(source, tag);
        }
        out.copy(
                source,
                Tag.PATIENT_AGE,
                Tag.STUDY_DESCRIPTION,
                SegTags.PATIENT_IDENTITY_REMOVED,
                SegTags.DEIDENTIFICATION_METHOD,
                SegTags.DEIDENTIFICATION_METHOD_CODES);
        out.string(Tag.STUDY_INSTANCE_UID, source.string(Tag.STUDY_INSTANCE_UID).orElseGet(DicomWriter::newUid))
                .string(Tag.FRAME_OF_REFERENCE_UID, frameOfReference)
                .string(Tag.SOP_CLASS_UID, SOP_CLASS)
                .string(Tag.SOP_INSTANCE_UID, DicomWriter.newUid())
                .string(Tag.SERIES_INSTANCE_UID, DicomWriter.newUid())
                .string(Tag.MODALITY, "RTSTRUCT")
                .integer(Tag.SERIES_NUMBER, header.seriesNumber())
                .string(Tag.SERIES_DESCRIPTION, SegTags.text(header.seriesDescription(), 64))
                .string(OPERATORS_NAME, SegTags.text(header.creator(), 64))
                .integer(Tag.INSTANCE_NUMBER, 1)
                .string(STRUCTURE_SET_LABEL, "SEGMENTATION")
                .string(STRUCTURE_SET_DATE, SegTags.date(header.created()))
                .string(STRUCTURE_SET_TIME, SegTags.time(header.created()))
                .string(APPROVAL_STATUS, "UNAPPROVED");
        SegTags.equipment(out, header.softwareVersion());
        out.items(REFERENCED_FRAME_OF_REFERENCE_SEQUENCE, references());
        List<DicomDataset> rois = new ArrayList<>();
        List<DicomDataset> contours = new ArrayList<>();
        List<DicomDataset> observations = new ArrayList<>();
        for (StructureContours structure : structures) {
            rois.add(item().integer(ROI_NUMBER, structure.number())
                    .string(REFERENCED_FRAME_OF_REFERENCE_UID, frameOfReference)
                    .string(ROI_NAME, SegTags.text(structure.name(), 64))
                    // painted by hand, found by a model and corrected, or both: the file does not know
                    .string(ROI_GENERATION_ALGORITHM)
                    .build());
            contours.add(contours(structure));
            observations.add(item().integer(OBSERVATION_NUMBER, structure.number())
                    .integer(REFERENCED_ROI_NUMBER, structure.number())
                    .items(IDENTIFICATION_CODE_SEQUENCE, structure.code().item())
                    .string(INTERPRETED_TYPE)
                    .string(INTERPRETER)
                    .build());
        }
        return out.items(STRUCTURE_SET_ROI_SEQUENCE, rois)
                .items(ROI_CONTOUR_SEQUENCE, contours)
                .items(OBSERVATIONS_SEQUENCE, observations)
                .build();
    }

    /** An item whose texts are in the character set of the whole, which it does not state again. */
    private static DicomDatasetBuilder item() {
        return DicomDataset.builder().string(Tag.SPECIFIC_CHARACTER_SET, UTF_8).remove(Tag.SPECIFIC_CHARACTER_SET);
    }

    private DicomDataset references() {
        Map<String, DicomDataset> images = new LinkedHashMap<>();
        for (SourceSlice slice : slices) {
            images.putIfAbsent(
                    slice.sopInstanceUid(),
                    item().string(Tag.REFERENCED_SOP_CLASS_UID, slice.sopClassUid())
                            .string(Tag.REFERENCED_SOP_INSTANCE_UID, slice.sopInstanceUid())
                            .build());
        }
        DicomDataset series = item().string(
                        Tag.SERIES_INSTANCE_UID,
                        source.string(Tag.SERIES_INSTANCE_UID).orElseGet(DicomWriter::newUid))
                .items(CONTOUR_IMAGE_SEQUENCE, List.copyOf(images.values()))
                .build();
        DicomDataset study = item().string(Tag.REFERENCED_SOP_CLASS_UID, STUDY_CLASS)
                .string(
                        Tag.REFERENCED_SOP_INSTANCE_UID,
                        source.string(Tag.STUDY_INSTANCE_UID).orElseGet(DicomWriter::newUid))
                .items(RT_REFERENCED_SERIES_SEQUENCE, series)
                .build();
        return item().string(Tag.FRAME_OF_REFERENCE_UID, frameOfReference)
                .items(RT_REFERENCED_STUDY_SEQUENCE, study)
                .build();
    }

    private DicomDataset contours(StructureContours structure) {
        DicomDatasetBuilder out = item().integer(
                        ROI_DISPLAY_COLOR,
                        structure.rgb() >> 16 & 255,
                        structure.rgb() >> 8 & 255,
                        structure.rgb() & 255)
                .integer(REFERENCED_ROI_NUMBER, structure.number());
        List<DicomDataset> items = new ArrayList<>();
        for (StructureContours.PlanarContour contour : structure.contours()) {
            double[] mm = new double[3 * contour.points().size()];
            int at = 0;
            for (Vec3 p : contour.points()) {
                mm[at++] = rounded(p.x());
                mm[at++] = rounded(p.y());
                mm[at++] = rounded(p.z());
            }
            items.add(item().items(CONTOUR_IMAGE_SEQUENCE, image(slices.get(contour.slice())))
                    .string(CONTOUR_GEOMETRIC_TYPE, "CLOSED_PLANAR")
                    .integer(NUMBER_OF_CONTOUR_POINTS, contour.points().size())
                    .decimal(CONTOUR_DATA, mm)
                    .build());
        }
        return items.isEmpty()
                ? out.build()
                : out.items(CONTOUR_SEQUENCE, items).build();
    }

    private static DicomDataset image(SourceSlice slice) {
        DicomDatasetBuilder image = item().string(Tag.REFERENCED_SOP_CLASS_UID, slice.sopClassUid())
                .string(Tag.REFERENCED_SOP_INSTANCE_UID, slice.sopInstanceUid());
        return slice.frame() > 0
                ? image.integer(SegTags.REFERENCED_FRAME_NUMBER, slice.frame()).build()
                : image.build();
    }

    private static double rounded(double mm) {
        return Math.rint(mm * STEPS_PER_MM) / STEPS_PER_MM + 0.0;
    }

    /**
     * The contours of a structure set, by the number of their structure; names, colours and codes are not read.
     *
     * @param places slice of each image, by its instance and frame as {@code uid/frame}, frame 0 for those with one
     * @throws Problem if a contour lies on none of these images
     */
    public static List<StructureContours> contours(DicomDataset set, Map<String, Integer> places) throws Problem {
        List<StructureContours> structures = new ArrayList<>();
        for (DicomDataset structure : set.items(ROI_CONTOUR_SEQUENCE)) {
            List<StructureContours.PlanarContour> contours = new ArrayList<>();
            for (DicomDataset contour : structure.items(CONTOUR_SEQUENCE)) {
                DicomDataset image = contour.item(CONTOUR_IMAGE_SEQUENCE).orElseGet(DicomDataset::empty);
                Integer slice =
                        places.get(image.string(Tag.REFERENCED_SOP_INSTANCE_UID).orElse("") + "/"
                                + image.integer(SegTags.REFERENCED_FRAME_NUMBER).orElse(0));
                double[] mm = contour.decimals(CONTOUR_DATA).orElseGet(() -> new double[0]);
                if (slice == null || mm.length % 3 != 0) {
                    throw Problem.input(
                            "structures.elsewhere",
                            "A contour of the structure set lies on none of these images.",
                            "Open the images that belong to the structure set.");
                }
                List<Vec3> points = new ArrayList<>();
                for (int at = 0; at < mm.length; at += 3) {
                    points.add(new Vec3(mm[at], mm[at + 1], mm[at + 2]));
                }
                contours.add(new StructureContours.PlanarContour(slice, points));
            }
            int number = structure.integer(REFERENCED_ROI_NUMBER).orElse(0);
            structures.add(new StructureContours(number, "", 0, NO_CODE, contours));
        }
        return structures;
    }
}

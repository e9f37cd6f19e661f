package org.radiloom.dicom;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.UUID;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.GreySlice;
import org.radiloom.imaging.ImageStack;
import org.radiloom.imaging.Vec3;
import org.radiloom.problem.Problem;

/**
 * Writes a volume in Hounsfield units as a CT series, one file a slice (CT Image IOD, PS3.3 A.3), explicit little endian.
 *
 * <p>Identifiers are derived from the labels, so that the same volume gives the same files. Values are rounded to whole
 * Hounsfield units and clamped to what 16 bits hold above -1024.
 */
public final class CtSeriesWriter {
    private static final String CT_IMAGE = "1.2.840.10008.5.1.4.1.1.2";
    private static final int INTERCEPT = -1024;

    private final Labels labels;

    public CtSeriesWriter(Labels labels) {
        this.labels = labels;
    }

    /**
     * What the files say about themselves.
     *
     * @param patientName in DICOM's form (family^given); a pseudonym
     * @param derivation how the images came about, for the reader of the files
     */
    public record Labels(
            String patientName,
            String patientId,
            String studyDescription,
            String seriesDescription,
            String bodyPart,
            String derivation) {
        /** A UID that is always the same for these labels and {@code what} (PS3.5 B.2, name-based UUID). */
        String uid(String what) {
            String name = String.join("\n", patientId, studyDescription, seriesDescription, what);
            UUID uuid = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
            byte[] bytes = ByteBuffer.allocate(17)
                    .put((byte) 0)
                    .putLong(uuid.getMostSignificantBits())
                    .putLong(uuid.getLeastSignificantBits())
                    .array();
            return "2.25." + new BigInteger(bytes);
        }
    }

    /**
     * Writes {@code slice-0001.dcm} and so on into {@code folder}, which is created if needed.
     *
     * @throws Problem if the stack has no geometry, is in colour, cannot be read, or the folder cannot be written
     */
    public void write(Path folder, ImageStack stack) throws Problem {
        Geometry grid = stack.geometry()
                .orElseThrow(() -> Problem.input(
                        "image.place",
                        "The volume does not say how large its voxels are.",
                        "A CT series needs their size and place."));
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw Problem.input("file.unwritable", folder + " cannot be made.", "Choose another folder.", e);
        }
        for (int k = 0; k < stack.slices(); k++) {
            if (!(stack.slice(k) instanceof GreySlice slice)) {
                throw Problem.input("image.colour", "A colour image is no CT.", "Choose a volume with grey values.");
            }
            Path file = folder.resolve(String.format(Locale.ROOT, "slice-%04d.dcm", k + 1));
            DicomWriter.write(file, dataset(slice, grid, k), TransferSyntax.EXPLICIT_LITTLE);
        }
    }

    private DicomDataset dataset(GreySlice slice, Geometry grid, int k) {
        Vec3 position = grid.toPatient(0, 0, k);
        Vec3 alongRow = grid.columnStep().unit();
        Vec3 downColumn = grid.rowStep().unit();
        DicomDatasetBuilder image = DicomDataset.builder()
                .string(Tag.IMAGE_TYPE, "DERIVED", "PRIMARY", "AXIAL")
                .string(Tag.SOP_CLASS_UID, CT_IMAGE)
                .string(Tag.SOP_INSTANCE_UID, labels.uid("image " + k))
                .string(Tag.STUDY_DATE)
                .string(Tag.STUDY_TIME)
                .string(Tag.CONTENT_DATE)
                .string(Tag.CONTENT_TIME)
                .string(Tag.ACCESSION_NUMBER)
                .string(Tag.MODALITY, "CT")
                .string(Tag.MANUFACTURER)
                .string(Tag.REFERRING_PHYSICIAN_NAME)
                .string(Tag.STUDY_DESCRIPTION, labels.studyDescription())
                .string(Tag.SERIES_DESCRIPTION, labels.seriesDescription())
                .string(DERIVATION_DESCRIPTION, Vr.ST, labels.derivation())
                .string(Tag.PATIENT_NAME, labels.patientName())
                .string(Tag.PATIENT_ID, labels.patientId())
                .string(Tag.PATIENT_BIRTH_DATE)
                .string(Tag.PATIENT_SEX)
                .string(Tag.BODY_PART_EXAMINED, labels.bodyPart())
                .decimal(Tag.SLICE_THICKNESS, grid.sliceSpacingMm())
                .string(Tag.KVP)
                .string(Tag.PATIENT_POSITION, "HFS")
                .string(Tag.STUDY_INSTANCE_UID, labels.uid("study"))
                .string(Tag.SERIES_INSTANCE_UID, labels.uid("series"))
                .string(Tag.STUDY_ID)
                .integer(Tag.SERIES_NUMBER, 1)
                .string(Tag.ACQUISITION_NUMBER)
                .integer(Tag.INSTANCE_NUMBER, k + 1)
                .decimal(Tag.IMAGE_POSITION_PATIENT, position.x(), position.y(), position.z())
                .decimal(
                        Tag.IMAGE_ORIENTATION_PATIENT,
                        alongRow.x(),
                        alongRow.y(),
                        alongRow.z(),
                        downColumn.x(),
                        downColumn.y(),
                        downColumn.z())
                .string(Tag.FRAME_OF_REFERENCE_UID, labels.uid("frame of reference"))
                .string(Tag.POSITION_REFERENCE_INDICATOR);
        return pixels(image, slice, grid).build();
    }

    private static final int DERIVATION_DESCRIPTION = 0x00082111;

    private static DicomDatasetBuilder pixels(DicomDatasetBuilder image, GreySlice slice, Geometry grid) {
        float[] values = new float[slice.columns() * slice.rows()];
        slice.copyTo(values, 0);
        ByteBuffer stored = ByteBuffer.allocate(2 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            stored.putShort((short) Math.clamp(Math.round((double) value) - INTERCEPT, 0, 0xFFFF));
        }
        return image.integer(Tag.SAMPLES_PER_PIXEL, 1)
                .string(Tag.PHOTOMETRIC_INTERPRETATION, "MONOCHROME2")
                .integer(Tag.ROWS, slice.rows())
                .integer(Tag.COLUMNS, slice.columns())
                .decimal(Tag.PIXEL_SPACING, grid.rowSpacingMm(), grid.columnSpacingMm())
                .integer(Tag.BITS_ALLOCATED, 16)
                .integer(Tag.BITS_STORED, 16)
                .integer(Tag.HIGH_BIT, 15)
                .integer(Tag.PIXEL_REPRESENTATION, 0)
                .decimal(Tag.WINDOW_CENTER, 400)
                .decimal(Tag.WINDOW_WIDTH, 1800)
                .decimal(Tag.RESCALE_INTERCEPT, INTERCEPT)
                .decimal(Tag.RESCALE_SLOPE, 1)
                .string(Tag.RESCALE_TYPE, "HU")
                .bytes(Tag.PIXEL_DATA, Vr.OW, stored.array());
    }
}

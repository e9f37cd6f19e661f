package org.radiloom.dicom.seg;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.radiloom.dicom.DicomDataset;
import org.radiloom.dicom.DicomDatasetBuilder;
import org.radiloom.dicom.DicomWriter;
import org.radiloom.dicom.Tag;
import org.radiloom.dicom.TransferSyntax;
import org.radiloom.dicom.Vr;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.GreySlice;
import org.radiloom.imaging.ImageStack;
import org.radiloom.imaging.ValueUnit;
import org.radiloom.imaging.Vec3;
import org.radiloom.problem.Problem;

/**
 * Writes a CT volume that came without DICOM (a NIfTI file) as a CT Image Storage series, marked as derived.
 *
 * <p>Values are rounded to whole HU and stored as signed 16-bit numbers with slope 1 and intercept 0. What is not known
 * about the scan (scanner, date, kVp, position on the table) stays empty. Source: DICOM PS3.3, A.3 and C.8.2.1.
 */
public final class CtSeriesWriter {
    private static final String CT_IMAGE = "1.2.840.10008.5.1.4.1.1.2";

    private CtSeriesWriter() {}

    /**
     * Writes one file a slice, {@code IM0001.dcm} upwards, into {@code folder}, which exists.
     *
     * @param stack in HU, with a geometry; slices are written in its order
     * @return the files, in order of the slices
     * @throws Problem if a slice cannot be read or a file cannot be written
     */
    public static List<Path> write(ImageStack stack, Path folder, CtSeriesHeader header) throws Problem {
        Geometry geometry = stack.geometry().orElseThrow(() -> new IllegalArgumentException("no geometry"));
        if (stack.unit() != ValueUnit.HOUNSFIELD) {
            throw new IllegalArgumentException("values in " + stack.unit());
        }
        DicomDataset common = common(stack, geometry, header);
        List<Path> files = new ArrayList<>();
        for (int k = 0; k < stack.slices(); k++) {
            if (!(stack.slice(k) instanceof GreySlice slice)) {
                throw new IllegalArgumentException("slice " + k + " is not grey");
            }
            Path file = folder.resolve("IM%04d.dcm".formatted(k + 1));
            DicomWriter.write(file, image(common, geometry, k, slice), TransferSyntax.EXPLICIT_LITTLE);
            files.add(file);
        }
        return files;
    }

    private static DicomDataset common(ImageStack stack, Geometry geometry, CtSeriesHeader header) {
        DicomDatasetBuilder out = DicomDataset.builder()
                .string(Tag.SOP_CLASS_UID, CT_IMAGE)
                .string(Tag.MODALITY, "CT")
                .string(Tag.IMAGE_TYPE, "DERIVED", "SECONDARY", "AXIAL")
                .string(SegTags.DERIVATION_DESCRIPTION, SegTags.plain(header.origin(), 1024))
                .string(Tag.PATIENT_NAME, SegTags.plain(header.patientName(), 64))
                .string(Tag.PATIENT_ID, SegTags.plain(header.patientId(), 64))
                .string(Tag.PATIENT_BIRTH_DATE)
                .string(Tag.PATIENT_SEX)
                .string(SegTags.PATIENT_IDENTITY_REMOVED, "YES")
                .string(SegTags.DEIDENTIFICATION_METHOD, SegTags.plain(header.deidentification(), 64))
                .string(Tag.STUDY_INSTANCE_UID, DicomWriter.newUid())
                .string(Tag.STUDY_DATE)
                .string(Tag.STUDY_TIME)
                .string(Tag.STUDY_ID)
                .string(Tag.ACCESSION_NUMBER)
                .string(Tag.REFERRING_PHYSICIAN_NAME)
                .string(Tag.STUDY_DESCRIPTION, SegTags.plain(header.studyDescription(), 64))
                .string(Tag.SERIES_INSTANCE_UID, DicomWriter.newUid())
                .integer(Tag.SERIES_NUMBER, 1)
                .string(Tag.SERIES_DESCRIPTION, SegTags.plain(header.seriesDescription(), 64))
                .string(Tag.FRAME_OF_REFERENCE_UID, DicomWriter.newUid())
                .string(Tag.POSITION_REFERENCE_INDICATOR)
                .string(Tag.BODY_PART_EXAMINED, header.bodyPart())
                .string(Tag.PATIENT_POSITION)
                .string(Tag.CONTENT_DATE, SegTags.date(header.created()))
                .string(Tag.CONTENT_TIME, SegTags.time(header.created()))
                .string(Tag.ACQUISITION_NUMBER)
                .string(Tag.KVP)
                .string(Tag.BURNED_IN_ANNOTATION, "NO");
        SegTags.equipment(out, header.softwareVersion());
        Vec3 across = geometry.columnStep().unit();
        Vec3 down = geometry.rowStep().unit();
        out.decimal(Tag.IMAGE_ORIENTATION_PATIENT, across.x(), across.y(), across.z(), down.x(), down.y(), down.z())
                .decimal(Tag.PIXEL_SPACING, geometry.rowSpacingMm(), geometry.columnSpacingMm())
                .decimal(Tag.SLICE_THICKNESS, geometry.sliceSpacingMm())
                .integer(Tag.SAMPLES_PER_PIXEL, 1)
                .string(Tag.PHOTOMETRIC_INTERPRETATION, "MONOCHROME2")
                .integer(Tag.ROWS, geometry.rows())
                .integer(Tag.COLUMNS, geometry.columns())
                .integer(Tag.BITS_ALLOCATED, 16)
                .integer(Tag.BITS_STORED, 16)
                .integer(Tag.HIGH_BIT, 15)
                .integer(Tag.PIXEL_REPRESENTATION, 1)
                .decimal(Tag.WINDOW_CENTER, stack.defaultWindow().centre())
                .decimal(Tag.WINDOW_WIDTH, Math.max(1, stack.defaultWindow().width()))
                .decimal(Tag.RESCALE_INTERCEPT, 0)
                .decimal(Tag.RESCALE_SLOPE, 1)
                .string(Tag.RESCALE_TYPE, "HU");
        return out.build();
    }

    private static DicomDataset image(DicomDataset common, Geometry geometry, int k, GreySlice slice) {
        Vec3 at = geometry.toPatient(0, 0, k);
        Vec3 normal = geometry.columnStep().cross(geometry.rowStep()).unit();
        return common.toBuilder()
                .string(Tag.SOP_INSTANCE_UID, DicomWriter.newUid())
                .integer(Tag.INSTANCE_NUMBER, k + 1)
                .decimal(Tag.IMAGE_POSITION_PATIENT, at.x(), at.y(), at.z())
                .decimal(Tag.SLICE_LOCATION, at.dot(normal))
                .bytes(Tag.PIXEL_DATA, Vr.OW, pixels(slice))
                .build();
    }

    private static byte[] pixels(GreySlice slice) {
        float[] values = new float[slice.columns() * slice.rows()];
        slice.copyTo(values, 0);
        byte[] out = new byte[2 * values.length];
        for (int i = 0; i < values.length; i++) {
            int hu = Math.clamp(Math.round(values[i]), Short.MIN_VALUE, Short.MAX_VALUE);
            out[2 * i] = (byte) hu;
            out[2 * i + 1] = (byte) (hu >> 8);
        }
        return out;
    }
}

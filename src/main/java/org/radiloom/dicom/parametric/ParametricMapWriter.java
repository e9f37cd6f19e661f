package org.radiloom.dicom.parametric;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.radiloom.dicom.DicomDataset;
import org.radiloom.dicom.DicomDatasetBuilder;
import org.radiloom.dicom.DicomWriter;
import org.radiloom.dicom.PatientAndStudy;
import org.radiloom.dicom.Tag;
import org.radiloom.dicom.TransferSyntax;
import org.radiloom.dicom.Vr;
import org.radiloom.dicom.sr.Code;
import org.radiloom.dicom.sr.SopReference;
import org.radiloom.problem.Problem;

/**
 * Writes parametric maps as 32-bit floating point images; real-world values are the stored ones. Source: DICOM PS3.3, A.75.
 */
public final class ParametricMapWriter {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyyMMdd", Locale.ROOT);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HHmmss", Locale.ROOT);
    private static final Code PROCESSING = Code.of("109102", "DCM", "Processing Equipment");
    private static final int WORDS = 64;

    private ParametricMapWriter() {}

    /**
     * Writes a map.
     *
     * @throws Problem {@code map.large} if there are more than 2 GiB of values, or if the file cannot be written
     */
    public static void write(Path path, ParametricMap map, ParametricMapHeader header) throws Problem {
        DicomWriter.write(path, dataset(map, header), TransferSyntax.EXPLICIT_LITTLE);
    }

    /**
     * The data set that {@link #write} writes.
     *
     * @throws Problem {@code map.large} if there are more than 2 GiB of values
     * @throws IllegalArgumentException if the map does not say what its pixels are, or some of its frames alone have a place
     */
    public static DicomDataset dataset(ParametricMap map, ParametricMapHeader header) throws Problem {
        if (map.quantity().isEmpty() || map.unit().isEmpty()) {
            throw new IllegalArgumentException("a map of nothing");
        }
        boolean placed = map.frames().getFirst().plane().isPresent();
        if (map.frames().stream().anyMatch(frame -> frame.plane().isPresent() != placed)) {
            throw new IllegalArgumentException("only some frames have a place");
        }
        DicomDatasetBuilder out = DicomDataset.builder().string(Tag.SPECIFIC_CHARACTER_SET, "ISO_IR 192");
        patientAndStudy(header.source(), placed, out);
        series(header, out);
        image(map, out);
        references(map, header.source(), out);
        new MapFrames(map, header.sliceDistanceMm(), header.anatomy()).put(out);
        return out.bytes(Tag.FLOAT_PIXEL_DATA, Vr.OF, pixels(map)).build();
    }

    private static void patientAndStudy(DicomDataset source, boolean placed, DicomDatasetBuilder out) {
        PatientAndStudy.copy(source, out);
        out.string(Tag.STUDY_INSTANCE_UID, source.string(Tag.STUDY_INSTANCE_UID).orElseGet(DicomWriter::newUid))
                .string(Tag.POSITION_REFERENCE_INDICATOR);
        if (placed) {
            out.string(
                            Tag.FRAME_OF_REFERENCE_UID,
                            source.string(Tag.FRAME_OF_REFERENCE_UID).orElseGet(DicomWriter::newUid))
                    .copy(source, Tag.POSITION_REFERENCE_INDICATOR);
        } else {
            // the standard asks for a frame of reference, but not that it be that of the patient
            out.string(Tag.FRAME_OF_REFERENCE_UID, DicomWriter.newUid());
        }
    }

    private static void series(ParametricMapHeader header, DicomDatasetBuilder out) {
        String date = DATE.format(header.created());
        String time = TIME.format(header.created());
        out.string(Tag.SOP_CLASS_UID, ParametricMap.SOP_CLASS)
                .string(Tag.SOP_INSTANCE_UID, header.sopInstanceUid())
                .string(Tag.SERIES_INSTANCE_UID, header.seriesInstanceUid())
                .string(Tag.MODALITY, "OT")
                .integer(Tag.SERIES_NUMBER, header.seriesNumber())
                .string(Tag.SERIES_DESCRIPTION, text(header.description()))
                .string(Tag.SERIES_DATE, date)
                .string(Tag.SERIES_TIME, time)
                .integer(Tag.INSTANCE_NUMBER, 1)
                .string(Tag.CONTENT_DATE, date)
                .string(Tag.CONTENT_TIME, time)
                .string(Tag.CONTENT_LABEL, "MAP")
                .string(Tag.CONTENT_DESCRIPTION, text(header.description()))
                .string(Tag.CONTENT_CREATOR_NAME, "Radiloom^")
                .string(Tag.MANUFACTURER, "Radiloom")
                .string(Tag.MANUFACTURER_MODEL_NAME, "Radiloom")
                .string(Tag.DEVICE_SERIAL_NUMBER, "1")
                .string(Tag.SOFTWARE_VERSIONS, text(header.softwareVersion()))
                .items(
                        MapTags.CONTRIBUTING_EQUIPMENT_SEQUENCE,
                        item(DicomDataset.builder()
                                .items(Tag.PURPOSE_OF_REFERENCE_CODE_SEQUENCE, PROCESSING.item())
                                .string(Tag.MANUFACTURER, "Radiloom")
                                .string(
                                        Tag.MANUFACTURER_MODEL_NAME,
                                        text(header.algorithm().name()))
                                .string(
                                        Tag.SOFTWARE_VERSIONS,
                                        text(header.algorithm().version()))
                                .string(
                                        MapTags.CONTRIBUTION_DESCRIPTION,
                                        String.join("; ", header.algorithm().parameters()))));
    }

    private static void image(ParametricMap map, DicomDatasetBuilder out) {
        out.string(Tag.IMAGE_TYPE, MapFrames.TYPE)
                .string(MapTags.CONTENT_QUALIFICATION, "RESEARCH")
                .integer(Tag.SAMPLES_PER_PIXEL, 1)
                .string(Tag.PHOTOMETRIC_INTERPRETATION, "MONOCHROME2")
                .integer(Tag.NUMBER_OF_FRAMES, map.frames().size())
                .integer(Tag.ROWS, map.rows())
                .integer(Tag.COLUMNS, map.columns())
                .integer(Tag.BITS_ALLOCATED, Float.SIZE)
                .string(Tag.BURNED_IN_ANNOTATION, "NO")
                .string(MapTags.RECOGNIZABLE_VISUAL_FEATURES, "NO")
                .string(Tag.LOSSY_IMAGE_COMPRESSION, "00")
                .string(Tag.PRESENTATION_LUT_SHAPE, "IDENTITY")
                .items(MapTags.ACQUISITION_CONTEXT_SEQUENCE, List.of());
    }

    private static void references(ParametricMap map, DicomDataset source, DicomDatasetBuilder out) {
        Set<SopReference> wholes = new LinkedHashSet<>();
        map.frames().forEach(frame -> frame.sources()
                .forEach(each -> wholes.add(SopReference.of(each.sopClassUid(), each.sopInstanceUid()))));
        List<DicomDataset> instances = new ArrayList<>();
        wholes.forEach(each -> instances.add(DicomDataset.builder()
                .string(Tag.REFERENCED_SOP_CLASS_UID, each.sopClassUid())
                .string(Tag.REFERENCED_SOP_INSTANCE_UID, each.sopInstanceUid())
                .build()));
        if (!instances.isEmpty()) {
            out.items(
                    Tag.REFERENCED_SERIES_SEQUENCE,
                    DicomDataset.builder()
                            .string(
                                    Tag.SERIES_INSTANCE_UID,
                                    source.string(Tag.SERIES_INSTANCE_UID).orElseGet(DicomWriter::newUid))
                            .items(MapTags.REFERENCED_INSTANCE_SEQUENCE, instances)
                            .build());
        }
    }

    private static byte[] pixels(ParametricMap map) throws Problem {
        long length =
                (long) Float.BYTES * map.columns() * map.rows() * map.frames().size();
        if (length > Integer.MAX_VALUE - 16) {
            throw Problem.input(
                    "map.large",
                    "A map of " + map.frames().size() + " frames has more than 2 GiB of values.",
                    "Leave out frames.");
        }
        ByteBuffer bytes = ByteBuffer.allocate((int) length).order(ByteOrder.LITTLE_ENDIAN);
        for (ParametricMap.Frame frame : map.frames()) {
            for (double value : frame.values()) {
                bytes.putFloat((float) value);
            }
        }
        return bytes.array();
    }

    /** An item whose texts are in the UTF-8 of the data set around it. */
    static DicomDataset item(DicomDatasetBuilder item) {
        return item.remove(Tag.SPECIFIC_CHARACTER_SET).build();
    }

    static String text(String text) {
        String clean = text.replaceAll("[\\p{Cntrl}\\\\]", "?");
        return clean.codePointCount(0, clean.length()) <= WORDS
                ? clean
                : clean.substring(0, clean.offsetByCodePoints(0, WORDS));
    }
}

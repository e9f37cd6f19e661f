package org.radiloom.study;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.radiloom.dicom.DicomDataset;
import org.radiloom.dicom.DicomFile;
import org.radiloom.dicom.DicomImage;
import org.radiloom.dicom.PersonName;
import org.radiloom.dicom.ReadOptions;
import org.radiloom.dicom.Tag;
import org.radiloom.imaging.ValueUnit;
import org.radiloom.imaging.Window;
import org.radiloom.problem.Problem;

/** What importing needs of one DICOM image file; the data set itself is not kept, so that large folders stay small. */
record FileHeader(
        Path file,
        StudyHeader study,
        String seriesUid,
        String modality,
        OptionalInt seriesNumber,
        String seriesDescription,
        String bodyPart,
        Optional<String> frameOfReferenceUid,
        String sopClassUid,
        String sopInstanceUid,
        int instanceNumber,
        int columns,
        int rows,
        int bitsStored,
        boolean colour,
        boolean inverted,
        ValueUnit unit,
        Optional<Window> window,
        boolean multiFrame,
        List<FilePlace> frames,
        @Nullable PixelSpacing otherSpacing,
        boolean detectorSpacing) {
    private static final int MOST_FRAMES = 1_000_000;
    private static final String SEGMENTATION_CLASS = "1.2.840.10008.5.1.4.1.1.66.";

    /** What all files of one study share. */
    record StudyHeader(
            String uid, String patientName, String patientId, String date, String description, String accession) {}

    /**
     * Reads the header of a DICOM file.
     *
     * @throws Problem if it is no DICOM file or holds no image
     */
    static FileHeader read(Path file) throws Problem {
        DicomFile read = DicomFile.read(file, ReadOptions.HEADER);
        DicomDataset d = read.dataset();
        int columns = d.integer(Tag.COLUMNS).orElse(0);
        int rows = d.integer(Tag.ROWS).orElse(0);
        String sopClass = d.string(Tag.SOP_CLASS_UID).orElse("");
        if (sopClass.startsWith(SEGMENTATION_CLASS)) {
            throw StudyProblems.segmentation(file);
        }
        // a single image whose last pixels are missing cannot be shown; of a film the frames that are there can
        if (read.cutShort() && d.integer(Tag.NUMBER_OF_FRAMES).orElse(1) <= 1) {
            throw StudyProblems.cut(file);
        }
        if (columns < 1 || rows < 1) {
            throw StudyProblems.noImage(file);
        }
        int frames = Math.clamp(d.integer(Tag.NUMBER_OF_FRAMES).orElse(1), 1, MOST_FRAMES);
        DicomDataset shared = d.item(Tag.SHARED_FUNCTIONAL_GROUPS_SEQUENCE).orElse(DicomDataset.empty());
        List<DicomDataset> own = d.items(Tag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE);
        boolean colour = d.integer(Tag.SAMPLES_PER_PIXEL).orElse(1) > 1
                || d.string(Tag.PHOTOMETRIC_INTERPRETATION).orElse("").equals("PALETTE COLOR");
        PixelSpacing regions = UltrasoundRegions.spacing(d);
        PixelSpacing detector = FilePlace.spacing(d, Tag.IMAGER_PIXEL_SPACING);
        DicomDataset firstFrame = own.isEmpty() ? DicomDataset.empty() : own.get(0);
        return new FileHeader(
                file,
                study(d, file),
                d.string(Tag.SERIES_INSTANCE_UID).orElse("folder:" + file.getParent()),
                d.string(Tag.MODALITY).orElse(""),
                d.integer(Tag.SERIES_NUMBER),
                d.string(Tag.SERIES_DESCRIPTION).orElse(""),
                d.string(Tag.BODY_PART_EXAMINED).orElse(""),
                d.string(Tag.FRAME_OF_REFERENCE_UID),
                sopClass,
                d.string(Tag.SOP_INSTANCE_UID).orElse(""),
                d.integer(Tag.INSTANCE_NUMBER).orElse(0),
                columns,
                rows,
                Math.clamp(d.integer(Tag.BITS_STORED).orElse(8), 1, 32),
                colour,
                DicomImage.inverted(d),
                colour ? ValueUnit.COLOUR : unit(d, shared, firstFrame),
                window(d).or(() -> FilePlace.group(firstFrame, shared, Tag.FRAME_VOI_LUT_SEQUENCE)
                        .flatMap(FileHeader::window)),
                d.contains(Tag.NUMBER_OF_FRAMES) && frames > 1,
                places(d, shared, own, frames),
                regions != null ? regions : detector,
                regions == null && detector != null);
    }

    private static StudyHeader study(DicomDataset d, Path file) {
        return new StudyHeader(
                d.string(Tag.STUDY_INSTANCE_UID).orElse("folder:" + file.getParent()),
                d.personName(Tag.PATIENT_NAME).map(PersonName::display).orElse(""),
                d.string(Tag.PATIENT_ID).orElse(""),
                d.string(Tag.STUDY_DATE).orElse(""),
                d.string(Tag.STUDY_DESCRIPTION).orElse(""),
                d.string(Tag.ACCESSION_NUMBER).orElse(""));
    }

    private static List<FilePlace> places(DicomDataset d, DicomDataset shared, List<DicomDataset> own, int frames) {
        if (own.isEmpty() && shared.size() == 0) {
            return java.util.Collections.nCopies(frames, FilePlace.ofImage(d));
        }
        List<FilePlace> places = new ArrayList<>();
        for (int f = 0; f < frames; f++) {
            places.add(FilePlace.ofFrame(shared, f < own.size() ? own.get(f) : DicomDataset.empty()));
        }
        return places;
    }

    /** Hounsfield units need CT and a rescale that is not said to lead elsewhere (PS3.3 C.8.2.1.1.2, C.11.1.1.2). */
    private static ValueUnit unit(DicomDataset d, DicomDataset shared, DicomDataset firstFrame) {
        if (!d.string(Tag.MODALITY).orElse("").equals("CT")) {
            return ValueUnit.RAW;
        }
        DicomDataset rescale = FilePlace.group(firstFrame, shared, Tag.PIXEL_VALUE_TRANSFORMATION_SEQUENCE)
                .orElse(d);
        String type = rescale.string(Tag.RESCALE_TYPE).orElse("HU");
        boolean rescaled = rescale.decimal(Tag.RESCALE_SLOPE).isPresent()
                && rescale.decimal(Tag.RESCALE_INTERCEPT).isPresent();
        return rescaled && type.equals("HU") ? ValueUnit.HOUNSFIELD : ValueUnit.RAW;
    }

    private static Optional<Window> window(DicomDataset d) {
        double width = d.decimal(Tag.WINDOW_WIDTH).orElse(0);
        return d.decimal(Tag.WINDOW_CENTER).isPresent() && width > 0
                ? Optional.of(new Window(d.decimal(Tag.WINDOW_CENTER).getAsDouble(), width))
                : Optional.empty();
    }

    /** Whether the images of both files can be slices of one series. */
    boolean stacksWith(FileHeader other) {
        return columns == other.columns
                && rows == other.rows
                && colour == other.colour
                && !multiFrame
                && !other.multiFrame
                && frames.get(0).parallel(other.frames.get(0));
    }
}

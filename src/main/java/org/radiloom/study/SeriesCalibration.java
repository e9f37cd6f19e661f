package org.radiloom.study;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.radiloom.dicom.DicomDataset;
import org.radiloom.dicom.DicomFile;
import org.radiloom.dicom.ReadOptions;
import org.radiloom.dicom.Tag;
import org.radiloom.imaging.measure.Calibration;
import org.radiloom.imaging.measure.Cause;
import org.radiloom.imaging.measure.Scale;
import org.radiloom.problem.Problem;

/** What lengths mean in the images of a series: by slice, and in ultrasound by region and frame. */
public final class SeriesCalibration {
    private SeriesCalibration() {}

    /**
     * Finds out what lengths mean. Stacks of slices know it; of all others the headers are read again, so this is not for
     * the thread of a window.
     *
     * @throws Problem if a file of the series cannot be read
     */
    public static Calibration of(Series series) throws Problem {
        if (series.source() != Series.Source.DICOM || series.geometry().isPresent()) {
            return Calibration.everywhere(
                    series.spacing().map(SeriesCalibration::millimetres).orElse(Scale.PIXELS));
        }
        var regions = new UltrasoundCalibration.Reader();
        Path open = null;
        DicomDataset header = DicomDataset.empty();
        DicomDataset first = null;
        for (ImageRef image : series.images()) {
            if (!image.file().equals(open)) {
                open = image.file();
                header = DicomFile.read(open, ReadOptions.HEADER).dataset();
                first = first == null ? header : first;
            }
            regions.add(header, image.frame());
        }
        Optional<Calibration> ultrasound = regions.calibration();
        return ultrasound.isPresent() ? ultrasound.get() : whole(series, first);
    }

    private static Calibration whole(Series series, @Nullable DicomDataset header) {
        Optional<PixelSpacing> spacing = series.spacing();
        if (spacing.isEmpty()) {
            return series.modality().equals("US")
                    ? Calibration.nowhere(Cause.NO_CALIBRATION)
                    : Calibration.everywhere(Scale.PIXELS);
        }
        Scale scale = millimetres(spacing.get());
        return Calibration.everywhere(
                header != null && atDetector(series, header) ? scale.measuredAtDetector() : scale);
    }

    /** Whether nobody has corrected the spacing for the distance between body and detector (PS3.3 10.7.1.3). */
    private static boolean atDetector(Series series, DicomDataset header) {
        PixelSpacing imager = FilePlace.spacing(header, Tag.IMAGER_PIXEL_SPACING);
        PixelSpacing stated = FilePlace.spacing(header, Tag.PIXEL_SPACING);
        boolean only = series.warnings().stream().anyMatch(w -> w.kind() == GeometryWarning.Kind.DETECTOR_SPACING);
        boolean uncorrected = stated != null
                && stated.equals(imager)
                && header.string(Tag.PIXEL_SPACING_CALIBRATION_TYPE).isEmpty();
        return only || uncorrected;
    }

    private static Scale millimetres(PixelSpacing spacing) {
        return Scale.millimetres(spacing.columnMm(), spacing.rowMm());
    }
}

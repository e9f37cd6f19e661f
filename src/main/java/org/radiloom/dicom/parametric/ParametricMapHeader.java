package org.radiloom.dicom.parametric;

import java.time.LocalDateTime;
import org.radiloom.dicom.DicomDataset;
import org.radiloom.dicom.sr.Algorithm;
import org.radiloom.dicom.sr.Code;

/**
 * Where a written map belongs and what it says about itself.
 *
 * @param source data set of one of the images that it was made from; patient, study and frame of reference are taken from it
 * @param sopInstanceUid of the map
 * @param seriesInstanceUid of its series
 * @param seriesNumber number of the series within the study
 * @param description of the series, for people
 * @param sliceDistanceMm from frame to frame; not used without planes
 * @param anatomy part of the body that is shown
 * @param algorithm what has computed it
 * @param created when
 * @param softwareVersion version of this program
 */
public record ParametricMapHeader(
        DicomDataset source,
        String sopInstanceUid,
        String seriesInstanceUid,
        int seriesNumber,
        String description,
        double sliceDistanceMm,
        Code anatomy,
        Algorithm algorithm,
        LocalDateTime created,
        String softwareVersion) {}

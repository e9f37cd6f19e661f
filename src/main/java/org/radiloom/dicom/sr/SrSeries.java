package org.radiloom.dicom.sr;

import org.radiloom.dicom.DicomDataset;

/**
 * Where a written document belongs.
 *
 * @param source data set of one of the images reported on; patient and study are taken from it
 * @param description of the series, for people
 * @param seriesNumber number of the series within the study
 * @param instanceNumber number of the document within the series
 * @param softwareVersion version of this program
 */
public record SrSeries(
        DicomDataset source, String description, int seriesNumber, int instanceNumber, String softwareVersion) {}

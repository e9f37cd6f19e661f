package org.radiloom.dicom.seg;

import java.time.LocalDateTime;

/**
 * What a segmentation object says about itself.
 *
 * @param seriesDescription for people, at most 64 characters
 * @param seriesNumber number of the new series within the study
 * @param creator who made it, as a person's name ("Family^Given") or the name of the program
 * @param softwareVersion version of this program
 * @param created when
 */
public record SegmentationHeader(
        String seriesDescription, int seriesNumber, String creator, String softwareVersion, LocalDateTime created) {}

package org.radiloom.review.report;

import org.radiloom.study.measure.ImageKey;

/**
 * A picture for the report.
 *
 * @param picture as it is shown, with what was drawn on it
 * @param caption in the reader's words; may be empty
 * @param image which image of the study it shows
 */
public record KeyImage(Png picture, String caption, ImageKey image) {
    public KeyImage withCaption(String other) {
        return new KeyImage(picture, other, image);
    }
}

package org.radiloom.review.report;

import org.radiloom.study.measure.ImageKey;

/**
 * A picture for the report.
 *
 * @param picture as it is shown, with what was drawn on it
 * @param caption in the reader's words, at most {@value #LONGEST} characters; may be empty
 * @param image which image of the study it shows
 */
public record KeyImage(Png picture, String caption, ImageKey image) {
    /** Of a caption, in characters: below its picture it fits on a page. */
    public static final int LONGEST = 400;

    public KeyImage {
        if (caption.length() > LONGEST) {
            throw new IllegalArgumentException("a caption of " + caption.length() + " characters");
        }
    }

    public KeyImage withCaption(String other) {
        return new KeyImage(picture, other, image);
    }
}

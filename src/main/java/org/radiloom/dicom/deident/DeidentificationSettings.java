package org.radiloom.dicom.deident;

import java.util.Optional;
import java.util.Set;
import org.radiloom.dicom.ConfidentialityOption;

/**
 * What is asked for.
 *
 * @param retained what stays, although the Basic Profile would take it away; not both kinds of dates
 * @param key from which everything new is derived
 * @param mask for all images; without it that which the scanner was given last
 * @param masks where masks of scanners are kept
 */
public record DeidentificationSettings(
        Set<ConfidentialityOption> retained, DeidentificationKey key, Optional<PixelMask> mask, ScannerMasks masks) {
    public DeidentificationSettings {
        retained = Set.copyOf(retained);
        if (retained.contains(ConfidentialityOption.DATES) && retained.contains(ConfidentialityOption.SHIFTED_DATES)) {
            throw new IllegalArgumentException("dates either stay or are shifted");
        }
    }
}

package org.radiloom.dicom.seg;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import org.radiloom.dicom.DicomDataset;
import org.radiloom.dicom.DicomDatasetBuilder;
import org.radiloom.dicom.Tag;

/** Attributes that only written objects need, and the modules they share. */
final class SegTags {
    static final int REFERENCED_INSTANCE_SEQUENCE = 0x0008114A;
    static final int DERIVATION_DESCRIPTION = 0x00082111;
    static final int REFERENCED_FRAME_NUMBER = 0x00081160;
    static final int PATIENT_IDENTITY_REMOVED = 0x00120062;
    static final int DEIDENTIFICATION_METHOD = 0x00120063;
    static final int DEIDENTIFICATION_METHOD_CODES = 0x00120064;
    static final int SPATIAL_LOCATIONS_PRESERVED = 0x0028135A;
    static final int LOSSY_COMPRESSION_RATIO = 0x00282112;
    static final int LOSSY_COMPRESSION_METHOD = 0x00282114;

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyyMMdd", java.util.Locale.ROOT);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HHmmss", java.util.Locale.ROOT);

    private SegTags() {}

    static String date(LocalDateTime when) {
        return DATE.format(when);
    }

    static String time(LocalDateTime when) {
        return TIME.format(when);
    }

    /** Copies an attribute if it is there. */
    static void copy(DicomDataset from, DicomDatasetBuilder to, int... tags) {
        for (int tag : tags) {
            from.element(tag).ifPresent(to::element);
        }
    }

    /** Copies an attribute, or puts it without a value: type 2 of the standard. */
    static void copyOrEmpty(DicomDataset from, DicomDatasetBuilder to, int... tags) {
        for (int tag : tags) {
            if (from.contains(tag)) {
                copy(from, to, tag);
            } else {
                to.string(tag);
            }
        }
    }

    /** Text that every character set can write: other letters become '?', and it is cut to {@code length}. */
    static String plain(String text, int length) {
        String ascii = text.replaceAll("[^ -~]|\\\\", "?");
        return ascii.length() <= length ? ascii : ascii.substring(0, length);
    }

    /** Text in any letters, cut to {@code length}; a backslash would separate values. */
    static String text(String text, int length) {
        String clean = text.replaceAll("[\\p{Cntrl}\\\\]", "?");
        return clean.codePointCount(0, clean.length()) <= length
                ? clean
                : clean.substring(0, clean.offsetByCodePoints(0, length));
    }

    static boolean ascii(String text) {
        return text.chars().allMatch(c -> c < 128);
    }

    /** An item whose texts are in the character set of the data set around it, which is then UTF-8 if they need it. */
    static DicomDataset item(DicomDatasetBuilder item) {
        return item.remove(Tag.SPECIFIC_CHARACTER_SET).build();
    }

    /** This program as the maker of an object. */
    static void equipment(DicomDatasetBuilder to, String version) {
        to.string(Tag.MANUFACTURER, "Radiloom")
                .string(Tag.MANUFACTURER_MODEL_NAME, "Radiloom")
                .string(Tag.DEVICE_SERIAL_NUMBER, "1")
                .string(Tag.SOFTWARE_VERSIONS, plain(version, 64));
    }
}

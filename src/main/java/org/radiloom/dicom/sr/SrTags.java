package org.radiloom.dicom.sr;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.radiloom.dicom.DicomDataset;
import org.radiloom.dicom.DicomDatasetBuilder;
import org.radiloom.dicom.Tag;

/** Attributes of structured reports (PS3.3, C.17 and C.18), and how their texts are written. */
final class SrTags {
    static final int CODING_SCHEME_VERSION = 0x00080103;
    static final int CODING_SCHEME_IDENTIFICATION_SEQUENCE = 0x00080110;
    static final int CODING_SCHEME_NAME = 0x00080115;
    static final int CODING_SCHEME_RESPONSIBLE_ORGANIZATION = 0x00080116;
    static final int MAPPING_RESOURCE = 0x00080105;
    static final int LONG_CODE_VALUE = 0x00080119;
    static final int URN_CODE_VALUE = 0x00080120;
    static final int PERFORMED_STEP_SEQUENCE = 0x00081111;
    static final int REFERENCED_FRAME_NUMBER = 0x00081160;
    static final int REFERENCED_SOP_SEQUENCE = 0x00081199;
    static final int MEASUREMENT_UNITS = 0x004008EA;
    static final int RELATIONSHIP_TYPE = 0x0040A010;
    static final int VERIFYING_ORGANIZATION = 0x0040A027;
    static final int VERIFICATION_DATE_TIME = 0x0040A030;
    static final int OBSERVATION_DATE_TIME = 0x0040A032;
    static final int VALUE_TYPE = 0x0040A040;
    static final int CONCEPT_NAME = 0x0040A043;
    static final int CONTINUITY = 0x0040A050;
    static final int VERIFYING_OBSERVERS = 0x0040A073;
    static final int VERIFYING_OBSERVER_NAME = 0x0040A075;
    static final int VERIFYING_OBSERVER_CODE = 0x0040A088;
    static final int DATE_TIME = 0x0040A120;
    static final int DATE = 0x0040A121;
    static final int TIME = 0x0040A122;
    static final int PERSON_NAME = 0x0040A123;
    static final int UID = 0x0040A124;
    static final int TEXT_VALUE = 0x0040A160;
    static final int FLOATING_POINT_VALUE = 0x0040A161;
    static final int CONCEPT_CODE = 0x0040A168;
    static final int MEASURED_VALUE = 0x0040A300;
    static final int VALUE_QUALIFIER = 0x0040A301;
    static final int NUMERIC_VALUE = 0x0040A30A;
    static final int PREDECESSORS = 0x0040A360;
    static final int PERFORMED_PROCEDURE_CODES = 0x0040A372;
    static final int CURRENT_EVIDENCE = 0x0040A375;
    static final int OTHER_EVIDENCE = 0x0040A385;
    static final int COMPLETION_FLAG = 0x0040A491;
    static final int COMPLETION_DESCRIPTION = 0x0040A492;
    static final int VERIFICATION_FLAG = 0x0040A493;
    static final int PRELIMINARY_FLAG = 0x0040A496;
    static final int CONTENT_TEMPLATE = 0x0040A504;
    static final int IDENTICAL_DOCUMENTS = 0x0040A525;
    static final int CONTENT = 0x0040A730;
    static final int TEMPLATE_IDENTIFIER = 0x0040DB00;
    static final int REFERENCED_ITEM = 0x0040DB73;
    static final int GRAPHIC_DATA = 0x00700022;
    static final int GRAPHIC_TYPE = 0x00700023;
    static final int REFERENCED_FRAME_OF_REFERENCE = 0x30060024;

    private static final DateTimeFormatter DATE_FORMAT = DateTimeFormatter.ofPattern("yyyyMMdd", Locale.ROOT);
    private static final DateTimeFormatter TIME_FORMAT = DateTimeFormatter.ofPattern("HHmmss", Locale.ROOT);

    private SrTags() {}

    static String date(LocalDateTime when) {
        return DATE_FORMAT.format(when);
    }

    static String time(LocalDateTime when) {
        return TIME_FORMAT.format(when);
    }

    /** What a date and a time say to the second; midnight where the time is missing, the epoch where the date is. */
    static LocalDateTime when(String date, String time) {
        String all = (date.replaceAll("[^0-9]", "") + "00000000").substring(0, 8)
                + (time.replaceAll("[.+-].*|[^0-9]", "") + "000000").substring(0, 6);
        try {
            return LocalDateTime.parse(all, DateTimeFormatter.ofPattern("uuuuMMddHHmmss", Locale.ROOT));
        } catch (java.time.format.DateTimeParseException e) {
            return LocalDateTime.of(1970, 1, 1, 0, 0);
        }
    }

    /** An item whose texts are in the UTF-8 of the document around it. */
    static DicomDataset item(DicomDatasetBuilder item) {
        return item.remove(Tag.SPECIFIC_CHARACTER_SET).build();
    }

    /** Text in any letters, cut to {@code length}; a backslash would separate values. */
    static String text(String text, int length) {
        String clean = text.replaceAll("[\\p{Cntrl}\\\\]", "?");
        return clean.codePointCount(0, clean.length()) <= length
                ? clean
                : clean.substring(0, clean.offsetByCodePoints(0, length));
    }
}

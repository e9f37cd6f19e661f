package org.radiloom.dicom.deident;

import org.radiloom.dicom.DicomDataset;
import org.radiloom.dicom.Tag;

/** Items that stand where a sequence must have one and that say nothing. */
final class DummyItems {
    private static final int RELATIONSHIP_TYPE = 0x0040A010;
    private static final int VALUE_TYPE = 0x0040A040;
    private static final int CONCEPT_NAME_CODE_SEQUENCE = 0x0040A043;
    private static final int TEXT_VALUE = 0x0040A160;

    private DummyItems() {}

    /** A comment in place of a structured report's content (PS3.3 C.17.3). */
    static DicomDataset content() {
        return DicomDataset.builder()
                .string(RELATIONSHIP_TYPE, "CONTAINS")
                .string(VALUE_TYPE, "TEXT")
                .items(CONCEPT_NAME_CODE_SEQUENCE, coded("121106", "DCM", "Comment"))
                .string(TEXT_VALUE, Dummy.TEXT)
                .build();
    }

    /** A code that stands for nobody. */
    static DicomDataset code() {
        return coded(Dummy.TEXT, "99RADILOOM", Dummy.TEXT);
    }

    static DicomDataset coded(String value, String scheme, String meaning) {
        return DicomDataset.builder()
                .string(Tag.CODE_VALUE, value)
                .string(Tag.CODING_SCHEME_DESIGNATOR, scheme)
                .string(Tag.CODE_MEANING, meaning)
                .build();
    }
}

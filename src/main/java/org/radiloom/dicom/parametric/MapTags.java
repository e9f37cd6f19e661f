package org.radiloom.dicom.parametric;

/** Attributes of parametric maps. Source: DICOM PS3.3, C.7.6.16.2.11 and C.8.32. */
final class MapTags {
    static final int REFERENCED_INSTANCE_SEQUENCE = 0x0008114A;
    static final int REFERENCED_FRAME_NUMBER = 0x00081160;
    static final int FRAME_TYPE = 0x00089007;
    static final int CONTENT_QUALIFICATION = 0x00189004;
    static final int CONTRIBUTING_EQUIPMENT_SEQUENCE = 0x0018A001;
    static final int CONTRIBUTION_DESCRIPTION = 0x0018A003;
    static final int LATERALITY = 0x00200060;
    static final int FRAME_ANATOMY_SEQUENCE = 0x00209071;
    static final int FRAME_LATERALITY = 0x00209072;
    static final int RECOGNIZABLE_VISUAL_FEATURES = 0x00280302;
    static final int SPATIAL_LOCATIONS_PRESERVED = 0x0028135A;
    static final int ACQUISITION_CONTEXT_SEQUENCE = 0x00400555;
    static final int MEASUREMENT_UNITS = 0x004008EA;
    static final int FRAME_TYPE_SEQUENCE = 0x00409092;
    static final int REAL_WORLD_VALUE_MAPPING_SEQUENCE = 0x00409096;
    static final int LUT_LABEL = 0x00409210;
    static final int LAST_DOUBLE_MAPPED = 0x00409213;
    static final int FIRST_DOUBLE_MAPPED = 0x00409214;
    static final int QUANTITY_DEFINITION_SEQUENCE = 0x00409220;
    static final int INTERCEPT = 0x00409224;
    static final int SLOPE = 0x00409225;
    static final int VALUE_TYPE = 0x0040A040;
    static final int CONCEPT_NAME = 0x0040A043;
    static final int CONCEPT_CODE = 0x0040A168;

    private MapTags() {}
}

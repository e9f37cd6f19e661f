package org.radiloom.dicom;

/**
 * The attribute tags that Radiloom names, as group * 0x10000 + element; every other tag is reached through the
 * {@link Dictionary}. Names follow the keywords of DICOM PS3.6.
 */
public final class Tag {
    // File meta
    public static final int FILE_META_INFORMATION_GROUP_LENGTH = 0x00020000;
    public static final int FILE_META_INFORMATION_VERSION = 0x00020001;
    public static final int MEDIA_STORAGE_SOP_CLASS_UID = 0x00020002;
    public static final int MEDIA_STORAGE_SOP_INSTANCE_UID = 0x00020003;
    public static final int TRANSFER_SYNTAX_UID = 0x00020010;
    public static final int IMPLEMENTATION_CLASS_UID = 0x00020012;
    public static final int IMPLEMENTATION_VERSION_NAME = 0x00020013;

    // Directory
    public static final int DIRECTORY_RECORD_SEQUENCE = 0x00041220;
    public static final int REFERENCED_FILE_ID = 0x00041500;
    public static final int DIRECTORY_RECORD_TYPE = 0x00041430;

    // General
    public static final int SPECIFIC_CHARACTER_SET = 0x00080005;
    public static final int IMAGE_TYPE = 0x00080008;
    public static final int INSTANCE_CREATION_DATE = 0x00080012;
    public static final int INSTANCE_CREATION_TIME = 0x00080013;
    public static final int SOP_CLASS_UID = 0x00080016;
    public static final int SOP_INSTANCE_UID = 0x00080018;
    public static final int STUDY_DATE = 0x00080020;
    public static final int SERIES_DATE = 0x00080021;
    public static final int ACQUISITION_DATE = 0x00080022;
    public static final int CONTENT_DATE = 0x00080023;
    public static final int STUDY_TIME = 0x00080030;
    public static final int SERIES_TIME = 0x00080031;
    public static final int ACQUISITION_TIME = 0x00080032;
    public static final int CONTENT_TIME = 0x00080033;
    public static final int ACCESSION_NUMBER = 0x00080050;
    public static final int MODALITY = 0x00080060;
    public static final int MANUFACTURER = 0x00080070;
    public static final int INSTITUTION_NAME = 0x00080080;
    public static final int REFERRING_PHYSICIAN_NAME = 0x00080090;
    public static final int STATION_NAME = 0x00081010;
    public static final int STUDY_DESCRIPTION = 0x00081030;
    public static final int SERIES_DESCRIPTION = 0x0008103E;
    public static final int MANUFACTURER_MODEL_NAME = 0x00081090;
    public static final int REFERENCED_SERIES_SEQUENCE = 0x00081115;
    public static final int REFERENCED_IMAGE_SEQUENCE = 0x00081140;
    public static final int REFERENCED_SOP_CLASS_UID = 0x00081150;
    public static final int REFERENCED_SOP_INSTANCE_UID = 0x00081155;
    public static final int DERIVATION_IMAGE_SEQUENCE = 0x00089124;
    public static final int SOURCE_IMAGE_SEQUENCE = 0x00082112;
    public static final int CODE_VALUE = 0x00080100;
    public static final int CODING_SCHEME_DESIGNATOR = 0x00080102;
    public static final int CODE_MEANING = 0x00080104;
    public static final int DERIVATION_CODE_SEQUENCE = 0x00089215;
    public static final int PURPOSE_OF_REFERENCE_CODE_SEQUENCE = 0x0040A170;
    public static final int ANATOMIC_REGION_SEQUENCE = 0x00082218;

    // Patient
    public static final int PATIENT_NAME = 0x00100010;
    public static final int PATIENT_ID = 0x00100020;
    public static final int PATIENT_BIRTH_DATE = 0x00100030;
    public static final int PATIENT_SEX = 0x00100040;
    public static final int PATIENT_AGE = 0x00101010;
    public static final int PATIENT_WEIGHT = 0x00101030;
    public static final int BODY_PART_EXAMINED = 0x00180015;
    public static final int PATIENT_POSITION = 0x00185100;
    public static final int DEVICE_SERIAL_NUMBER = 0x00181000;
    public static final int SOFTWARE_VERSIONS = 0x00181020;
    public static final int CONTRAST_BOLUS_AGENT = 0x00180010;
    public static final int PROTOCOL_NAME = 0x00181030;
    public static final int CONVOLUTION_KERNEL = 0x00181210;

    // Acquisition
    public static final int SLICE_THICKNESS = 0x00180050;
    public static final int KVP = 0x00180060;
    public static final int SPACING_BETWEEN_SLICES = 0x00180088;
    public static final int IMAGER_PIXEL_SPACING = 0x00181164;
    public static final int GANTRY_DETECTOR_TILT = 0x00181120;
    public static final int SEQUENCE_OF_ULTRASOUND_REGIONS = 0x00186011;
    public static final int REGION_SPATIAL_FORMAT = 0x00186012;
    public static final int REGION_DATA_TYPE = 0x00186014;
    public static final int REGION_FLAGS = 0x00186016;
    public static final int REGION_LOCATION_MIN_X0 = 0x00186018;
    public static final int REGION_LOCATION_MIN_Y0 = 0x0018601A;
    public static final int REGION_LOCATION_MAX_X1 = 0x0018601C;
    public static final int REGION_LOCATION_MAX_Y1 = 0x0018601E;
    public static final int REFERENCE_PIXEL_X0 = 0x00186020;
    public static final int REFERENCE_PIXEL_Y0 = 0x00186022;
    public static final int PHYSICAL_UNITS_X_DIRECTION = 0x00186024;
    public static final int PHYSICAL_UNITS_Y_DIRECTION = 0x00186026;
    public static final int REFERENCE_PIXEL_PHYSICAL_VALUE_X = 0x00186028;
    public static final int REFERENCE_PIXEL_PHYSICAL_VALUE_Y = 0x0018602A;
    public static final int PHYSICAL_DELTA_X = 0x0018602C;
    public static final int PHYSICAL_DELTA_Y = 0x0018602E;
    public static final int US_IMAGE_DESCRIPTION_SEQUENCE = 0x00189806;
    public static final int CINE_RATE = 0x00180040;
    public static final int FRAME_TIME = 0x00181063;
    public static final int FRAME_TIME_VECTOR = 0x00181065;
    public static final int PREFERRED_PLAYBACK_SEQUENCING = 0x00181244;
    public static final int START_TRIM = 0x00082142;
    public static final int STOP_TRIM = 0x00082143;
    public static final int RECOMMENDED_DISPLAY_FRAME_RATE = 0x00082144;

    // Relationship
    public static final int STUDY_INSTANCE_UID = 0x0020000D;
    public static final int SERIES_INSTANCE_UID = 0x0020000E;
    public static final int STUDY_ID = 0x00200010;
    public static final int SERIES_NUMBER = 0x00200011;
    public static final int ACQUISITION_NUMBER = 0x00200012;
    public static final int INSTANCE_NUMBER = 0x00200013;
    public static final int IMAGE_POSITION_PATIENT = 0x00200032;
    public static final int IMAGE_ORIENTATION_PATIENT = 0x00200037;
    public static final int FRAME_OF_REFERENCE_UID = 0x00200052;
    public static final int POSITION_REFERENCE_INDICATOR = 0x00201040;
    public static final int SLICE_LOCATION = 0x00201041;
    public static final int PATIENT_ORIENTATION = 0x00200020;
    public static final int DIMENSION_ORGANIZATION_SEQUENCE = 0x00209221;
    public static final int DIMENSION_INDEX_SEQUENCE = 0x00209222;
    public static final int DIMENSION_ORGANIZATION_UID = 0x00209164;
    public static final int DIMENSION_INDEX_POINTER = 0x00209165;
    public static final int FUNCTIONAL_GROUP_POINTER = 0x00209167;
    public static final int DIMENSION_DESCRIPTION_LABEL = 0x00209421;
    public static final int DIMENSION_INDEX_VALUES = 0x00209157;
    public static final int FRAME_CONTENT_SEQUENCE = 0x00209111;
    public static final int PLANE_POSITION_SEQUENCE = 0x00209113;
    public static final int PLANE_ORIENTATION_SEQUENCE = 0x00209116;
    public static final int STACK_ID = 0x00209056;
    public static final int IN_STACK_POSITION_NUMBER = 0x00209057;
    public static final int FRAME_ACQUISITION_NUMBER = 0x00209156;

    // Image
    public static final int SAMPLES_PER_PIXEL = 0x00280002;
    public static final int PHOTOMETRIC_INTERPRETATION = 0x00280004;
    public static final int PLANAR_CONFIGURATION = 0x00280006;
    public static final int NUMBER_OF_FRAMES = 0x00280008;
    public static final int FRAME_INCREMENT_POINTER = 0x00280009;
    public static final int ROWS = 0x00280010;
    public static final int COLUMNS = 0x00280011;
    public static final int PIXEL_SPACING = 0x00280030;
    public static final int PIXEL_ASPECT_RATIO = 0x00280034;
    public static final int BITS_ALLOCATED = 0x00280100;
    public static final int BITS_STORED = 0x00280101;
    public static final int HIGH_BIT = 0x00280102;
    public static final int PIXEL_REPRESENTATION = 0x00280103;
    public static final int SMALLEST_IMAGE_PIXEL_VALUE = 0x00280106;
    public static final int LARGEST_IMAGE_PIXEL_VALUE = 0x00280107;
    public static final int PIXEL_PADDING_VALUE = 0x00280120;
    public static final int PIXEL_PADDING_RANGE_LIMIT = 0x00280121;
    public static final int PIXEL_INTENSITY_RELATIONSHIP = 0x00281040;
    public static final int WINDOW_CENTER = 0x00281050;
    public static final int WINDOW_WIDTH = 0x00281051;
    public static final int WINDOW_CENTER_WIDTH_EXPLANATION = 0x00281055;
    public static final int RESCALE_INTERCEPT = 0x00281052;
    public static final int RESCALE_SLOPE = 0x00281053;
    public static final int RESCALE_TYPE = 0x00281054;
    public static final int RED_PALETTE_COLOR_LOOKUP_TABLE_DESCRIPTOR = 0x00281101;
    public static final int GREEN_PALETTE_COLOR_LOOKUP_TABLE_DESCRIPTOR = 0x00281102;
    public static final int BLUE_PALETTE_COLOR_LOOKUP_TABLE_DESCRIPTOR = 0x00281103;
    public static final int ALPHA_PALETTE_COLOR_LOOKUP_TABLE_DESCRIPTOR = 0x00281104;
    public static final int RED_PALETTE_COLOR_LOOKUP_TABLE_DATA = 0x00281201;
    public static final int GREEN_PALETTE_COLOR_LOOKUP_TABLE_DATA = 0x00281202;
    public static final int BLUE_PALETTE_COLOR_LOOKUP_TABLE_DATA = 0x00281203;
    public static final int SEGMENTED_RED_PALETTE_COLOR_LOOKUP_TABLE_DATA = 0x00281221;
    public static final int SEGMENTED_GREEN_PALETTE_COLOR_LOOKUP_TABLE_DATA = 0x00281222;
    public static final int SEGMENTED_BLUE_PALETTE_COLOR_LOOKUP_TABLE_DATA = 0x00281223;
    public static final int LOSSY_IMAGE_COMPRESSION = 0x00282110;
    public static final int LOSSY_IMAGE_COMPRESSION_RATIO = 0x00282112;
    public static final int LOSSY_IMAGE_COMPRESSION_METHOD = 0x00282114;
    public static final int BURNED_IN_ANNOTATION = 0x00280301;
    public static final int MODALITY_LUT_SEQUENCE = 0x00283000;
    public static final int LUT_DESCRIPTOR = 0x00283002;
    public static final int LUT_EXPLANATION = 0x00283003;
    public static final int MODALITY_LUT_TYPE = 0x00283004;
    public static final int LUT_DATA = 0x00283006;
    public static final int VOI_LUT_SEQUENCE = 0x00283010;
    public static final int VOI_LUT_FUNCTION = 0x00281056;
    public static final int PIXEL_MEASURES_SEQUENCE = 0x00289110;
    public static final int FRAME_VOI_LUT_SEQUENCE = 0x00289132;
    public static final int PIXEL_VALUE_TRANSFORMATION_SEQUENCE = 0x00289145;
    public static final int ICC_PROFILE = 0x00282000;
    public static final int PIXEL_PRESENTATION = 0x00089205;
    public static final int PRESENTATION_LUT_SEQUENCE = 0x20500010;
    public static final int PRESENTATION_LUT_SHAPE = 0x20500020;
    public static final int PIXEL_SPACING_CALIBRATION_TYPE = 0x00280A02;

    // Segmentation
    public static final int SEGMENTATION_TYPE = 0x00620001;
    public static final int SEGMENT_IDENTIFICATION_SEQUENCE = 0x0062000A;
    public static final int SEGMENT_SEQUENCE = 0x00620002;
    public static final int SEGMENTED_PROPERTY_CATEGORY_CODE_SEQUENCE = 0x00620003;
    public static final int SEGMENT_NUMBER = 0x00620004;
    public static final int SEGMENT_LABEL = 0x00620005;
    public static final int SEGMENT_DESCRIPTION = 0x00620006;
    public static final int SEGMENT_ALGORITHM_TYPE = 0x00620008;
    public static final int SEGMENT_ALGORITHM_NAME = 0x00620009;
    public static final int REFERENCED_SEGMENT_NUMBER = 0x0062000B;
    public static final int RECOMMENDED_DISPLAY_CIE_LAB_VALUE = 0x0062000D;
    public static final int MAXIMUM_FRACTIONAL_VALUE = 0x0062000E;
    public static final int SEGMENTED_PROPERTY_TYPE_CODE_SEQUENCE = 0x0062000F;
    public static final int SEGMENTATION_FRACTIONAL_TYPE = 0x00620010;
    public static final int SEGMENTATION_ALGORITHM_IDENTIFICATION_SEQUENCE = 0x00620007;
    public static final int ALGORITHM_FAMILY_CODE_SEQUENCE = 0x0066002F;
    public static final int ALGORITHM_VERSION = 0x00660031;
    public static final int ALGORITHM_NAME = 0x00660036;
    public static final int ALGORITHM_NAME_CODE_SEQUENCE = 0x00660030;
    public static final int ALGORITHM_PARAMETERS = 0x00660032;
    public static final int ALGORITHM_SOURCE = 0x00240202;

    // Content
    public static final int CONTENT_LABEL = 0x00700080;
    public static final int CONTENT_DESCRIPTION = 0x00700081;
    public static final int CONTENT_CREATOR_NAME = 0x00700084;
    public static final int SEGMENTS_OVERLAP = 0x00620013;
    public static final int TOTAL_PIXEL_MATRIX_ROWS = 0x00480007;
    public static final int DIMENSION_ORGANIZATION_TYPE = 0x00209311;
    public static final int SHARED_FUNCTIONAL_GROUPS_SEQUENCE = 0x52009229;
    public static final int PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE = 0x52009230;
    public static final int UNITS = 0x00541001;

    // Pixels
    public static final int EXTENDED_OFFSET_TABLE = 0x7FE00001;
    public static final int EXTENDED_OFFSET_TABLE_LENGTHS = 0x7FE00002;
    public static final int PIXEL_DATA_PROVIDER_URL = 0x00287FE0;
    public static final int FLOAT_PIXEL_DATA = 0x7FE00008;
    public static final int DOUBLE_FLOAT_PIXEL_DATA = 0x7FE00009;
    public static final int PIXEL_DATA = 0x7FE00010;
    public static final int DATA_SET_TRAILING_PADDING = 0xFFFCFFFC;

    // Structure
    public static final int ITEM = 0xFFFEE000;
    public static final int ITEM_DELIMITATION = 0xFFFEE00D;
    public static final int SEQUENCE_DELIMITATION = 0xFFFEE0DD;

    private Tag() {}

    /** The group number, 0 to 0xFFFF. */
    public static int group(int tag) {
        return tag >>> 16;
    }

    /** The element number, 0 to 0xFFFF. */
    public static int element(int tag) {
        return tag & 0xFFFF;
    }

    public static boolean isPrivate(int tag) {
        return (tag & 0x10000) != 0;
    }

    public static boolean isGroupLength(int tag) {
        return (tag & 0xFFFF) == 0;
    }

    /** The usual notation, (gggg,eeee). */
    public static String format(int tag) {
        return "(%04X,%04X)".formatted(group(tag), element(tag));
    }
}

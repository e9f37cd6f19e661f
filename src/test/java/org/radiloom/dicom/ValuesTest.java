package org.radiloom.dicom;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ValuesTest {
    private static DicomDataset text(int tag, Vr vr, String text) {
        return DicomDataset.builder().string(tag, vr, text).build();
    }

    @Test
    void textsLoseTheirPaddingAndSplitAtBackslashes() {
        DicomDataset dataset = text(Tag.IMAGE_TYPE, Vr.CS, "ORIGINAL \\\\ AXIAL\0");
        assertEquals(List.of("ORIGINAL", "", "AXIAL"), dataset.strings(Tag.IMAGE_TYPE));
        assertEquals(Optional.of("ORIGINAL"), dataset.string(Tag.IMAGE_TYPE));
    }

    @Test
    void aParagraphKeepsItsBackslashes() {
        DicomDataset dataset = text(0x00204000, Vr.LT, "a\\b ");
        assertEquals(List.of("a\\b"), dataset.strings(0x00204000));
    }

    @Test
    void blankAndAbsentAttributesAreEmpty() {
        DicomDataset dataset = text(Tag.MODALITY, Vr.CS, "  ");
        assertEquals(Optional.empty(), dataset.string(Tag.MODALITY));
        assertEquals(Optional.empty(), dataset.string(Tag.STUDY_ID));
        assertEquals(OptionalInt.empty(), dataset.integer(Tag.ROWS));
        assertEquals(OptionalDouble.empty(), dataset.decimal(Tag.ROWS));
        assertEquals(List.of(), dataset.items(Tag.ANATOMIC_REGION_SEQUENCE));
    }

    @Test
    void decimalTextsAreReadAsDevicesWriteThem() {
        DicomDataset dataset = text(Tag.PIXEL_SPACING, Vr.DS, " 0.5\\+1E-1 \\0,25");
        assertArrayEquals(
                new double[] {0.5, 0.1, 0.25},
                dataset.decimals(Tag.PIXEL_SPACING).orElseThrow());
    }

    @Test
    void whatIsNoFiniteNumberIsEmpty() {
        for (String bad : List.of("abc", "NaN", "0x1p3", "1d", "1e999", "--1")) {
            assertEquals(
                    OptionalDouble.empty(), text(Tag.RESCALE_SLOPE, Vr.DS, bad).decimal(Tag.RESCALE_SLOPE), bad);
        }
        DicomDataset infinite = DicomDataset.builder()
                .decimal(Tag.RESCALE_SLOPE, Vr.FD, Double.POSITIVE_INFINITY)
                .build();
        assertEquals(OptionalDouble.empty(), infinite.decimal(Tag.RESCALE_SLOPE));
    }

    @Test
    void wholeNumbersComeFromTextAndBinaryAlike() {
        assertEquals(
                OptionalInt.of(-12), text(Tag.INSTANCE_NUMBER, Vr.IS, "-12 ").integer(Tag.INSTANCE_NUMBER));
        assertEquals(OptionalInt.of(7), text(Tag.INSTANCE_NUMBER, Vr.IS, "7.0").integer(Tag.INSTANCE_NUMBER));
        assertEquals(
                OptionalInt.empty(), text(Tag.INSTANCE_NUMBER, Vr.IS, "7.5").integer(Tag.INSTANCE_NUMBER));
        DicomDataset binary = DicomDataset.builder()
                .integer(Tag.ROWS, 65535)
                .integer(Tag.SMALLEST_IMAGE_PIXEL_VALUE, Vr.SS, -5)
                .integer(Tag.DIMENSION_INDEX_POINTER, Tag.REFERENCED_SEGMENT_NUMBER)
                .build();
        assertEquals(OptionalInt.of(65535), binary.integer(Tag.ROWS));
        assertEquals(OptionalInt.of(-5), binary.integer(Tag.SMALLEST_IMAGE_PIXEL_VALUE));
        assertEquals(OptionalInt.of(0x0062000B), binary.integer(Tag.DIMENSION_INDEX_POINTER));
        assertEquals(Optional.of("(0062,000B)"), binary.string(Tag.DIMENSION_INDEX_POINTER));
    }

    @Test
    void decimalTextFitsSixteenCharacters() {
        assertEquals("0.1", DecimalText.format(0.1));
        assertEquals("-1024", DecimalText.format(-1024));
        assertEquals("0.33333333333333", DecimalText.format(1 / 3.0));
        assertEquals("-1.2345678901E-7", DecimalText.format(-1.2345678901234567e-7));
        assertThrows(IllegalArgumentException.class, () -> DecimalText.format(Double.NaN));
    }

    @Test
    void namesHaveThreeWritings() {
        PersonName name = PersonName.parse("Yamada^Tarou^^^=山田^太郎=やまだ^たろう");
        assertEquals(new PersonName("Yamada^Tarou", "山田^太郎", "やまだ^たろう"), name);
        assertEquals("Yamada, Tarou", name.display());
        assertEquals("山田, 太郎", PersonName.parse("=山田^太郎").display());
        assertEquals("Solo", PersonName.parse("Solo").display());
    }
}

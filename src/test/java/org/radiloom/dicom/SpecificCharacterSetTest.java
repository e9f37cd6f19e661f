package org.radiloom.dicom;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.radiloom.problem.Problem;

/** Bytes and characters are the examples printed in DICOM PS3.5, annexes H, I, J and K. */
class SpecificCharacterSetTest {
    private static String name(String terms, String hex) throws Problem {
        byte[] name = HexFormat.of().parseHex(hex.replace(" ", ""));
        DicomBytes dataset = DicomBytes.little();
        if (!terms.isEmpty()) {
            dataset.explicit(Tag.SPECIFIC_CHARACTER_SET, "CS", terms);
        }
        dataset.explicit(
                Tag.PATIENT_NAME, "PN", name.length % 2 == 0 ? name : java.util.Arrays.copyOf(name, name.length + 1));
        return DicomBytes.dataset(TransferSyntax.EXPLICIT_LITTLE, dataset)
                .string(Tag.PATIENT_NAME)
                .orElseThrow();
    }

    @Test
    void singleByteSets() throws Problem {
        assertEquals("Äneas^Rüdiger", name("ISO_IR 100", "C46E6561735E52FC6469676572"));
        assertEquals("Люкceмбypг", name("ISO_IR 144", "BBEEDA6365DCD17970D3"));
        assertEquals("Διονυσιος", name("ISO_IR 126", "C4E9EFEDF5F3E9EFF2"));
        assertEquals("Wałęsa", name("ISO_IR 101", "5761B3EA7361"));
    }

    @Test
    void japaneseWithEscapeSequences() throws Problem {
        String kanjiAndKana = "59616D6164615E5461726F753D" // Yamada^Tarou=
                + "1B24423B3345441B28425E1B244242404F3A1B28423D" // 山田^太郎=
                + "1B24422464245E24401B28425E1B2442243F246D24261B2842"; // やまだ^たろう
        assertEquals("Yamada^Tarou=山田^太郎=やまだ^たろう", name("\\ISO 2022 IR 87", kanjiAndKana));
    }

    @Test
    void japaneseWithHalfWidthKatakana() throws Problem {
        String name = "D4CFC0DE5EC0DBB33D" // ﾔﾏﾀﾞ^ﾀﾛｳ=
                + "1B24423B3345441B284A5E1B244242404F3A1B284A3D" // 山田^太郎=
                + "1B24422464245E24401B284A5E1B2442243F246D24261B284A"; // やまだ^たろう
        assertEquals("ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎=やまだ^たろう", name("ISO 2022 IR 13\\ISO 2022 IR 87", name));
    }

    @Test
    void korean() throws Problem {
        String name = "486F6E675E47696C646F6E673D" // Hong^Gildong=
                + "1B242943FBF35E1B242943D1CED4D73D" // 洪^吉洞=
                + "1B242943C8AB5E1B242943B1E6B5BF"; // 홍^길동
        assertEquals("Hong^Gildong=洪^吉洞=홍^길동", name("\\ISO 2022 IR 149", name));
    }

    @Test
    void chinese() throws Problem {
        assertEquals("Wang^XiaoDong=王^小东=", name("GB18030", "57616E675E5869616F446F6E673DCDF55ED0A1B6AB3D"));
        assertEquals("Wang^XiaoDong=王^小东=", name("GBK", "57616E675E5869616F446F6E673DCDF55ED0A1B6AB3D"));
        assertEquals("Wang^XiaoDong=王^小東=", name("ISO_IR 192", "57616E675E5869616F446F6E673DE78E8B5EE5B08FE69DB13D"));
        assertEquals(
                "Zhang^XiaoDong=张^小东=",
                name("\\ISO 2022 IR 58", "5A68616E675E5869616F446F6E673D1B242941D5C55E1B242941D0A1B6AB3D"));
    }

    /** 0x5C as second byte of a GBK character is no backslash: 昞 is 95 5C. */
    @Test
    void aBackslashWithinACharacterDoesNotSplit() throws Problem {
        assertEquals("昞", name("GBK", "955C"));
    }

    @Test
    void theNextValueBeginsInTheFirstSetAgain() throws Problem {
        byte[] texts = HexFormat.of().parseHex("1B244242404F3A1B28425C41FC");
        DicomDataset dataset = DicomBytes.dataset(
                TransferSyntax.EXPLICIT_LITTLE,
                DicomBytes.little()
                        .explicit(Tag.SPECIFIC_CHARACTER_SET, "CS", "ISO 2022 IR 100\\ISO 2022 IR 87")
                        .explicit(Tag.PATIENT_NAME, "LO", java.util.Arrays.copyOf(texts, texts.length + 1)));
        assertEquals(List.of("太郎", "Aü"), dataset.strings(Tag.PATIENT_NAME));
    }

    @Test
    void undeclaredTextIsUtf8IfItIsThatAndLatinIfNot() throws Problem {
        assertEquals("Jürgen", name("", "4AC3BC7267656E"));
        assertEquals("Jürgen", name("", "4AFC7267656E"));
    }

    @Test
    void itemsInheritTheCharacterSet() throws Problem {
        byte[] item = DicomBytes.little()
                .explicit(Tag.CODE_MEANING, "LO", new byte[] {(byte) 0xC4, 0x20})
                .bytes();
        DicomDataset dataset = DicomBytes.dataset(
                TransferSyntax.EXPLICIT_LITTLE,
                DicomBytes.little()
                        .explicit(Tag.SPECIFIC_CHARACTER_SET, "CS", "ISO_IR 126")
                        .explicitHeader(Tag.ANATOMIC_REGION_SEQUENCE, "SQ", item.length + 8)
                        .header(Tag.ITEM, item.length)
                        .raw(item));
        assertEquals(
                Optional.of("Δ"), dataset.item(Tag.ANATOMIC_REGION_SEQUENCE).flatMap(i -> i.string(Tag.CODE_MEANING)));
    }

    @Test
    void aBuilderTurnsToUtf8WhenATextNeedsIt() throws Problem {
        DicomDataset plain =
                DicomDataset.builder().string(Tag.PATIENT_NAME, "Doe^J").build();
        assertEquals(List.of(), plain.strings(Tag.SPECIFIC_CHARACTER_SET));
        DicomDataset wide =
                DicomDataset.builder().string(Tag.PATIENT_NAME, "山田^太郎").build();
        assertEquals(List.of("ISO_IR 192"), wide.strings(Tag.SPECIFIC_CHARACTER_SET));
        assertEquals(Optional.of("山田^太郎"), wide.string(Tag.PATIENT_NAME));
    }

    @Test
    void copyingFromAnotherCharacterSetRecodes() throws Problem {
        DicomDataset greek = DicomDataset.builder()
                .string(Tag.SPECIFIC_CHARACTER_SET, "ISO_IR 126")
                .string(Tag.PATIENT_NAME, "Διονυσιος")
                .string(Tag.MODALITY, "CT")
                .build();
        assertArrayEquals(
                HexFormat.of().parseHex("C4E9EFEDF5F3E9EFF2"),
                greek.bytes(Tag.PATIENT_NAME).orElseThrow());
        DicomDataset copy = DicomDataset.builder()
                .copy(greek, Tag.PATIENT_NAME, Tag.MODALITY, Tag.STUDY_ID)
                .build();
        assertEquals(Optional.of("Διονυσιος"), copy.string(Tag.PATIENT_NAME));
        assertEquals(List.of("ISO_IR 192"), copy.strings(Tag.SPECIFIC_CHARACTER_SET));
        assertEquals(3, copy.size());
    }
}

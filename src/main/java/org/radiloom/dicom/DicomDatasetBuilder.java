package org.radiloom.dicom;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.TreeMap;

/**
 * Builds a data set. Values are stored in little endian order; texts in the data set's character set, which becomes
 * UTF-8 (ISO_IR 192) by itself when a text needs it.
 *
 * <p>Where no representation is named, that of the {@link Dictionary} is used.
 */
public final class DicomDatasetBuilder {
    private final TreeMap<Integer, DicomElement> elements = new TreeMap<>(Integer::compareUnsigned);
    private SpecificCharacterSet characterSet = SpecificCharacterSet.DEFAULT;

    DicomDatasetBuilder() {}

    DicomDatasetBuilder(DicomDataset start) {
        characterSet = start.characterSet();
        start.elements().forEach(this::element);
    }

    /**
     * Puts attributes of another data set, those of them that it has; texts are written anew in this one's character set.
     */
    public DicomDatasetBuilder copy(DicomDataset source, int... tags) {
        for (int tag : tags) {
            source.element(tag).ifPresent(element -> element(recoded(element, source)));
        }
        return this;
    }

    private DicomElement recoded(DicomElement element, DicomDataset source) {
        return switch (element) {
            case DicomElement.Sequence sequence ->
                new DicomElement.Sequence(
                        sequence.tag(),
                        sequence.items().stream()
                                .map(DicomDatasetBuilder::recoded)
                                .toList());
            case DicomElement.Value value -> {
                Vr.Kind kind = value.vr().kind();
                if (kind != Vr.Kind.TEXT && kind != Vr.Kind.PARAGRAPH) {
                    yield value;
                }
                byte[] bytes = encoded(String.join("\\", source.strings(value.tag())));
                yield new DicomElement.Value(value.tag(), value.vr(), false, bytes, 0, bytes.length);
            }
            case DicomElement.Bulk bulk -> bulk;
            case DicomElement.Fragments fragments -> fragments;
        };
    }

    private static DicomDataset recoded(DicomDataset item) {
        var copy = new DicomDatasetBuilder();
        for (DicomElement element : item.elements()) {
            if (element.tag() != Tag.SPECIFIC_CHARACTER_SET) {
                copy.copy(item, element.tag());
            }
        }
        return copy.build();
    }

    /** Puts a finished element as it is; its text must be in this data set's character set. */
    public DicomDatasetBuilder element(DicomElement element) {
        elements.put(element.tag(), element);
        return this;
    }

    public DicomDatasetBuilder remove(int tag) {
        elements.remove(tag);
        return this;
    }

    /** Puts texts, with the dictionary's representation; none makes an empty element. */
    public DicomDatasetBuilder string(int tag, String... values) {
        return string(tag, Dictionary.vr(tag), values);
    }

    public DicomDatasetBuilder string(int tag, Vr vr, String... values) {
        if (!vr.isText()) {
            throw new IllegalArgumentException(Tag.format(tag) + " is " + vr + ", not text");
        }
        if (tag == Tag.SPECIFIC_CHARACTER_SET) {
            characterSet = SpecificCharacterSet.of(List.of(values));
        }
        return bytes(tag, vr, encoded(String.join("\\", values)));
    }

    private byte[] encoded(String text) {
        if (!characterSet.canEncode(text)) {
            useUtf8();
        }
        return characterSet.encode(text);
    }

    /** Texts put before are plain ASCII then, or they would have asked for UTF-8 themselves. */
    private void useUtf8() {
        if (!characterSet.terms().isEmpty()) {
            throw new IllegalStateException("a text does not fit the character set " + characterSet.terms());
        }
        characterSet = SpecificCharacterSet.UTF_8;
        bytes(Tag.SPECIFIC_CHARACTER_SET, Vr.CS, "ISO_IR 192".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }

    /** Puts whole numbers: as binary (US, SS, UL, SL, AT) or as text (IS), as the dictionary has it. */
    public DicomDatasetBuilder integer(int tag, int... values) {
        return integer(tag, Dictionary.vr(tag), values);
    }

    public DicomDatasetBuilder integer(int tag, Vr vr, int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * 4).order(ByteOrder.LITTLE_ENDIAN);
        switch (vr) {
            case US, SS, OW -> {
                for (int v : values) {
                    bytes.putShort((short) v);
                }
            }
            case UL, SL, OL -> {
                for (int v : values) {
                    bytes.putInt(v);
                }
            }
            case AT -> {
                for (int v : values) {
                    bytes.putShort((short) (v >>> 16)).putShort((short) v);
                }
            }
            case IS, DS -> {
                return string(
                        tag,
                        vr,
                        java.util.Arrays.stream(values)
                                .mapToObj(Integer::toString)
                                .toArray(String[]::new));
            }
            default -> throw new IllegalArgumentException(Tag.format(tag) + " is " + vr + ", no whole number");
        }
        return bytes(tag, vr, java.util.Arrays.copyOf(bytes.array(), bytes.position()));
    }

    /** Puts numbers: as binary (FL, FD) or as text of at most 16 characters (DS), as the dictionary has it. */
    public DicomDatasetBuilder decimal(int tag, double... values) {
        return decimal(tag, Dictionary.vr(tag), values);
    }

    public DicomDatasetBuilder decimal(int tag, Vr vr, double... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * 8).order(ByteOrder.LITTLE_ENDIAN);
        switch (vr) {
            case FL -> {
                for (double v : values) {
                    bytes.putFloat((float) v);
                }
            }
            case FD -> {
                for (double v : values) {
                    bytes.putDouble(v);
                }
            }
            case DS -> {
                return string(
                        tag,
                        vr,
                        java.util.Arrays.stream(values)
                                .mapToObj(DecimalText::format)
                                .toArray(String[]::new));
            }
            default -> throw new IllegalArgumentException(Tag.format(tag) + " is " + vr + ", no number");
        }
        return bytes(tag, vr, java.util.Arrays.copyOf(bytes.array(), bytes.position()));
    }

    /** Puts raw bytes in little endian order; the caller must not write to them afterwards. */
    public DicomDatasetBuilder bytes(int tag, Vr vr, byte[] littleEndian) {
        return element(new DicomElement.Value(tag, vr, false, littleEndian, 0, littleEndian.length));
    }

    /** Puts a sequence. */
    public DicomDatasetBuilder items(int tag, DicomDataset... items) {
        return items(tag, List.of(items));
    }

    public DicomDatasetBuilder items(int tag, List<DicomDataset> items) {
        return element(new DicomElement.Sequence(tag, items));
    }

    public DicomDataset build() {
        int[] tags = new int[elements.size()];
        DicomElement[] all = new DicomElement[tags.length];
        int at = 0;
        for (DicomElement element : elements.values()) {
            tags[at] = element.tag();
            all[at++] = element;
        }
        return new DicomDataset(tags, all, characterSet);
    }
}

package org.radiloom.dicom.sr;

import java.util.Optional;
import org.radiloom.dicom.DicomDataset;
import org.radiloom.dicom.DicomDatasetBuilder;
import org.radiloom.dicom.Tag;

/**
 * A term of a coding scheme (PS3.3, section 8.8): also long codes, and those of a certain version.
 *
 * @param value the code, of any length
 * @param scheme designator of the coding scheme, for instance SCT; empty for a code that is a URN
 * @param version of the coding scheme; empty where it does not matter
 * @param meaning the term in words
 */
public record Code(String value, String scheme, String version, String meaning) {
    private static final int SHORT = 16;
    private static final int MEANING = 64;

    public Code {
        if (value.isBlank()) {
            throw new IllegalArgumentException("a code without a value: " + meaning);
        }
    }

    /** A term of a scheme whose version does not matter. */
    public static Code of(String value, String scheme, String meaning) {
        return new Code(value, scheme, "", meaning);
    }

    /** Whether both mean the same: the words do not count (PS3.3, section 8.3). */
    public boolean same(Code other) {
        return value.equals(other.value) && scheme.equals(other.scheme);
    }

    /** What an item of a code sequence says; empty if it has no code. */
    static Optional<Code> read(DicomDataset item) {
        String value = item.string(Tag.CODE_VALUE)
                .or(() -> item.string(SrTags.LONG_CODE_VALUE))
                .or(() -> item.string(SrTags.URN_CODE_VALUE))
                .orElse("");
        if (value.isBlank()) {
            return Optional.empty();
        }
        return Optional.of(new Code(
                value,
                item.string(Tag.CODING_SCHEME_DESIGNATOR).orElse(""),
                item.string(SrTags.CODING_SCHEME_VERSION).orElse(""),
                item.string(Tag.CODE_MEANING).orElse("")));
    }

    /** What the only item of a code sequence says; empty if it has no code. */
    public static Optional<Code> read(DicomDataset from, int sequence) {
        return from.item(sequence).flatMap(Code::read);
    }

    /** As an item of a code sequence, in a data set whose texts are UTF-8. */
    public DicomDataset item() {
        DicomDatasetBuilder item = DicomDataset.builder();
        if (scheme.isEmpty()) {
            item.string(SrTags.URN_CODE_VALUE, value);
        } else {
            item.string(value.length() <= SHORT ? Tag.CODE_VALUE : SrTags.LONG_CODE_VALUE, value)
                    .string(Tag.CODING_SCHEME_DESIGNATOR, scheme);
            if (!version.isEmpty()) {
                item.string(SrTags.CODING_SCHEME_VERSION, version);
            }
        }
        return SrTags.item(item.string(Tag.CODE_MEANING, SrTags.text(meaning, MEANING)));
    }
}

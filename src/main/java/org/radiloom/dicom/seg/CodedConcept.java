package org.radiloom.dicom.seg;

import java.util.Optional;
import org.radiloom.dicom.DicomDataset;
import org.radiloom.dicom.Tag;

/**
 * A term of a coding scheme, as DICOM writes it (PS3.3, section 8.8).
 *
 * @param value the code, at most 16 characters
 * @param scheme designator of the coding scheme, for instance SCT for SNOMED CT
 * @param meaning the term in words, at most 64 characters
 */
public record CodedConcept(String value, String scheme, String meaning) {
    public CodedConcept {
        if (value.isBlank() || value.length() > 16 || scheme.isBlank() || meaning.isBlank() || meaning.length() > 64) {
            throw new IllegalArgumentException("code " + value + " of " + scheme + ": " + meaning);
        }
    }

    /** What an item of a code sequence says; empty unless it has a short code of a named scheme. */
    static Optional<CodedConcept> of(DicomDataset item) {
        String value = item.string(Tag.CODE_VALUE).orElse("");
        String scheme = item.string(Tag.CODING_SCHEME_DESIGNATOR).orElse("");
        String meaning = item.string(Tag.CODE_MEANING).orElse(value);
        if (value.isBlank() || value.length() > 16 || scheme.isBlank()) {
            return Optional.empty();
        }
        return Optional.of(new CodedConcept(value, scheme, meaning.substring(0, Math.min(64, meaning.length()))));
    }

    DicomDataset item() {
        return SegTags.item(DicomDataset.builder()
                .string(Tag.CODE_VALUE, value)
                .string(Tag.CODING_SCHEME_DESIGNATOR, scheme)
                .string(Tag.CODE_MEANING, SegTags.text(meaning, 64)));
    }
}

package org.radiloom.dicom;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** How the bytes of texts become characters. Source: DICOM PS3.5, section 6.1 and PS3.3, C.12.1.1.2. */
final class SpecificCharacterSet {
    static final SpecificCharacterSet DEFAULT = new SpecificCharacterSet(List.of());
    static final SpecificCharacterSet UTF_8 = new SpecificCharacterSet(List.of("ISO_IR 192"));

    private final List<String> terms;

    private SpecificCharacterSet(List<String> terms) {
        this.terms = terms;
    }

    static SpecificCharacterSet of(List<String> terms) {
        return new SpecificCharacterSet(terms);
    }

    List<String> terms() {
        return terms;
    }

    /**
     * Decodes a whole value.
     *
     * @param delimited whether a backslash, "^" or "=" ends what an escape sequence began
     */
    String decode(DicomElement.Value value, boolean delimited) {
        return new String(value.buffer(), value.offset(), value.length(), charset());
    }

    byte[] encode(String text) {
        return text.getBytes(charset());
    }

    boolean canEncode(String text) {
        return charset().newEncoder().canEncode(text);
    }

    private Charset charset() {
        return terms.contains("ISO_IR 192") ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
    }
}

package org.radiloom.dicom;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.radiloom.problem.Problem;

/** Builds DICOM byte streams by hand, right or wrong, in either byte order. */
final class DicomBytes {
    static final long UNDEFINED = 0xFFFFFFFFL;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final boolean bigEndian;

    private DicomBytes(boolean bigEndian) {
        this.bigEndian = bigEndian;
    }

    static DicomBytes little() {
        return new DicomBytes(false);
    }

    static DicomBytes big() {
        return new DicomBytes(true);
    }

    /** Preamble, magic and a meta header that names a syntax; the header is always explicit little endian. */
    static byte[] file(TransferSyntax syntax, byte[] dataset) {
        byte[] meta = little().explicit(0x00020010, "UI", syntax.uid()).bytes();
        return little().raw(new byte[128])
                .ascii("DICM")
                .explicit(0x00020000, "UL", little().int32(meta.length).bytes())
                .raw(meta)
                .raw(dataset)
                .bytes();
    }

    static DicomFile parse(byte[] file) throws Problem {
        return DicomFile.parse(Path.of("test.dcm"), file, ReadOptions.LENIENT);
    }

    static DicomDataset dataset(TransferSyntax syntax, DicomBytes dataset) throws Problem {
        return parse(file(syntax, dataset.bytes())).dataset();
    }

    DicomBytes explicit(int tag, String vr, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return explicit(tag, vr, bytes.length % 2 == 0 ? bytes : (text + "\0").getBytes(StandardCharsets.ISO_8859_1));
    }

    DicomBytes explicit(int tag, String vr, byte[] value) {
        return explicitHeader(tag, vr, value.length).raw(value);
    }

    DicomBytes explicitHeader(int tag, String vr, long length) {
        tag(tag).ascii(vr);
        return Vr.valueOf(vr).longForm() ? int16(0).int32(length) : int16((int) length);
    }

    DicomBytes implicit(int tag, String text) {
        return implicit(tag, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    DicomBytes implicit(int tag, byte[] value) {
        return header(tag, value.length).raw(value);
    }

    /** A header without representation: implicit elements, items and delimiters. */
    DicomBytes header(int tag, long length) {
        return tag(tag).int32(length);
    }

    DicomBytes tag(int tag) {
        return int16(tag >>> 16).int16(tag);
    }

    DicomBytes int16(int n) {
        out.write(bigEndian ? n >>> 8 : n);
        out.write(bigEndian ? n : n >>> 8);
        return this;
    }

    DicomBytes int32(long n) {
        int high = (int) (n >>> 16);
        int low = (int) n;
        return bigEndian ? int16(high).int16(low) : int16(low).int16(high);
    }

    DicomBytes ascii(String text) {
        return raw(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    DicomBytes raw(int... bytes) {
        for (int b : bytes) {
            out.write(b);
        }
        return this;
    }

    DicomBytes raw(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    boolean isBigEndian() {
        return bigEndian;
    }

    byte[] bytes() {
        return out.toByteArray();
    }
}

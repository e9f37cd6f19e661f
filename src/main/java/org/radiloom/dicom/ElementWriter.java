package org.radiloom.dicom;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import org.radiloom.problem.Problem;

/** Writes elements in little endian order. Source: DICOM PS3.5, section 7. */
final class ElementWriter {
    private static final int COPY = 1 << 20;

    private final OutputStream out;
    private final boolean explicit;
    private final boolean keepGroupLengths;

    ElementWriter(OutputStream out, boolean explicit) {
        this(out, explicit, false);
    }

    ElementWriter(OutputStream out, boolean explicit, boolean keepGroupLengths) {
        this.out = out;
        this.explicit = explicit;
        this.keepGroupLengths = keepGroupLengths;
    }

    void dataset(DicomDataset dataset) throws IOException, Problem {
        for (DicomElement element : dataset.elements()) {
            if (isWritten(element)) {
                element(element);
            }
        }
    }

    private boolean isWritten(DicomElement element) {
        return keepGroupLengths || !Tag.isGroupLength(element.tag());
    }

    private void element(DicomElement element) throws IOException, Problem {
        switch (element) {
            case DicomElement.Value value -> {
                Vr vr = fitting(value.vr(), value.length());
                header(value.tag(), vr, even(value.length()));
                out.write(value.littleEndian());
                pad(value.length(), vr);
            }
            case DicomElement.Bulk bulk -> {
                long length = bulk.range().length();
                Vr vr = fitting(bulk.vr(), length);
                header(bulk.tag(), vr, even(length));
                copy(bulk.range(), bulk.bigEndian() ? bulk.vr().unit() : 1);
                pad(length, vr);
            }
            case DicomElement.Sequence sequence -> {
                header(sequence.tag(), Vr.SQ, contentLength(sequence.items()));
                for (DicomDataset item : sequence.items()) {
                    tag(Tag.ITEM);
                    int32(length(item));
                    dataset(item);
                }
            }
            case DicomElement.Fragments fragments -> {
                header(fragments.tag(), Vr.OB, DatasetParser.UNDEFINED);
                fragment(fragments.offsetTable());
                for (ByteRange fragment : fragments.fragments()) {
                    fragment(fragment);
                }
                tag(Tag.SEQUENCE_DELIMITATION);
                int32(0);
            }
        }
    }

    /** A value too long for a 16-bit length is written as UN (PS3.5 6.2.2). */
    private Vr fitting(Vr vr, long length) {
        return explicit && !vr.longForm() && length > 0xFFFE ? Vr.UN : vr;
    }

    private void fragment(ByteRange range) throws IOException, Problem {
        tag(Tag.ITEM);
        int32(even(range.length()));
        copy(range, 1);
        pad(range.length(), Vr.OB);
    }

    private void copy(ByteRange range, int swap) throws IOException, Problem {
        byte[] chunk = new byte[(int) Math.min(COPY, range.length())];
        for (long at = 0; at < range.length(); at += chunk.length) {
            int n = (int) Math.min(chunk.length, range.length() - at);
            range.read(at, ByteBuffer.wrap(chunk, 0, n));
            if (swap > 1) {
                ByteSwap.inPlace(chunk, swap);
            }
            out.write(chunk, 0, n);
        }
    }

    private long contentLength(List<DicomDataset> items) {
        long sum = 0;
        for (DicomDataset item : items) {
            sum += 8 + length(item);
        }
        return sum;
    }

    private long length(DicomDataset dataset) {
        long sum = 0;
        for (DicomElement element : dataset.elements()) {
            if (isWritten(element)) {
                sum += length(element);
            }
        }
        return sum;
    }

    private long length(DicomElement element) {
        return switch (element) {
            case DicomElement.Value value -> headerLength(fitting(value.vr(), value.length())) + even(value.length());
            case DicomElement.Bulk bulk -> {
                long length = bulk.range().length();
                yield headerLength(fitting(bulk.vr(), length)) + even(length);
            }
            case DicomElement.Sequence sequence -> headerLength(Vr.SQ) + contentLength(sequence.items());
            case DicomElement.Fragments fragments -> {
                long sum =
                        headerLength(Vr.OB) + 8 + even(fragments.offsetTable().length()) + 8;
                for (ByteRange fragment : fragments.fragments()) {
                    sum += 8 + even(fragment.length());
                }
                yield sum;
            }
        };
    }

    private int headerLength(Vr vr) {
        return explicit && vr.longForm() ? 12 : 8;
    }

    private static long even(long length) {
        return length + (length & 1);
    }

    private void header(int tag, Vr vr, long length) throws IOException {
        if (length > DatasetParser.UNDEFINED) {
            throw new IllegalArgumentException(Tag.format(tag) + " has " + length + " bytes, more than DICOM can hold");
        }
        tag(tag);
        if (!explicit) {
            int32(length);
            return;
        }
        out.write(vr.name().charAt(0));
        out.write(vr.name().charAt(1));
        if (vr.longForm()) {
            int16(0);
            int32(length);
        } else {
            int16((int) length);
        }
    }

    private void pad(long length, Vr vr) throws IOException {
        if ((length & 1) == 1) {
            out.write(vr.padding());
        }
    }

    private void tag(int tag) throws IOException {
        int16(Tag.group(tag));
        int16(Tag.element(tag));
    }

    private void int16(int n) throws IOException {
        out.write(n);
        out.write(n >>> 8);
    }

    private void int32(long n) throws IOException {
        int16((int) n);
        int16((int) (n >>> 16));
    }
}

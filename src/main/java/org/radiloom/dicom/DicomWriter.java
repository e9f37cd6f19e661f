package org.radiloom.dicom;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import org.radiloom.problem.Problem;

/**
 * Writes DICOM files (PS3.10) in implicit or explicit little endian, with native or encapsulated pixel data.
 *
 * <p>Sequences and items get their lengths, group lengths are dropped, odd values are padded.
 */
public final class DicomWriter {
    /** Names this program as the writer of a file, see PS3.7 D.3.3.2; a UUID-derived UID (PS3.5 B.2). */
    static final String IMPLEMENTATION_CLASS_UID = "2.25.82759340365709744739192003462114688068";

    static final String IMPLEMENTATION_VERSION = "RADILOOM";

    private DicomWriter() {}

    /** A new unique identifier. Source: DICOM PS3.5, B.2. */
    public static String newUid() {
        UUID uuid = UUID.randomUUID();
        var bytes = java.nio.ByteBuffer.allocate(17)
                .put((byte) 0)
                .putLong(uuid.getMostSignificantBits())
                .putLong(uuid.getLeastSignificantBits());
        return "2.25." + new java.math.BigInteger(bytes.array());
    }

    /**
     * Writes a file: preamble, meta header and data set. It appears at {@code path} whole or not at all.
     *
     * @param dataset with SOPClassUID and SOPInstanceUID, which the meta header repeats
     * @param syntax {@link TransferSyntax#IMPLICIT_LITTLE}, {@link TransferSyntax#EXPLICIT_LITTLE}, or an encapsulated one
     *     if the pixel data are fragments of it
     * @throws Problem if the file cannot be written
     * @throws IllegalArgumentException if the syntax is another one, or the data set has no SOP class or instance
     */
    public static void write(Path path, DicomDataset dataset, TransferSyntax syntax) throws Problem {
        byte[] meta = meta(dataset, syntax);
        Path absolute = path.toAbsolutePath();
        Path parent = java.util.Objects.requireNonNull(absolute.getParent(), "a root is no file");
        Path temporary = null;
        try {
            temporary = Files.createTempFile(parent, ".radiloom-", ".part");
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(temporary), 1 << 16)) {
                out.write(new byte[128]);
                out.write(new byte[] {'D', 'I', 'C', 'M'});
                out.write(meta);
                new ElementWriter(out, syntax.order().explicit()).dataset(dataset);
            }
            Files.move(temporary, absolute, StandardCopyOption.REPLACE_EXISTING);
            temporary = null;
        } catch (IOException e) {
            throw Problem.input(
                    "dicom.unwritable",
                    path + " cannot be written: " + e.getMessage() + ".",
                    "Choose another folder.",
                    e);
        } finally {
            delete(temporary);
        }
    }

    private static void delete(@org.jspecify.annotations.Nullable Path leftOver) throws Problem {
        if (leftOver == null) {
            return;
        }
        try {
            Files.deleteIfExists(leftOver);
        } catch (IOException e) {
            throw Problem.input("dicom.unwritable", leftOver + " was left behind.", "Delete it.", e);
        }
    }

    private static byte[] meta(DicomDataset dataset, TransferSyntax syntax) throws Problem {
        if (syntax.deflated() || syntax.order().bigEndian()) {
            throw new IllegalArgumentException("cannot write " + syntax.title());
        }
        DicomDataset rest = DicomDataset.builder()
                .bytes(Tag.FILE_META_INFORMATION_VERSION, Vr.OB, new byte[] {0, 1})
                .string(Tag.MEDIA_STORAGE_SOP_CLASS_UID, required(dataset, Tag.SOP_CLASS_UID))
                .string(Tag.MEDIA_STORAGE_SOP_INSTANCE_UID, required(dataset, Tag.SOP_INSTANCE_UID))
                .string(Tag.TRANSFER_SYNTAX_UID, syntax.uid())
                .string(Tag.IMPLEMENTATION_CLASS_UID, IMPLEMENTATION_CLASS_UID)
                .string(Tag.IMPLEMENTATION_VERSION_NAME, IMPLEMENTATION_VERSION)
                .build();
        byte[] body = bytes(rest);
        DicomDataset length = DicomDataset.builder()
                .integer(Tag.FILE_META_INFORMATION_GROUP_LENGTH, body.length)
                .build();
        var all = new ByteArrayOutputStream();
        all.writeBytes(bytes(length, true));
        all.writeBytes(body);
        return all.toByteArray();
    }

    private static String required(DicomDataset dataset, int tag) {
        return dataset.string(tag).orElseThrow(() -> new IllegalArgumentException("no " + Tag.format(tag)));
    }

    private static byte[] bytes(DicomDataset dataset) throws Problem {
        return bytes(dataset, false);
    }

    private static byte[] bytes(DicomDataset dataset, boolean keepGroupLengths) throws Problem {
        var out = new ByteArrayOutputStream();
        try {
            new ElementWriter(out, true, keepGroupLengths).dataset(dataset);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}

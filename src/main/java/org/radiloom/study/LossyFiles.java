package org.radiloom.study;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.radiloom.dicom.DicomDataset;
import org.radiloom.dicom.DicomFile;
import org.radiloom.dicom.ReadOptions;
import org.radiloom.dicom.Tag;
import org.radiloom.dicom.TransferSyntax;
import org.radiloom.imaging.LossyCoding;
import org.radiloom.problem.Problem;

/** Reads whether images have lost something by compression. Source: DICOM PS3.3 C.7.6.1.1.5, PS3.5 annex A. */
public final class LossyFiles {
    /** Never without loss. */
    private static final Set<String> LOSSY =
            Set.of(TransferSyntax.JPEG_BASELINE.uid(), TransferSyntax.JPEG_EXTENDED.uid());
    /** With or without loss; without a word of the file they are taken for lossy. */
    private static final Set<String> EITHER =
            Set.of(TransferSyntax.JPEG_LS_NEAR.uid(), TransferSyntax.JPEG_2000.uid(), TransferSyntax.HTJ2K.uid());

    private LossyFiles() {}

    /** What the file of the series' middle image says; empty for series that are not DICOM. Reads the header of that file. */
    public static Optional<LossyCoding> of(Series series) throws Problem {
        return series.source() == Series.Source.DICOM
                ? of(DicomFile.read(series.images().get(series.slices() / 2).file(), ReadOptions.HEADER))
                : Optional.empty();
    }

    /** What a file says of itself, or what its transfer syntax says of it. */
    static Optional<LossyCoding> of(DicomFile file) {
        DicomDataset d = file.dataset();
        String said = d.string(Tag.LOSSY_IMAGE_COMPRESSION).orElse("");
        String syntax = file.transferSyntax().uid();
        boolean lossy = said.equals("01") || LOSSY.contains(syntax) || !said.equals("00") && EITHER.contains(syntax);
        if (!lossy) {
            return Optional.empty();
        }
        List<Double> ratios = Arrays.stream(
                        d.decimals(Tag.LOSSY_IMAGE_COMPRESSION_RATIO).orElse(new double[0]))
                .filter(r -> r > 0)
                .boxed()
                .toList();
        return Optional.of(new LossyCoding(ratios, d.strings(Tag.LOSSY_IMAGE_COMPRESSION_METHOD)));
    }
}

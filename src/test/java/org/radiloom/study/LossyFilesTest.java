package org.radiloom.study;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.radiloom.dicom.DicomDataset;
import org.radiloom.dicom.DicomDatasetBuilder;
import org.radiloom.dicom.DicomFile;
import org.radiloom.dicom.Tag;
import org.radiloom.dicom.TransferSyntax;
import org.radiloom.imaging.LossyCoding;

class LossyFilesTest {
    private static Optional<LossyCoding> of(TransferSyntax syntax, DicomDatasetBuilder d) {
        return LossyFiles.of(new DicomFile(Path.of("test"), DicomDataset.empty(), d.build(), syntax));
    }

    private static DicomDatasetBuilder says(String lossy) {
        return DicomDataset.builder().string(Tag.LOSSY_IMAGE_COMPRESSION, lossy);
    }

    @Test
    void theFileSaysHowMuchWasLostAndHow() {
        assertEquals(
                Optional.of(new LossyCoding(List.of(12.0, 3.5), List.of("ISO_10918_1", "ISO_15444_1"))),
                of(
                        TransferSyntax.EXPLICIT_LITTLE,
                        says("01")
                                .decimal(Tag.LOSSY_IMAGE_COMPRESSION_RATIO, 12, 3.5)
                                .string(Tag.LOSSY_IMAGE_COMPRESSION_METHOD, "ISO_10918_1", "ISO_15444_1")));
        assertEquals(Optional.empty(), of(TransferSyntax.EXPLICIT_LITTLE, says("00")));
        assertEquals(Optional.empty(), of(TransferSyntax.JPEG_LOSSLESS_SV1, DicomDataset.builder()));
    }

    @Test
    void baselineJpegHasLostSomethingWhateverTheFileSays() {
        var lost = Optional.of(new LossyCoding(List.of(), List.of()));
        assertEquals(lost, of(TransferSyntax.JPEG_BASELINE, says("00")));
        assertEquals(lost, of(TransferSyntax.JPEG_2000, DicomDataset.builder()));
        assertEquals(Optional.empty(), of(TransferSyntax.JPEG_2000, says("00")));
    }
}

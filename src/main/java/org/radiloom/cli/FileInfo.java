package org.radiloom.cli;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.radiloom.dicom.DicomDataset;
import org.radiloom.dicom.DicomFile;
import org.radiloom.dicom.DicomImage;
import org.radiloom.dicom.PixelStatistics;
import org.radiloom.dicom.ReadOptions;
import org.radiloom.dicom.Tag;
import org.radiloom.problem.Problem;

/** A line of {@code radiloom info}; what does not apply is null and left out. */
@JsonPropertyOrder({"file", "ok"})
record FileInfo(
        String file,
        boolean ok,
        @Nullable String transferSyntax,
        @Nullable String sopClass,
        @Nullable String modality,
        @Nullable Integer rows,
        @Nullable Integer columns,
        @Nullable Integer frames,
        @Nullable Integer samples,
        @Nullable String photometric,
        @Nullable Integer bitsStored,
        @Nullable Pixels pixels,
        @Nullable String code,
        @Nullable String message) {

    /** Numbers are printed with the digits they were stored with: whole ones, 32-bit and 64-bit reals. */
    record Pixels(Number min, Number max, double mean) {
        static Pixels of(DicomImage image) throws Problem {
            PixelStatistics statistics = PixelStatistics.of(image);
            boolean single = image.real() && image.descriptor().bitsAllocated() == 32;
            return new Pixels(stored(statistics.min(), single), stored(statistics.max(), single), statistics.mean());
        }

        private static Number stored(double number, boolean single) {
            if (number == Math.rint(number) && Math.abs(number) < 1L << 53) {
                return (long) number;
            }
            return single ? (Number) (float) number : (Number) number;
        }
    }

    static FileInfo of(Path path, boolean withPixels) {
        try {
            return withPixels
                    ? of(DicomFile.read(path, ReadOptions.LENIENT), true)
                    : of(DicomFile.read(path, ReadOptions.HEADER), false);
        } catch (Problem problem) {
            return new FileInfo(
                    path.toString(),
                    false,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    problem.code(),
                    problem.sentence());
        }
    }

    private static FileInfo of(DicomFile file, boolean withPixels) throws Problem {
        DicomDataset dataset = file.dataset();
        Integer rows = number(dataset, Tag.ROWS);
        return new FileInfo(
                file.path().toString(),
                true,
                file.transferSyntax().uid(),
                dataset.string(Tag.SOP_CLASS_UID)
                        .or(() -> file.meta().string(Tag.MEDIA_STORAGE_SOP_CLASS_UID))
                        .orElse(null),
                dataset.string(Tag.MODALITY).orElse(null),
                rows,
                number(dataset, Tag.COLUMNS),
                rows == null ? null : dataset.integer(Tag.NUMBER_OF_FRAMES).orElse(1),
                number(dataset, Tag.SAMPLES_PER_PIXEL),
                dataset.string(Tag.PHOTOMETRIC_INTERPRETATION).orElse(null),
                number(dataset, Tag.BITS_STORED),
                withPixels ? Pixels.of(file.image()) : null,
                null,
                null);
    }

    private static @Nullable Integer number(DicomDataset dataset, int tag) {
        OptionalInt number = dataset.integer(tag);
        return number.isPresent() ? number.getAsInt() : null;
    }

    /** The line for people. */
    String sentence() {
        if (!ok) {
            return message == null ? file : message;
        }
        var text = new StringBuilder(file).append(": ").append(modality == null ? "no modality" : modality);
        if (rows != null) {
            text.append(", %dx%d, %d frame(s), %s".formatted(columns, rows, frames, photometric));
        }
        if (pixels != null) {
            text.append(", values %s to %s, mean %.4f".formatted(pixels.min(), pixels.max(), pixels.mean()));
        }
        return text.toString();
    }
}

package org.radiloom.dicom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.radiloom.fixtures.SharedData;
import org.radiloom.imaging.ColourSlice;
import org.radiloom.problem.Problem;

/**
 * 421 files of public test suites against what pydicom 2 and Pillow decoded from them (manifest.csv): every file ends in
 * the same stored values or in a reason.
 */
@Tag("realdata")
class ConformanceTest {
    private static final Set<String> LOSSY = Set.of(
            TransferSyntax.JPEG_BASELINE.uid(), TransferSyntax.JPEG_EXTENDED.uid(), TransferSyntax.JPEG_2000.uid());

    /** Of these the manifest has RGB, converted by the outside reader; compared after the same conversion. */
    private static final Set<String> CONVERTED = new TreeSet<>(Set.of(
            "dcm4che/YBR_422.dcm",
            "pydicom-data/SC_ybr_full_uncompressed.dcm",
            "pydicom/SC_rgb_small_odd_jpeg.dcm",
            "pydicom/SC_ybr_full_422_uncompressed.dcm",
            "pydicom/examples_ybr_color.dcm"));

    /** Smallest, largest and mean value. */
    private record Expected(double min, double max, double mean, boolean lossy) {
        private boolean agrees(PixelStatistics actual) {
            double near = lossy ? 2 : 0;
            return Math.abs(actual.min() - min) <= near
                    && Math.abs(actual.max() - max) <= near
                    && Math.abs(actual.mean() - mean) <= (lossy ? 2 : 1e-3);
        }
    }

    @Test
    void everyFileGivesTheValuesOfAnIndependentReaderOrAReason() throws IOException {
        Path folder = SharedData.find("dicom-conformance");
        long start = System.nanoTime();
        List<String> wrong = new ArrayList<>();
        Set<String> converted = new TreeSet<>();
        int agreeing = 0;
        for (Map<String, String> row : rows(folder.resolve("manifest.csv"))) {
            String name = row.getOrDefault("file", "");
            boolean decodedOutside = !row.getOrDefault("decoded_min", "").isEmpty();
            try {
                DicomImage image = DicomFile.read(folder.resolve(name), ReadOptions.LENIENT)
                        .image();
                PixelStatistics statistics = PixelStatistics.of(image);
                if (!decodedOutside) {
                    continue;
                }
                Expected expected = expected(row);
                if (expected.agrees(rounded(image, statistics))) {
                    agreeing++;
                } else if (expected.agrees(afterColourConversion(image))) {
                    agreeing++;
                    converted.add(name);
                } else {
                    wrong.add(name + ": " + statistics + " instead of " + expected);
                }
            } catch (Problem problem) {
                assertTrue(!problem.sentence().isBlank() && problem.code().startsWith("dicom."), name);
                if (decodedOutside) {
                    wrong.add(name + ": " + problem.getMessage());
                }
            }
        }
        assertEquals(List.of(), wrong);
        assertEquals(301, agreeing);
        assertEquals(CONVERTED, converted);
        assertTrue(System.nanoTime() - start < 60e9, "the whole folder takes less than a minute");
    }

    private static Expected expected(Map<String, String> row) {
        return new Expected(
                Double.parseDouble(row.getOrDefault("decoded_min", "")),
                Double.parseDouble(row.getOrDefault("decoded_max", "")),
                Double.parseDouble(row.getOrDefault("decoded_mean", "")),
                LOSSY.contains(row.getOrDefault("transfer_syntax", "")));
    }

    /** The manifest prints 32-bit floats with as many digits as they need. */
    private static PixelStatistics rounded(DicomImage image, PixelStatistics statistics) {
        if (!image.real() || image.descriptor().bitsAllocated() == 64) {
            return statistics;
        }
        return new PixelStatistics(
                Double.parseDouble(Float.toString((float) statistics.min())),
                Double.parseDouble(Float.toString((float) statistics.max())),
                statistics.mean());
    }

    private static PixelStatistics afterColourConversion(DicomImage image) throws Problem {
        int min = 255;
        int max = 0;
        long sum = 0;
        long count = 0;
        for (int frame = 0; frame < image.frames(); frame++) {
            if (!(image.slice(frame) instanceof ColourSlice slice)) {
                return new PixelStatistics(Double.NaN, Double.NaN, Double.NaN);
            }
            for (int row = 0; row < slice.rows(); row++) {
                for (int column = 0; column < slice.columns(); column++) {
                    int rgb = slice.rgbAt(column, row);
                    for (int shift = 0; shift <= 16; shift += 8) {
                        int v = rgb >> shift & 0xFF;
                        min = Math.min(min, v);
                        max = Math.max(max, v);
                        sum += v;
                        count++;
                    }
                }
            }
        }
        return new PixelStatistics(min, max, (double) sum / count);
    }

    /** No cell of the manifest holds a comma except in quotes, and those are lists that are not needed here. */
    private static List<Map<String, String>> rows(Path manifest) throws IOException {
        List<String> lines = Files.readAllLines(manifest);
        String[] header = lines.getFirst().split(",", -1);
        List<Map<String, String>> rows = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.replaceAll("\"[^\"]*\"", "").split(",", -1);
            Map<String, String> row = new HashMap<>();
            for (int at = 0; at < header.length; at++) {
                row.put(header[at], cells[at]);
            }
            rows.add(row);
        }
        return rows;
    }
}

package org.radiloom.review.report.sr;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.dicom.DicomFile;
import org.radiloom.dicom.ReadOptions;
import org.radiloom.dicom.keyobject.KeyObjectSelection;
import org.radiloom.dicom.parametric.ParametricMapReader;
import org.radiloom.dicom.parametric.ParametricMapWriter;
import org.radiloom.dicom.sr.Concepts;
import org.radiloom.dicom.sr.MeasurementReport;
import org.radiloom.dicom.sr.SrReader;
import org.radiloom.dicom.sr.SrWriter;
import org.radiloom.problem.Problem;

/** Damaged reports and maps end in what is left of them, or in a reason; with a fixed seed. */
class HostileReportsTest {
    @TempDir
    private Path folder;

    @Test
    void aDamagedReportIsReadOrRefused() throws Exception {
        for (StudyReport report : List.of(ReportFixture.ultrasoundReport(), ReportFixture.ctReport())) {
            Path path = folder.resolve("sr.dcm");
            SrWriter.write(
                    path,
                    report.document(StudyReport.Version.draft("2.25.900", "2.25.901", ReportFixture.WHEN)),
                    ReportFixture.target());
            int read = damage(path, file -> {
                var root = SrReader.read(file).root();
                MeasurementReport.of(root);
                KeyObjectSelection.of(root);
            });
            assertTrue(read > 100, read + " of 600 read");
        }
    }

    @Test
    void aDamagedMapIsReadOrRefused() throws Exception {
        ReportedSeries film = ReportFixture.film(640, 480);
        Path path = folder.resolve("map.dcm");
        ParametricMapWriter.write(
                path,
                SmallMap.of(film),
                HeatMap.header(
                        ReportFixture.ANOMALY,
                        film,
                        ReportFixture.source(),
                        Concepts.LIVER,
                        "2.25.70",
                        "2.25.71",
                        ReportFixture.WHEN,
                        "0.9.0"));
        int read = damage(path, ParametricMapReader::read);
        assertTrue(read > 100, read + " of 600 read");
    }

    private interface Reading {
        void of(DicomFile file) throws Problem;
    }

    /** Changes one to four bytes, 600 times; how often what is left can be read. */
    private static int damage(Path path, Reading reading) throws Exception {
        byte[] whole = Files.readAllBytes(path);
        var random = new Random(8);
        int read = 0;
        for (int n = 0; n < 600; n++) {
            byte[] bytes = whole.clone();
            for (int change = random.nextInt(4); change >= 0; change--) {
                bytes[132 + random.nextInt(bytes.length - 132)] = (byte) random.nextInt(256);
            }
            try {
                reading.of(DicomFile.parse(path, bytes, ReadOptions.LENIENT));
                read++;
            } catch (Problem refused) {
                assertFalse(refused.remedy().isEmpty());
            }
        }
        return read;
    }
}

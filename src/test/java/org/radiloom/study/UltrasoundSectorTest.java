package org.radiloom.study;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.dicom.DicomDataset;
import org.radiloom.dicom.Tag;
import org.radiloom.fixtures.DicomSeriesFixture;
import org.radiloom.problem.Problem;

/** Images of 100 x 80 pixels. */
class UltrasoundSectorTest {
    private static DicomDataset region(int format, int type, int x0, int y0, int x1, int y1) {
        return DicomDataset.builder()
                .integer(Tag.REGION_SPATIAL_FORMAT, format)
                .integer(Tag.REGION_DATA_TYPE, type)
                .integer(Tag.REGION_LOCATION_MIN_X0, x0)
                .integer(Tag.REGION_LOCATION_MIN_Y0, y0)
                .integer(Tag.REGION_LOCATION_MAX_X1, x1)
                .integer(Tag.REGION_LOCATION_MAX_Y1, y1)
                .build();
    }

    private static Optional<UltrasoundSector> sector(DicomDataset... regions) {
        return UltrasoundSector.of(DicomDataset.builder()
                .integer(Tag.ROWS, 80)
                .integer(Tag.COLUMNS, 100)
                .items(Tag.SEQUENCE_OF_ULTRASOUND_REGIONS, regions)
                .build());
    }

    @Test
    void theLastPixelBelongsToTheSector() {
        assertEquals(Optional.of(new UltrasoundSector(10, 5, 81, 71)), sector(region(1, 1, 10, 5, 90, 75)));
    }

    @Test
    void twoPicturesSideBySideAreOneSector() {
        assertEquals(
                Optional.of(new UltrasoundSector(2, 4, 97, 70)),
                sector(region(1, 1, 2, 4, 48, 70), region(1, 1, 52, 6, 98, 73)));
    }

    /** Format 2 is M-mode, 3 spectral; type 2 is colour flow. */
    @Test
    void tracesAndFlowAreNoTissue() {
        assertEquals(
                Optional.of(new UltrasoundSector(10, 5, 81, 31)),
                sector(region(1, 1, 10, 5, 90, 35), region(3, 3, 0, 40, 99, 79), region(1, 2, 0, 0, 99, 79)));
        assertEquals(Optional.empty(), sector(region(2, 1, 0, 0, 99, 79)));
    }

    @Test
    void aSectorOutsideOfTheImageIsNone() {
        assertEquals(Optional.empty(), sector());
        assertEquals(Optional.empty(), sector(region(1, 1, 50, 5, 40, 75)));
        assertEquals(Optional.empty(), sector(region(1, 1, 200, 5, 300, 75)));
        assertEquals(Optional.of(new UltrasoundSector(10, 5, 90, 75)), sector(region(1, 1, 10, 5, 300, 300)));
    }

    @Test
    void aFilmOnDiskNamesItsSector(@TempDir Path folder) throws Problem, IOException {
        Path film = DicomSeriesFixture.ultrasoundFilm(folder.resolve("film.dcm"), 40, 30, 2);
        assertEquals(Optional.of(new UltrasoundSector(4, 3, 36, 27)), UltrasoundSector.of(film));
    }
}

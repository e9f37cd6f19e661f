package org.radiloom.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.dicom.DicomDataset;
import org.radiloom.dicom.DicomDatasetBuilder;
import org.radiloom.dicom.Tag;
import org.radiloom.fixtures.DicomSeriesFixture;
import org.radiloom.imaging.FrameTimes;
import org.radiloom.imaging.FrameTimes.Source;
import org.radiloom.job.Progress;

class FilmTimesTest {
    @TempDir
    Path folder;

    private static DicomDatasetBuilder everything() {
        return DicomDataset.builder()
                .decimal(Tag.FRAME_TIME_VECTOR, 0, 10, 30)
                .decimal(Tag.FRAME_TIME, 40)
                .integer(Tag.RECOMMENDED_DISPLAY_FRAME_RATE, 50)
                .integer(Tag.CINE_RATE, 20);
    }

    private static FrameTimes of(DicomDatasetBuilder d) {
        return FilmTimes.of(d.build(), 3);
    }

    @Test
    void whatTheIncrementPointerNamesComesFirst() {
        FrameTimes vector = of(everything().integer(Tag.FRAME_INCREMENT_POINTER, Tag.FRAME_TIME_VECTOR));
        assertEquals(Source.VECTOR, vector.source());
        assertEquals(10, vector.startMs(1));
        assertEquals(40, vector.startMs(2));
        assertEquals(30, vector.durationMs(2), "the last frame stays as long as the one before it");
        FrameTimes even = of(everything().integer(Tag.FRAME_INCREMENT_POINTER, Tag.FRAME_TIME));
        assertEquals(Source.FRAME_TIME, even.source());
        assertEquals(25, even.framesPerSecond(), 1e-9);
    }

    @Test
    void thenTheRecommendedRateThenTheCineRateThenFifteenASecond() {
        FrameTimes recommended = of(everything().integer(Tag.FRAME_INCREMENT_POINTER, Tag.SLICE_LOCATION));
        assertEquals(Source.RECOMMENDED, recommended.source());
        assertEquals(50, recommended.framesPerSecond(), 1e-9);
        FrameTimes cine = of(DicomDataset.builder().integer(Tag.CINE_RATE, 20));
        assertEquals(Source.CINE_RATE, cine.source());
        assertEquals(20, cine.framesPerSecond(), 1e-9);
        FrameTimes unknown = of(DicomDataset.builder());
        assertEquals(Source.NONE, unknown.source());
        assertEquals(15, unknown.framesPerSecond(), 1e-9);
    }

    @Test
    void aVectorThatCannotBeAClockIsPassedOver() {
        assertEquals(
                Source.FRAME_TIME,
                of(everything().decimal(Tag.FRAME_TIME_VECTOR, 0, 10)).source());
        assertEquals(
                Source.FRAME_TIME,
                of(everything().decimal(Tag.FRAME_TIME_VECTOR, 0, 10, 0)).source());
        assertEquals(
                Source.RECOMMENDED,
                of(everything().decimal(Tag.FRAME_TIME_VECTOR, 0, -1, 10).decimal(Tag.FRAME_TIME, 0))
                        .source());
    }

    @Test
    void trimsAndTheWayToPlayAreTaken() {
        FrameTimes times = of(everything()
                .integer(Tag.START_TRIM, 2)
                .integer(Tag.STOP_TRIM, 3)
                .integer(Tag.PREFERRED_PLAYBACK_SEQUENCING, 1));
        assertEquals(1, times.first());
        assertEquals(2, times.last());
        assertTrue(times.sweeping());
        FrameTimes odd = of(everything().integer(Tag.START_TRIM, 3).integer(Tag.STOP_TRIM, 1));
        assertEquals(0, odd.first());
        assertEquals(2, odd.last());
        assertFalse(odd.sweeping());
    }

    @Test
    void aMultiFrameFileHasTheClockOfItsHeaderAndAStackOfSlicesHasNone() throws Exception {
        Path film = DicomSeriesFixture.ultrasoundLoop(folder.resolve("loop.dcm"), 8, 6, 0, 20, 60);
        Series series = new Importer()
                .read(List.of(film), Progress.NONE)
                .studies()
                .getFirst()
                .series()
                .getFirst();
        FrameTimes times = FilmTimes.of(series).orElseThrow();
        assertEquals(Source.VECTOR, times.source());
        assertEquals(80, times.startMs(2));
    }
}

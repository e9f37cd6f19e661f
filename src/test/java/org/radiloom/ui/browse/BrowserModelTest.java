package org.radiloom.ui.browse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BrowserModelTest {
    private static final java.time.LocalDate TODAY = java.time.LocalDate.of(2026, 12, 1);

    private static final SeriesItem A1 = new SeriesItem("1", "A", "Head", "Axial", "");
    private static final SeriesItem A2 = new SeriesItem("2", "A", "Head", "Bone", "");
    private static final SeriesItem B1 = new SeriesItem("3", "B", "Head", "Axial", "");

    private final BrowserModel model = new BrowserModel();

    @Test
    void seriesOfOneStudyStandTogetherUnderOneHeading() {
        model.add(List.of(A1));
        model.add(List.of(B1));
        model.add(List.of(A2));
        assertEquals(
                List.of(
                        new BrowserRow.Heading("A", "Head"),
                        new BrowserRow.Entry(A1),
                        new BrowserRow.Entry(A2),
                        new BrowserRow.Heading("B", "Head"),
                        new BrowserRow.Entry(B1)),
                model.rows(TODAY));
    }

    @Test
    void whatArrivesNeverChangesTheSelection() {
        model.add(List.of(A1));
        model.select("1");
        model.add(List.of(A2, B1));
        model.setThumbnail("2", new Thumbnail(new int[Thumbnail.SIDE * Thumbnail.SIDE]));
        assertEquals(Optional.of("1"), model.selected());
    }

    @Test
    void aSeriesThatArrivesAgainReplacesItself() {
        model.add(List.of(A1, A2));
        model.add(List.of(new SeriesItem("1", "A", "Head", "Axial", "12 images")));
        assertEquals(2, model.items().size());
        assertEquals("12 images", model.items().get(0).detail());
    }
}

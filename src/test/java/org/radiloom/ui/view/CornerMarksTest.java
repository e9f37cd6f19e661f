package org.radiloom.ui.view;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.radiloom.fixtures.LiverFilm;
import org.radiloom.imaging.LossyCoding;
import org.radiloom.ui.words.Words;

class CornerMarksTest {
    private static String marks(Locale language, Optional<LossyCoding> lossy, boolean inverted) {
        var model = new ViewportModel();
        var how = new Presentation(false, inverted, Optional.empty(), true).compressed(lossy);
        model.show(LiverFilm.of(1, 12, 8), Caption.EMPTY, how);
        return new CornerMarks(Words.in(language)).of(model);
    }

    @Test
    void whatWasLostStandsFirstWithItsRatios() {
        var once = Optional.of(new LossyCoding(List.of(12.0), List.of()));
        var twice = Optional.of(new LossyCoding(List.of(12.04, 3.5), List.of()));
        var somehow = Optional.of(new LossyCoding(List.of(), List.of()));
        assertEquals("", marks(Locale.ENGLISH, Optional.empty(), false));
        assertEquals("Lossy 12:1\n", marks(Locale.ENGLISH, once, false));
        assertEquals("Lossy 12:1, 3.5:1\nInverted\n", marks(Locale.ENGLISH, twice, true));
        assertEquals("Lossy\n", marks(Locale.ENGLISH, somehow, false));
        assertEquals("有损压缩 12:1\n", marks(Locale.SIMPLIFIED_CHINESE, once, false));
    }
}

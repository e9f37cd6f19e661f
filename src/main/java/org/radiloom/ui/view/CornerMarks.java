package org.radiloom.ui.view;

import java.util.ArrayList;
import java.util.List;
import org.radiloom.imaging.LossyCoding;
import org.radiloom.ui.words.Words;

/** What a reader must know about an image before its numbers: that something was lost, that black and white are exchanged. */
final class CornerMarks {
    private static final double WHOLE_FROM = 10;

    private final Words words;

    CornerMarks(Words words) {
        this.words = words;
    }

    /** One line for each mark, each ended. */
    String of(ViewportModel model) {
        List<String> marks = new ArrayList<>();
        model.presentation().lossy().ifPresent(l -> marks.add(lossy(l)));
        if (model.inverted()) {
            marks.add(words.of("viewport.inverted"));
        }
        return String.join("", marks.stream().map(m -> m + "\n").toList());
    }

    /** With the ratio of each step, where the file states them. */
    private String lossy(LossyCoding coding) {
        String ratios = String.join(
                ", ",
                coding.ratios().stream()
                        .map(r -> words.number(r, r >= WHOLE_FROM || r == Math.rint(r) ? 0 : 1) + ":1")
                        .toList());
        return ratios.isEmpty() ? words.of("viewport.lossy") : words.of("viewport.lossy.ratio", ratios);
    }
}

package org.radiloom.ui.compare;

import java.util.Optional;
import org.radiloom.annotate.Segment;
import org.radiloom.annotate.compare.SliceDifference;
import org.radiloom.ui.words.Words;

/** What sources and slices are called. */
public final class CompareWords {
    private CompareWords() {}

    /** The name of something that can be compared. */
    public static String name(Source source, CompareModel model, Words words) {
        return switch (source) {
            case Source.OfSegment of ->
                model.on()
                        .flatMap(on -> on.editor().segment(of.label()))
                        .map(Segment::name)
                        .orElse(words.of("masks.gone"));
            case Source.AsOpened of ->
                words.of(
                        "masks.opened",
                        named(
                                model.before().stream()
                                        .filter(segment -> segment.label() == of.label())
                                        .findFirst(),
                                words));
            case Source.Draft draft -> words.of("masks.draft");
            case Source.OfFile of -> {
                CompareModel.Chosen file = model.files().get(of.number());
                yield words.of(
                        "masks.of.file", named(file.content().segmentation().segment(of.label()), words), file.name());
            }
        };
    }

    private static String named(Optional<Segment> segment, Words words) {
        return segment.map(Segment::name).orElse(words.of("masks.gone"));
    }

    /** What a slice says for itself. */
    static String slice(SliceDifference slice, Words words) {
        return words.of("masks.slice", slice.slice() + 1, slice.onlyA(), slice.onlyB());
    }
}

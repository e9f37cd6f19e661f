package org.radiloom.ui.desk;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.radiloom.imaging.ImageStack;
import org.radiloom.problem.Problem;
import org.radiloom.study.VolumeGrade;
import org.radiloom.ui.browse.SeriesItem;
import org.radiloom.ui.browse.Thumbnail;
import org.radiloom.ui.inspect.Fact;
import org.radiloom.ui.view.Caption;
import org.radiloom.ui.view.Presentation;

/** A series that lies in memory. */
public record MemorySeries(
        SeriesItem item, ImageStack stack, Caption caption, Presentation presentation, Optional<OpenSeries> asCt)
        implements OpenSeries {
    public static MemorySeries of(String id, ImageStack stack) {
        var item = new SeriesItem(id, "Phantom", "Study", "Series " + id, "CT · " + stack.slices() + " images");
        return new MemorySeries(item, stack, Caption.EMPTY, Presentation.PLAIN, Optional.empty());
    }

    @Override
    public List<Fact> facts() {
        return List.of(new Fact("Images", String.valueOf(stack.slices())));
    }

    @Override
    public VolumeGrade volume() {
        return stack.geometry()
                .<VolumeGrade>map(VolumeGrade.Even::new)
                .orElse(new VolumeGrade.Refused(VolumeGrade.Reason.NO_PLACE, ""));
    }

    @Override
    public void want(int k) {}

    @Override
    public Optional<Problem> trouble(int k) {
        return Optional.empty();
    }

    MemorySeries as(SeriesItem other) {
        return new MemorySeries(other, stack, caption, presentation, asCt);
    }

    MemorySeries thatMayBe(OpenSeries ct) {
        return new MemorySeries(item, stack, caption, presentation, Optional.of(ct));
    }

    @Override
    public void release() {}

    @Override
    public BitSet keyImages() {
        return new BitSet();
    }

    @Override
    public void keepKeyImages(BitSet slices) {}

    @Override
    public void onSlice(Runnable listener) {}

    @Override
    public Thumbnail thumbnail() {
        return new Thumbnail(new int[Thumbnail.SIDE * Thumbnail.SIDE]);
    }
}

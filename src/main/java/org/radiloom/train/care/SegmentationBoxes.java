package org.radiloom.train.care;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Mask;
import org.radiloom.infer.EngineRoom;
import org.radiloom.infer.Frame;
import org.radiloom.infer.FrameOutline;
import org.radiloom.infer.FrameSegmenter;
import org.radiloom.model.ModelPackage;
import org.radiloom.problem.Problem;
import org.radiloom.train.CandidatePackage;
import org.radiloom.train.ManifestEntry.Box;
import org.radiloom.train.RunFolder;
import org.radiloom.train.classify.BoxFinder;
import org.radiloom.train.classify.PictureSample;

/** Boxes around what a trained segmenter of pictures outlines. */
final class SegmentationBoxes implements BoxFinder, AutoCloseable {
    private final EngineRoom room;
    private final FrameSegmenter segmenter;
    private final BoxRules rules;

    private SegmentationBoxes(EngineRoom room, FrameSegmenter segmenter, BoxRules rules) {
        this.room = room;
        this.segmenter = segmenter;
        this.rules = rules;
    }

    /**
     * Loads the segmenter.
     *
     * @param folder a model package, or a run folder, whose best checkpoint is taken
     * @param threads processors that the engine may use
     * @throws Problem as for opening either, {@code model.task} if it is not for pictures
     */
    static SegmentationBoxes open(Path folder, int threads, BoxRules rules) throws Problem {
        ModelPackage model = RunFolder.isOne(folder)
                ? CandidatePackage.of(RunFolder.open(folder), "best")
                : ModelPackage.open(folder);
        EngineRoom room = new EngineRoom(threads);
        try {
            return new SegmentationBoxes(room, FrameSegmenter.open(room, model), rules);
        } catch (Problem | RuntimeException e) {
            room.close();
            throw e;
        }
    }

    @Override
    public List<Box> boxes(PictureSample sample) throws Problem {
        int columns = sample.columns();
        float[] greys = new float[columns * sample.rows()];
        for (int at = 0; at < greys.length; at++) {
            greys[at] = SaliencyBoxes.luminance(sample, at % columns, at / columns);
        }
        FrameOutline outline = segmenter.outline(
                new Frame(columns, sample.rows(), greys, 1, new byte[greys.length], Optional.empty()));
        Geometry grid = Geometry.axial(outline.columns(), outline.rows(), 1, 1, 1, 1);
        return ComponentBoxes.of(Mask.of(grid, outline.inside()), rules);
    }

    @Override
    public void close() {
        segmenter.close();
        room.close();
    }
}

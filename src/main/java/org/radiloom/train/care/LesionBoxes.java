package org.radiloom.train.care;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.radiloom.problem.Problem;
import org.radiloom.train.ManifestEntry.Box;
import org.radiloom.train.classify.BoxFinder;
import org.radiloom.train.classify.CareSettings;
import org.radiloom.train.classify.PictureSample;

/**
 * The boxes that CARE looks at, from the source that the settings name: those of the manifest, saliency, or a segmenter.
 * Each sample is looked at once, before training, and only if its class is attended to; close it afterwards.
 */
public final class LesionBoxes implements BoxFinder, AutoCloseable {
    private final BoxFinder source;
    private final Runnable release;
    private final Set<Integer> classes;
    private final Map<String, List<Box>> known = new HashMap<>();

    private LesionBoxes(BoxFinder source, Runnable release, Set<Integer> classes) {
        this.source = source;
        this.release = release;
        this.classes = Set.copyOf(classes);
    }

    /**
     * Makes ready to look.
     *
     * @param counts training samples of each class
     * @param threads processors that a segmenter may use
     * @throws Problem if there is no usable segmenter where one is asked for
     */
    public static LesionBoxes of(CareSettings settings, List<Long> counts, int threads) throws Problem {
        BoxRules rules = new BoxRules(settings.margin(), settings.minArea(), settings.maxArea());
        Set<Integer> classes = CarePart.attended(settings, counts);
        return switch (settings.boxSource()) {
            case "saliency" ->
                new LesionBoxes(new SaliencyBoxes(settings.saliency().equals("border"), rules), () -> {}, classes);
            case "segmentation" -> {
                SegmentationBoxes boxes = SegmentationBoxes.open(Path.of(settings.segmenter()), threads, rules);
                yield new LesionBoxes(boxes, boxes::close, classes);
            }
            default ->
                new LesionBoxes(
                        sample -> rules.kept(sample.boxes(), sample.columns(), sample.rows()), () -> {}, classes);
        };
    }

    @Override
    public synchronized List<Box> boxes(PictureSample sample) throws Problem {
        if (!classes.contains(sample.label())) {
            return List.of();
        }
        List<Box> boxes = known.get(sample.sampleId());
        if (boxes == null) {
            boxes = source.boxes(sample);
            known.put(sample.sampleId(), boxes);
        }
        return boxes;
    }

    @Override
    public void close() {
        release.run();
    }
}

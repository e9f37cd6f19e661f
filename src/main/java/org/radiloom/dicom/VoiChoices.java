package org.radiloom.dicom;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.radiloom.imaging.GreyTable;
import org.radiloom.imaging.VoiChoice;
import org.radiloom.imaging.VoiTransform;
import org.radiloom.imaging.Window;

/**
 * The ways in which a file offers to show a frame: its windows in their order, then its VOI tables, each through the
 * presentation table where there is one. Source: DICOM PS3.3 C.11.2 (VOI LUT), C.7.6.16.2.10 and .10b (Frame VOI LUT),
 * C.11.4 (Presentation LUT).
 *
 * <p>A window or table that makes no sense (no number, no width, too few entries) is not offered: the image can be shown
 * without it.
 */
final class VoiChoices {
    /** Beyond, floats no longer tell black from white. */
    private static final double LARGEST = 1e12;

    private final String name;
    private final DicomDataset source;
    private final double lowest;

    /**
     * @param source the item of the frame's functional group, or the data set
     * @param lowest the lowest value that the modality transform can give
     */
    private VoiChoices(String name, DicomDataset source, double lowest) {
        this.name = name;
        this.source = source;
        this.lowest = lowest;
    }

    /**
     * @param source what holds the windows and tables of the frame
     * @param dataset the whole data set, for what holds for all frames
     * @param range lowest and highest value that the modality transform can give
     */
    static List<VoiChoice> of(String name, DicomDataset source, DicomDataset dataset, Window range) {
        double lowest = range.centre() - range.width() / 2;
        var here = new VoiChoices(name, source, lowest);
        List<VoiChoice> all = new ArrayList<>(here.windows());
        all.addAll(here.tables());
        Optional<GreyTable> presentation = dataset.item(Tag.PRESENTATION_LUT_SEQUENCE)
                .flatMap(item -> LookupTable.lenient(name, item, false))
                .map(LookupTable::grey);
        if (presentation.isPresent()) {
            if (all.isEmpty()) {
                all.add(new VoiChoice(new VoiTransform.LinearExact(range), ""));
            }
            all.replaceAll(
                    c -> new VoiChoice(new VoiTransform.Presented(c.transform(), presentation.get()), c.explanation()));
        }
        Map<VoiTransform, VoiChoice> once = new LinkedHashMap<>();
        all.forEach(c -> once.putIfAbsent(c.transform(), c));
        return List.copyOf(once.values());
    }

    private List<VoiChoice> windows() {
        double[] centres = source.decimals(Tag.WINDOW_CENTER).orElse(Values.NO_DECIMALS);
        double[] widths = source.decimals(Tag.WINDOW_WIDTH).orElse(Values.NO_DECIMALS);
        List<String> words = source.strings(Tag.WINDOW_CENTER_WIDTH_EXPLANATION);
        String function = source.string(Tag.VOI_LUT_FUNCTION).orElse("LINEAR");
        List<VoiChoice> windows = new ArrayList<>();
        for (int n = 0; n < Math.min(centres.length, widths.length); n++) {
            boolean sane = Math.abs(centres[n]) < LARGEST && widths[n] > 0 && widths[n] < LARGEST;
            if (sane) {
                VoiTransform transform = transform(function, new Window(centres[n], widths[n]));
                windows.add(new VoiChoice(transform, n < words.size() ? words.get(n) : ""));
            }
        }
        return windows;
    }

    /** A linear window narrower than 1 cannot be meant as the standard has it: its writer thought of the exact one. */
    private static VoiTransform transform(String function, Window window) {
        return switch (function) {
            case "SIGMOID" -> new VoiTransform.Sigmoid(window);
            case "LINEAR_EXACT" -> new VoiTransform.LinearExact(window);
            default ->
                window.width() < VoiTransform.NARROWEST_LINEAR
                        ? new VoiTransform.LinearExact(window)
                        : new VoiTransform.Linear(window);
        };
    }

    private List<VoiChoice> tables() {
        List<VoiChoice> tables = new ArrayList<>();
        for (DicomDataset item : source.items(Tag.VOI_LUT_SEQUENCE)) {
            LookupTable.lenient(name, item, signed(item))
                    .ifPresent(t -> tables.add(new VoiChoice(
                            VoiTransform.Table.at(t.first(), t.grey()),
                            item.string(Tag.LUT_EXPLANATION).orElse(""))));
        }
        return tables;
    }

    /** Whether the first value of a table is to be read as negative: only where values get as low as that. */
    private boolean signed(DicomDataset item) {
        int[] descriptor = item.integers(Tag.LUT_DESCRIPTOR).orElse(Values.NO_INTEGERS);
        return descriptor.length > 1 && lowest < 0 && (short) descriptor[1] >= lowest;
    }
}

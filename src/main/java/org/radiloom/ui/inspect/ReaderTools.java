package org.radiloom.ui.inspect;

import org.radiloom.ui.anomaly.AnomalyModel;
import org.radiloom.ui.compare.CompareModel;
import org.radiloom.ui.draw.IndexModel;
import org.radiloom.ui.draw.RegionModel;
import org.radiloom.ui.edit.EditModel;
import org.radiloom.ui.evidence.EvidenceModel;
import org.radiloom.ui.measure.MeasureModel;

/** What a reader works with over the image and in the panel beside it. */
public record ReaderTools(
        RegionModel region,
        IndexModel index,
        EvidenceModel evidence,
        AnomalyModel anomaly,
        MeasureModel measure,
        EditModel edit,
        CompareModel compare) {
    public static ReaderTools create() {
        var edit = new EditModel();
        var tools = new ReaderTools(
                new RegionModel(),
                new IndexModel(),
                new EvidenceModel(),
                new AnomalyModel(),
                new MeasureModel(),
                edit,
                new CompareModel(edit));
        tools.oneAtATime();
        tools.oneInTheHand();
        return tools;
    }

    /** The hand holds one tool: what was taken last. */
    private void oneInTheHand() {
        measure.onChange(() -> {
            if (measure.tool().isPresent() && edit.tool().isPresent()) {
                edit.setTool(null);
            }
        });
        edit.onTaken(() -> measure.setTool(null));
    }

    /** The tools of another pane: the same regions of the reader, pictures of its own. */
    public ReaderTools beside() {
        var tools = new ReaderTools(region, index, new EvidenceModel(), new AnomalyModel(), measure, edit, compare);
        tools.oneAtATime();
        return tools;
    }

    /** Two pictures over one image would be taken for one: what was switched on last is seen. */
    private void oneAtATime() {
        evidence.onChange(() -> {
            if (evidence.choice().isPresent()) {
                anomaly.setHeat(false);
            }
        });
        anomaly.onChange(() -> {
            if (anomaly.heat() && evidence.choice().isPresent()) {
                evidence.hide();
            }
        });
    }

    /** Tells {@code listener} about every change of any of them. */
    public void onChange(Runnable listener) {
        region.onChange(listener);
        index.onChange(listener);
        evidence.onChange(listener);
        anomaly.onChange(listener);
        measure.onChange(listener);
    }
}

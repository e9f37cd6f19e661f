package org.radiloom.review;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.radiloom.imaging.Polygon;
import org.radiloom.infer.FrameGrade;
import org.radiloom.infer.FrameRegion;
import org.radiloom.infer.GradeFinding;
import org.radiloom.infer.PatchGrade;

/** A grade as other programs read it: the part of {@code findings.json} that only grades have. */
final class GradesJson {
    private GradesJson() {}

    static void add(ObjectNode node, GradeFinding grade) {
        node.put("label", grade.label());
        strings(node.putArray("classes"), grade.classes());
        numbers(node.putArray("probabilities"), grade.probabilities());
        strings(node.putArray("predictionSet"), grade.predictionSet());
        node.put("coverage", grade.coverage());
        node.put("uncertain", grade.uncertain());
        node.put("grade", grade.grade());
        node.put("aggregation", grade.aggregation());
        node.put("variant", grade.variant());
        ObjectNode declared = node.putObject("declared");
        grade.declared().forEach(declared::put);
        ObjectNode reliability = node.putObject("reliability");
        grade.reliability().forEach(reliability::put);
        grade.caution().ifPresent(caution -> node.put("caution", caution));
        ArrayNode frames = node.putArray("perFrame");
        grade.perFrame().forEach(frame -> frame(frames.addObject(), frame));
    }

    private static void frame(ObjectNode node, FrameGrade frame) {
        node.put("frame", frame.frame());
        frame.refused().ifPresent(reason -> node.put("refused", reason));
        numbers(node.putArray("probabilities"), frame.probabilities());
        frame.region().ifPresent(region -> region(node.putObject("region"), region));
        ArrayNode patches = node.putArray("patches");
        for (PatchGrade patch : frame.patches()) {
            ObjectNode each = patches.addObject();
            each.put("column", rounded(patch.column()));
            each.put("row", rounded(patch.row()));
            each.put("width", rounded(patch.width()));
            each.put("height", rounded(patch.height()));
            numbers(each.putArray("probabilities"), patch.probabilities());
        }
        node.put("patchesLeftOut", frame.leftOut());
    }

    private static void region(ObjectNode node, FrameRegion region) {
        ArrayNode polygon = node.putArray("polygon");
        for (Polygon.Point point : region.polygon().points()) {
            polygon.addArray().add(rounded(point.column())).add(rounded(point.row()));
        }
        node.put("edited", region.edited());
        node.put("shareOfFrame", Math.round(1e4 * region.shareOfFrame()) / 1e4);
        node.put("probability", Math.round(1e4 * region.probability()) / 1e4);
    }

    private static void strings(ArrayNode into, List<String> words) {
        words.forEach(into::add);
    }

    /** Probabilities keep seven digits, so that those of all classes still sum to 1 within 1e-6. */
    private static void numbers(ArrayNode into, List<Double> values) {
        values.forEach(value -> into.add(Math.round(value * 1e7) / 1e7));
    }

    private static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }
}

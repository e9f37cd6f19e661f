package org.radiloom.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.OptionalDouble;
import org.radiloom.annotate.compare.MaskComparison;
import org.radiloom.annotate.compare.SegmentationComparison.Structure;
import org.radiloom.annotate.compare.SliceDifference;
import org.radiloom.imaging.Geometry;
import org.radiloom.metric.Bootstrap;
import org.radiloom.metric.SurfaceMetrics;

/** What {@code compare --json} prints; a number that does not exist is null. */
final class CompareJson {
    private CompareJson() {}

    static ObjectNode of(ComparedCases.Compared compared, boolean blinded) {
        ObjectNode tree = Printed.MAPPER
                .createObjectNode()
                .put("case", compared.name())
                .put("a", compared.a())
                .put("b", compared.b());
        ArrayNode structures = tree.putArray("structures");
        for (Structure each : compared.comparison().structures()) {
            structures.add(structure(each, blinded));
        }
        ArrayNode warnings = tree.putArray("warnings");
        compared.comparison().warnings().forEach(warnings::add);
        return tree;
    }

    private static ObjectNode structure(Structure structure, boolean blinded) {
        MaskComparison c = structure.comparison();
        ObjectNode tree = Printed.MAPPER
                .createObjectNode()
                .put("labelA", structure.pair().labelA())
                .put("labelB", structure.pair().labelB());
        if (!blinded) {
            tree.put("name", structure.pair().name());
        }
        tree.put(
                "presence",
                switch (c.presence()) {
                    case BOTH -> "both";
                    case ONLY_A -> "onlyA";
                    case ONLY_B -> "onlyB";
                    case NEITHER -> "neither";
                });
        put(tree, "dice", c.dice());
        put(tree, "iou", c.iou());
        tree.put("hd95Mm", c.surfaces().map(SurfaceMetrics::hd95Mm).orElse(null));
        tree.put("assdMm", c.surfaces().map(SurfaceMetrics::assdMm).orElse(null));
        tree.putObject("volumeCm3").put("a", c.volumeACm3()).put("b", c.volumeBCm3());
        tree.put("volumeDifferenceCm3", c.volumeDifferenceCm3());
        put(tree, "volumeDifferencePercent", c.volumeDifferencePercent());
        tree.putObject("voxels")
                .put("both", c.overlap().tp())
                .put("onlyA", c.overlap().fn())
                .put("onlyB", c.overlap().fp());
        tree.set("grid", grid(c.grid()));
        ArrayNode slices = tree.putArray("slices");
        for (SliceDifference slice : c.byDisagreement()) {
            slices.addObject()
                    .put("slice", slice.slice() + 1)
                    .put("both", slice.both())
                    .put("onlyA", slice.onlyA())
                    .put("onlyB", slice.onlyB());
        }
        return tree;
    }

    private static ObjectNode grid(Geometry g) {
        ObjectNode tree = Printed.MAPPER
                .createObjectNode()
                .put("columns", g.columns())
                .put("rows", g.rows())
                .put("slices", g.slices());
        tree.putArray("spacingMm")
                .add(g.columnSpacingMm())
                .add(g.rowSpacingMm())
                .add(g.sliceSpacingMm());
        return tree;
    }

    static ObjectNode interval(Bootstrap.Interval interval) {
        ObjectNode tree = Printed.MAPPER.createObjectNode().put("value", interval.value());
        tree.putArray("ci95").add(interval.low()).add(interval.high());
        return tree.put("n", interval.n());
    }

    private static void put(ObjectNode tree, String name, OptionalDouble value) {
        if (value.isPresent()) {
            tree.put(name, value.getAsDouble());
        } else {
            tree.putNull(name);
        }
    }
}

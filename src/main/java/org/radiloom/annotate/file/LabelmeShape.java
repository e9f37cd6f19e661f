package org.radiloom.annotate.file;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.radiloom.imaging.GreySlice;
import org.radiloom.imaging.LabelPng;
import org.radiloom.imaging.Polygon;
import org.radiloom.problem.Problem;

/**
 * A shape of a labelme file.
 *
 * @param points in pixels from the upper left corner of the image
 * @param group the number that joins shapes, -1 for none
 * @param mask PNG in base64, empty for shapes of other types
 */
record LabelmeShape(String label, String type, int group, List<Polygon.Point> points, String mask) {
    private static final double CENTRE = 0.5;

    static LabelmeShape of(JsonNode json, String file) throws Problem {
        List<Polygon.Point> points = new ArrayList<>();
        for (JsonNode point : json.path("points")) {
            if (!point.path(0).isNumber() || !point.path(1).isNumber()) {
                throw GridJson.damaged(file, "a point of a shape is none");
            }
            points.add(new Polygon.Point(point.path(0).asDouble(), point.path(1).asDouble()));
        }
        // files of labelme 3 and before name no type: all their shapes are polygons
        String type = json.path("shape_type").asText("polygon");
        JsonNode label = json.path("label");
        if (!label.isTextual() || label.asText().isBlank()) {
            throw GridJson.damaged(file, "a shape has no label");
        }
        return new LabelmeShape(
                label.asText(),
                type.equals("null") ? "polygon" : type,
                json.path("group_id").asInt(-1),
                points,
                json.path("mask").asText(""));
    }

    /** Whether it can have pixels inside. */
    boolean area() {
        return switch (type) {
            case "polygon", "oriented_rectangle" -> points.size() >= 3;
            case "rectangle", "circle", "mask" -> points.size() == 2;
            default -> false;
        };
    }

    /** The pixels whose centre lies inside: 1 inside, 0 outside, row by row. */
    byte[] pixels(int columns, int rows, String file) throws Problem {
        return switch (type) {
            case "mask" -> maskPixels(columns, rows, file);
            case "circle" -> circle(columns, rows);
            case "rectangle" -> {
                Polygon.Point a = points.get(0);
                Polygon.Point b = points.get(1);
                yield polygon(List.of(
                                a, new Polygon.Point(b.column(), a.row()), b, new Polygon.Point(a.column(), b.row())))
                        .rasterised(columns, rows);
            }
            default -> polygon(points).rasterised(columns, rows);
        };
    }

    private static Polygon polygon(List<Polygon.Point> corners) {
        return new Polygon(corners.stream()
                .map(p -> new Polygon.Point(p.column() - CENTRE, p.row() - CENTRE))
                .toList());
    }

    private byte[] circle(int columns, int rows) {
        Polygon.Point centre = points.get(0);
        double radius = centre.distanceTo(points.get(1).column(), points.get(1).row());
        byte[] inside = new byte[columns * rows];
        for (int at = 0; at < inside.length; at++) {
            int column = at % columns;
            int row = at / columns;
            inside[at] = (byte) (centre.distanceTo(column + CENTRE, row + CENTRE) <= radius ? 1 : 0);
        }
        return inside;
    }

    /** The picture with its first pixel at the first point; what lies outside of the image is cut off. */
    private byte[] maskPixels(int columns, int rows, String file) throws Problem {
        byte[] png;
        try {
            png = Base64.getMimeDecoder().decode(mask);
        } catch (IllegalArgumentException e) {
            throw GridJson.damaged(file, "a mask is no picture");
        }
        GreySlice picture = LabelPng.decode(png, "The mask in " + file, (long) columns * rows);
        int left = (int) Math.rint(points.get(0).column());
        int top = (int) Math.rint(points.get(0).row());
        byte[] inside = new byte[columns * rows];
        for (int j = 0; j < picture.rows(); j++) {
            for (int i = 0; i < picture.columns(); i++) {
                long x = (long) left + i;
                long y = (long) top + j;
                if (x >= 0 && y >= 0 && x < columns && y < rows && picture.valueAt(i, j) != 0) {
                    inside[(int) (x + columns * y)] = 1;
                }
            }
        }
        return inside;
    }
}

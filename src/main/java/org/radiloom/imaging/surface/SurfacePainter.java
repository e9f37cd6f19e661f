package org.radiloom.imaging.surface;

import java.util.Arrays;
import org.radiloom.imaging.Vec3;

/**
 * Paints a closed surface into an array of pixels, lit by two lamps that move with the viewer. Keeps what it needs for one
 * surface; used on one thread.
 */
public final class SurfacePainter {
    private static final float AMBIENT = 0.16f;
    private static final float KEY = 0.72f;
    private static final float FILL = 0.22f;
    private static final float SHINE = 0.35f;
    /** Part of the smaller side of the picture that the surface fills at zoom 1. */
    private static final double FILLED = 0.86;
    /** Directions to the lamps: right, down, away. */
    private static final float[] KEY_LAMP = unit(-0.45f, -0.6f, -0.66f);

    private static final float[] FILL_LAMP = unit(0.8f, 0.3f, -0.5f);

    private final SurfaceMesh mesh;
    private final float[] normals;
    private final Vec3 centre;
    private final double radiusMm;
    private final int[] colours = new int[256];
    private final float[] x;
    private final float[] y;
    private final float[] depth;
    private final float[] light;
    private float[] nearest = new float[0];

    /** @param rgb colour of the surface, 0xRRGGBB */
    public SurfacePainter(SurfaceMesh mesh, int rgb) {
        this.mesh = mesh;
        normals = mesh.normals();
        Vec3[] box = mesh.isEmpty() ? new Vec3[] {new Vec3(0, 0, 0), new Vec3(1, 1, 1)} : mesh.box();
        centre = box[0].plus(box[1]).times(0.5);
        radiusMm = box[1].minus(box[0]).length() / 2;
        int n = mesh.points();
        x = new float[n];
        y = new float[n];
        depth = new float[n];
        light = new float[n];
        // up to two thirds the colour gets brighter, above it turns to white
        for (int v = 0; v < 256; v++) {
            double part = Math.min(1, v / 170.0);
            double white = Math.max(0, (v - 170) / 85.0) * 0.75;
            int r = mixed(rgb >> 16 & 255, part, white);
            int g = mixed(rgb >> 8 & 255, part, white);
            int b = mixed(rgb & 255, part, white);
            colours[v] = 0xFF000000 | r << 16 | g << 8 | b;
        }
    }

    private static int mixed(int channel, double part, double white) {
        double lit = channel * part;
        return (int) Math.round(lit + (255 - lit) * white);
    }

    private static float[] unit(float x, float y, float z) {
        float length = (float) Math.sqrt(x * x + y * y + z * z);
        return new float[] {x / length, y / length, z / length};
    }

    public SurfaceMesh mesh() {
        return mesh;
    }

    /** Screen pixels per mm in a picture of this size. */
    public double pixelsPerMm(SurfaceCamera camera, int width, int height) {
        return camera.zoom() * FILLED * Math.min(width, height) / (2 * radiusMm);
    }

    /**
     * Paints the surface on black.
     *
     * @param argb width x height pixels, row by row
     */
    public void paint(SurfaceCamera camera, int[] argb, int width, int height) {
        int n = width * height;
        if (nearest.length != n) {
            nearest = new float[n];
        }
        Arrays.fill(nearest, Float.MAX_VALUE);
        Arrays.fill(argb, 0, n, 0xFF000000);
        project(camera, width, height);
        int[] corners = mesh.corners;
        for (int t = 0; t < corners.length; t += 3) {
            triangle(corners[t], corners[t + 1], corners[t + 2], argb, width, height);
        }
    }

    /** Depth of what was painted last at a pixel, mm behind the middle of the surface. */
    float depthAt(int pixel) {
        return nearest[pixel];
    }

    private void project(SurfaceCamera camera, int width, int height) {
        float scale = (float) pixelsPerMm(camera, width, height);
        float rx = (float) camera.right().x();
        float ry = (float) camera.right().y();
        float rz = (float) camera.right().z();
        float dx = (float) camera.down().x();
        float dy = (float) camera.down().y();
        float dz = (float) camera.down().z();
        float ax = (float) camera.away().x();
        float ay = (float) camera.away().y();
        float az = (float) camera.away().z();
        float cx = (float) centre.x();
        float cy = (float) centre.y();
        float cz = (float) centre.z();
        // half way between the key lamp and the eye, for the shine
        float[] half = unit(KEY_LAMP[0], KEY_LAMP[1], KEY_LAMP[2] - 1);
        for (int p = 0, at = 0; p < x.length; p++, at += 3) {
            float px = mesh.points[at] - cx;
            float py = mesh.points[at + 1] - cy;
            float pz = mesh.points[at + 2] - cz;
            x[p] = width * 0.5f + scale * (rx * px + ry * py + rz * pz);
            y[p] = height * 0.5f + scale * (dx * px + dy * py + dz * pz);
            depth[p] = ax * px + ay * py + az * pz;
            float nx = rx * normals[at] + ry * normals[at + 1] + rz * normals[at + 2];
            float ny = dx * normals[at] + dy * normals[at + 1] + dz * normals[at + 2];
            float nz = ax * normals[at] + ay * normals[at + 1] + az * normals[at + 2];
            float key = Math.max(0, KEY_LAMP[0] * nx + KEY_LAMP[1] * ny + KEY_LAMP[2] * nz);
            float fill = Math.max(0, FILL_LAMP[0] * nx + FILL_LAMP[1] * ny + FILL_LAMP[2] * nz);
            float shine = Math.max(0, half[0] * nx + half[1] * ny + half[2] * nz);
            float power = shine * shine * shine;
            power *= power;
            power *= power;
            power *= power;
            float lit = AMBIENT + KEY * key + FILL * fill;
            light[p] = Math.min(255, 170 * Math.min(1, lit) + 255 * SHINE * power);
        }
    }

    private void triangle(int a, int b, int c, int[] argb, int width, int height) {
        float x0 = x[a];
        float y0 = y[a];
        float x1 = x[b];
        float y1 = y[b];
        float x2 = x[c];
        float y2 = y[c];
        // seen from outside triangles turn against the clock, and y grows downwards
        float area = (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0);
        if (area >= 0) {
            return;
        }
        int left = Math.max(0, (int) Math.ceil(Math.min(x0, Math.min(x1, x2)) - 0.5f));
        int right = Math.min(width - 1, (int) Math.floor(Math.max(x0, Math.max(x1, x2)) - 0.5f));
        int top = Math.max(0, (int) Math.ceil(Math.min(y0, Math.min(y1, y2)) - 0.5f));
        int bottom = Math.min(height - 1, (int) Math.floor(Math.max(y0, Math.max(y1, y2)) - 0.5f));
        if (left > right || top > bottom) {
            return;
        }
        float per = 1 / area;
        // shares of the corners b and c grow evenly along a row
        float b1 = (y2 - y0) * per;
        float c1 = -(y1 - y0) * per;
        float b2 = -(x2 - x0) * per;
        float c2 = (x1 - x0) * per;
        float za = depth[a];
        float zb = depth[b] - za;
        float zc = depth[c] - za;
        float la = light[a];
        float lb = light[b] - la;
        float lc = light[c] - la;
        for (int py = top; py <= bottom; py++) {
            float sb = (left + 0.5f - x0) * b1 + (py + 0.5f - y0) * b2;
            float sc = (left + 0.5f - x0) * c1 + (py + 0.5f - y0) * c2;
            int at = py * width + left;
            for (int px = left; px <= right; px++, at++, sb += b1, sc += c1) {
                // a hair beyond the edges, so that rounding opens no seams
                if (sb >= -1e-4f && sc >= -1e-4f && sb + sc <= 1.0001f) {
                    float z = za + sb * zb + sc * zc;
                    if (z < nearest[at]) {
                        nearest[at] = z;
                        argb[at] = colours[Math.clamp((int) (la + sb * lb + sc * lc), 0, 255)];
                    }
                }
            }
        }
    }
}

package org.radiloom.imaging.surface;

import org.radiloom.imaging.Vec3;

/**
 * From where a surface is looked at, without perspective; the three directions have length 1 and are at right angles.
 *
 * @param right direction in the patient that is to the right on screen
 * @param down direction that is downwards on screen
 * @param away direction that leads away from the viewer
 * @param zoom 1 shows the whole surface
 */
public record SurfaceCamera(Vec3 right, Vec3 down, Vec3 away, double zoom) {
    /** From the front: the patient's left on the right, the head up. */
    public static final SurfaceCamera FRONT =
            new SurfaceCamera(new Vec3(1, 0, 0), new Vec3(0, 0, -1), new Vec3(0, 1, 0), 1);

    private static final double NEAREST = 40;
    private static final double FURTHEST = 0.2;

    /** Turns the surface: its front follows a drag to the right by {@code across} and downwards by {@code along}, radians. */
    public SurfaceCamera turned(double across, double along) {
        Vec3 r = right.times(Math.cos(across)).minus(away.times(Math.sin(across)));
        Vec3 a = away.times(Math.cos(across)).plus(right.times(Math.sin(across)));
        Vec3 d = down.times(Math.cos(along)).minus(a.times(Math.sin(along)));
        // rounding errors of many small turns must not add up
        Vec3 rightAgain = r.unit();
        Vec3 downAgain = d.minus(rightAgain.times(d.dot(rightAgain))).unit();
        return new SurfaceCamera(rightAgain, downAgain, rightAgain.cross(downAgain), zoom);
    }

    public SurfaceCamera zoomed(double factor) {
        return new SurfaceCamera(right, down, away, Math.clamp(zoom * factor, FURTHEST, NEAREST));
    }
}
